"""What is heard besides commands: 报名 as a bare word, and members who leave."""

from functools import partial

from bot.chat.listeners import Work, listener
from bot.domain.messages import IncomingMessage
from bot.governance import signals
from bot.governance.directory import GroupState, directory

from . import service
from .domain.words import LONGEST, read_join

_open = service.open_sign_ups


@listener("activities.join", order=50)
def hear(message: IncomingMessage, group: GroupState) -> Work | None:
    """Sign up whoever replies 报名 to an announcement, or says it while one activity is open."""
    if not _open.any_in(group.id) or message.anonymous or len(message.text) > LONGEST:
        return None
    guests = read_join(message.text)
    if guests is None:
        return None
    number = _meant(message, group)
    if number is None:
        return None
    return partial(service.join_by_word, group, number, message, guests=guests, now=message.received_at)


def _meant(message: IncomingMessage, group: GroupState) -> int | None:
    """The activity whose announcement is quoted, else the only one; a reply to somebody else means none."""
    open_now = _open.open_in(group.id, message.received_at)
    if message.quoted is not None:
        announced = _open.announced_by(group.id, message.quoted.message)
        if announced is not None:
            return announced if announced in open_now else None
        if message.quoted.user is not None and message.quoted.user != message.account:
            return None
    return open_now[0] if len(open_now) == 1 else None


@signals.on(signals.MemoryOutdated)
async def load_again(signal: signals.MemoryOutdated, context: signals.Context) -> None:
    await service.load_open(now=context.now)


@signals.on(signals.KernelStarted)
async def load(signal: signals.KernelStarted, context: signals.Context) -> None:
    await service.load_open(now=context.now)


@signals.on(signals.GroupEnabled)
async def take_up(signal: signals.GroupEnabled, context: signals.Context) -> None:
    await service.load_open(now=context.now)


@signals.on(signals.GroupDisabled)
async def leave_alone(signal: signals.GroupDisabled, context: signals.Context) -> None:
    _open.forget(signal.group_id)


@signals.on(signals.MemberGone)
async def give_places_back(signal: signals.MemberGone, context: signals.Context) -> None:
    group = directory.get(signal.group_id)
    if group is not None:
        await service.leave_all(group, signal.member, now=context.now)
