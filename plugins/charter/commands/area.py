"""The area that the charter's commands are declared under."""

from bot.chat.commands import Area

area = Area("charter")
