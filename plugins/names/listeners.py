"""What happens to names: cards change, people come, and somebody speaks under a name they did not have."""

from collections import OrderedDict
from functools import partial

from bot.chat.listeners import Work, listener
from bot.domain.events import CardChanged
from bot.domain.ids import GroupId, MemberId
from bot.domain.messages import IncomingMessage
from bot.governance import signals
from bot.governance.directory import GroupState, directory
from bot.governance.signals import (
    Context,
    GroupDisabled,
    GroupEnabled,
    KernelStarted,
    KernelStopping,
    MemberAppeared,
    MemberGone,
    PersonErased,
)

from . import service

REMEMBERED = 5_000
_last: OrderedDict[tuple[GroupId, MemberId], str] = OrderedDict()
"""The name each member last spoke under: nothing is asked of the store for one that stays the same."""


@listener("names.shown", order=80)
def see_name(message: IncomingMessage, group: GroupState) -> Work | None:
    """A first message after the start is only remembered: the morning's look knows all names anyway."""
    if not message.sender_name or message.anonymous:
        return None
    key = (group.id, message.sender)
    before = _last.get(key)
    if before == message.sender_name:
        return None
    _last[key] = message.sender_name
    if before is None:
        if len(_last) > REMEMBERED:
            _last.popitem(last=False)
        return None
    return partial(service.note_shown, group, message.sender, message.sender_name, message.received_at)


@signals.on(CardChanged)
async def hear_card(event: CardChanged, context: Context) -> None:
    group = directory.get(context.group_id) if context.group_id is not None else None
    if group is not None:
        _last[(group.id, event.member)] = event.card
        await service.note_card(group, event.member, context.now)


@signals.on(MemberAppeared)
async def hear_arrival(signal: MemberAppeared, context: Context) -> None:
    group = directory.get(signal.group_id)
    if group is not None:
        await service.plan_look(group, context.now)


@signals.on(MemberGone)
async def hear_departure(signal: MemberGone, context: Context) -> None:
    _last.pop((signal.group_id, signal.member), None)
    service.avatars.forget(signal.member)
    await service.forget(signal.group_id, signal.member)


@signals.on(PersonErased)
async def erase(signal: PersonErased, context: Context) -> None:
    for platform, account in signal.accounts:
        service.avatars.forget(account)
        await service.erase(signal.organisation_id, platform, account)


@signals.on(GroupEnabled)
async def set_up(signal: GroupEnabled, context: Context) -> None:
    group = directory.get(signal.group_id)
    if group is not None:
        await service.set_up(group, now=context.now)


@signals.on(GroupDisabled)
async def stop(signal: GroupDisabled, context: Context) -> None:
    await service.stop(signal.group_id)


@signals.on(KernelStarted)
async def start(signal: KernelStarted, context: Context) -> None:
    """The regulation may have changed while nobody looked."""
    _last.clear()
    service.avatars.clear()
    for group in directory.enabled():
        await service.set_up(group, now=context.now)


@signals.on(KernelStopping)
async def end(signal: KernelStopping, context: Context) -> None:
    await service.avatars.close()
