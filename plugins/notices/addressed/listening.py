"""What is heard: leaders' mentions, the words and reactions that answer them, and messages taken back."""

from functools import partial

from bot.chat.commands import PREFIXES
from bot.chat.listeners import Work, listener
from bot.domain.events import MessageRecalled, Reacted
from bot.domain.ids import MessageId
from bot.domain.messages import IncomingMessage
from bot.governance import signals
from bot.governance.directory import GroupState

from . import service
from .clause import MOST_MENTIONED, asks, stated
from .memory import questions


@listener("notices.addressed", order=55)
def hear(message: IncomingMessage, group: GroupState) -> Work | None:
    """Two look-ups where no clause asks for it. Whether the sender leads anybody is asked in the lane."""
    open_here = questions.open_in(group.id)
    if open_here and not message.anonymous:
        quoted = message.quoted
        quoted_id: MessageId | None = quoted.message if quoted is not None else None
        answered = questions.answered_by(group.id, message.sender, quoted_id)
        if answered:
            if not _addresses(message, group):
                return partial(service.answer, group.id, answered, now=message.received_at)
            return partial(_both, group, answered, message)
    return partial(_note, group, message) if _addresses(message, group) else None


def _addresses(message: IncomingMessage, group: GroupState) -> bool:
    if stated(group) is None or message.anonymous:
        return False
    mentioned = message.mentions
    if not mentioned or len(set(mentioned)) > MOST_MENTIONED:
        return False
    return not message.text.startswith(PREFIXES) and asks(message.text)


async def _note(group: GroupState, message: IncomingMessage) -> None:
    await service.note_questions(group, message, now=message.received_at)


async def _both(group: GroupState, answered: list[int], message: IncomingMessage) -> None:
    """Somebody answers by asking somebody else."""
    await service.answer(group.id, answered, now=message.received_at)
    await _note(group, message)


@signals.on(Reacted)
async def see_reaction(event: Reacted, context: signals.Context) -> None:
    """Any reaction of whoever was asked to the question itself."""
    if context.group_id is None or not event.added:
        return
    found = questions.of_message(context.group_id, event.message)
    ids = [question.id for question in found if question.member == event.member]
    if ids:
        await service.answer(context.group_id, ids, now=context.now)


@signals.on(MessageRecalled)
async def see_recall(event: MessageRecalled, context: signals.Context) -> None:
    if context.group_id is not None and questions.of_message(context.group_id, event.message):
        await service.void(context.group_id, message=event.message)


@signals.on(signals.MemberGone)
async def see_leaving(signal: signals.MemberGone, context: signals.Context) -> None:
    if any(question.member == signal.member for question in questions.open_in(signal.group_id).values()):
        await service.void(signal.group_id, member=signal.member)


@signals.on(signals.KernelStarted)
async def fill(signal: signals.KernelStarted, context: signals.Context) -> None:
    await service.load()


@signals.on(signals.MemoryOutdated)
async def refill(signal: signals.MemoryOutdated, context: signals.Context) -> None:
    await service.load()
