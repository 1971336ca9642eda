"""What is heard besides commands: 收到 in ordinary talk, replies and reactions."""

from functools import partial

from bot.chat.listeners import Work, listener
from bot.domain.events import Reacted
from bot.domain.messages import IncomingMessage
from bot.governance import signals
from bot.governance.directory import GroupState, directory

from . import service
from .domain.reactions import says_yes


@listener("notices.acknowledge", order=50)
def hear(message: IncomingMessage, group: GroupState) -> Work | None:
    """A dictionary look-up where no notice is open; the answer is recorded in the group's lane."""
    heard = service.heard(message, group)
    if heard is None:
        return None
    return partial(_record, group, *heard, message)


async def _record(
    group: GroupState, notice: service.OpenNotice, by: service.Answering, message: IncomingMessage
) -> None:
    await service.acknowledge(group, notice, by, now=message.received_at)


@signals.on(Reacted)
async def see_reaction(event: Reacted, context: signals.Context) -> None:
    """A reaction that says yes to the notice's message; taking it back takes nothing back."""
    if context.group_id is None or not event.added or not says_yes(event.emoji) or event.member == event.account:
        return
    notice = service.board.of_message(event.account, event.message)
    group = directory.get(context.group_id)
    if notice is None or group is None or notice.group_id != group.id or not notice.waits_for(event.member):
        return
    name = await service.name_of(group, event.member)
    by = service.Answering(event.account, event.member, name, "reaction")
    await service.acknowledge(group, notice, by, now=context.now)
