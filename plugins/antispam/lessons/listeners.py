"""Talk's entrance: the newest messages are kept at hand for whoever answers one at once."""

from bot.chat.listeners import Work, listener
from bot.domain.messages import IncomingMessage
from bot.governance.directory import GroupState

from .recent import recent


@listener("antispam.recent", order=5)
def keep_at_hand(message: IncomingMessage, group: GroupState) -> Work | None:
    recent.note(group.id, message)
    return None
