"""What is heard besides commands: 收到 in ordinary talk and in private, replies, reactions, and what is recalled."""

from functools import partial

from bot.chat.listeners import Work, listener, private_listener
from bot.domain.events import MessageRecalled, Reacted
from bot.domain.messages import IncomingMessage
from bot.governance import signals
from bot.governance.directory import GroupState

from .service import acknowledging, behalf, erasing, hearing, private, undoing


@listener("notices.acknowledge", order=50)
def hear(message: IncomingMessage, group: GroupState) -> Work | None:
    """A dictionary look-up where no notice is open; the answer is recorded in the group's lane."""
    heard = hearing.heard(message, group)
    if heard is None:
        return None
    return partial(behalf.hear_for_others if heard.for_others is not None else hearing.record, heard)


@private_listener("notices.private")
def hear_in_private(message: IncomingMessage) -> Work | None:
    said = private.heard_in_private(message)
    return partial(private.record_private, message, said) if said is not None else None


@signals.on(Reacted)
async def see_reaction(event: Reacted, context: signals.Context) -> None:
    if context.group_id is not None:
        await acknowledging.acknowledge_by_reaction(event, context.group_id, now=context.now)


@signals.on(MessageRecalled)
async def see_recall(event: MessageRecalled, context: signals.Context) -> None:
    await undoing.take_back_recalled(event, context.group_id, now=context.now)


@signals.on(signals.PersonErased)
async def hear_erased(signal: signals.PersonErased, context: signals.Context) -> None:
    await erasing.erase(signal)
