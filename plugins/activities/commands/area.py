"""One area, whatever file a command stands in."""

from bot.chat.commands import Area

area = Area("activities")
