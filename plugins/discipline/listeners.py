"""Talk's entrance: whoever was asked to be silent and speaks is noticed."""

from functools import partial

from bot.chat.listeners import Work, listener
from bot.domain.messages import IncomingMessage
from bot.governance import workorders
from bot.governance.directory import GroupState


@listener("discipline.silence", order=20)
def notice_broken_silence(message: IncomingMessage, group: GroupState) -> Work | None:
    """One look into memory; on platforms that can mute nobody stands there."""
    if not workorders.is_silenced(group.id, message.sender, message.received_at):
        return None
    return partial(workorders.broken_silence, group, message.sender, now=message.received_at)
