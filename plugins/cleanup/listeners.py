"""What happens on the platform and to groups, as far as the clean-up cares."""

from functools import partial

from bot.chat.listeners import Work, private_listener
from bot.domain.events import Reacted
from bot.domain.ids import MemberId
from bot.domain.messages import IncomingMessage
from bot.governance import signals
from bot.governance.directory import directory
from bot.governance.signals import (
    Context,
    GroupDisabled,
    GroupEnabled,
    KernelStarted,
    MemberGone,
    MemoryOutdated,
    PersonErased,
    RegulationChanged,
    Unwatched,
)

from . import service
from .domain.answers import read_answer


@private_listener("cleanup.answers")
def hear_superior(message: IncomingMessage) -> Work | None:
    """A superior's word about their people; a dictionary look-up for everybody else."""
    if not service.is_asked(MemberId(message.sender)):
        return None
    answer = read_answer(message.text)
    return partial(service.hear_superior, message, answer) if answer is not None else None


@signals.on(MemoryOutdated)
async def remember(signal: MemoryOutdated, context: Context) -> None:
    """Another process may have asked somebody."""
    await service.remember_asked()


@signals.on(MemberGone)
async def note_gone(signal: MemberGone, context: Context) -> None:
    await service.note_gone(signal.group_id, signal.member, kicked=bool(signal.kicked), now=context.now)


@signals.on(Reacted)
async def note_sign(event: Reacted, context: Context) -> None:
    if context.group_id is not None and event.added:
        await service.note_sign(context.group_id, event.member, now=context.now)


@signals.on(Unwatched)
async def note_gap(signal: Unwatched, context: Context) -> None:
    await service.note_gap(signal.group_id, signal.since, signal.until)


@signals.on(PersonErased)
async def erase(signal: PersonErased, context: Context) -> None:
    await service.erase(signal, context.now)


@signals.on(GroupEnabled)
async def set_up(signal: GroupEnabled, context: Context) -> None:
    group = directory.get(signal.group_id)
    if group is not None:
        await service.set_up(group, now=context.now)


@signals.on(GroupDisabled)
async def stop(signal: GroupDisabled, context: Context) -> None:
    """No more rounds; the one under way waits until an administrator lets it go on."""
    await service.stop(signal.group_id)
    await service.pause_all(signal.group_id, "disabled")


@signals.on(RegulationChanged)
async def plan_anew(signal: RegulationChanged, context: Context) -> None:
    group = directory.get(signal.group_id)
    if group is not None:
        await service.set_up(group, now=context.now)


@signals.on(KernelStarted)
async def start(signal: KernelStarted, context: Context) -> None:
    """The regulation may have changed while nobody looked."""
    service.forget_signs()
    await service.remember_asked()
    for group in directory.enabled():
        await service.set_up(group, now=context.now)
