"""What platform events mean to the kernel: roster, facts for the outbox, and signals to the areas."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from bot.chat import archive
from bot.domain.events import (
    CardChanged,
    Event,
    GroupGone,
    MemberJoined,
    MemberLeft,
    MessageRecalled,
    RoleChanged,
    Unknown,
)
from bot.domain.ids import MessageId
from bot.domain.members import Role
from bot.effects import evidence
from bot.governance import handover, permissions, roster, signals
from bot.governance.directory import GroupState


def prepare(event: Event, group: GroupState | None, now: datetime) -> Callable[[], Awaitable[None]] | None:
    """The work an event asks for, to be run in its lane, or None when nobody cares.

    Facts that prove a delivered effect are noted at once; they await nothing.
    """
    evidence.note_event(event)
    if isinstance(event, Unknown):
        return None
    if group is None and not signals.handlers_of(type(event)):
        return None
    return partial(_handle, event, group, now)


async def _handle(event: Event, group: GroupState | None, now: datetime) -> None:
    if group is not None:
        await _keep_roster(event, group, now)
    await signals.emit(event, signals.Context(group.id if group is not None else None, now))


async def _keep_roster(event: Event, group: GroupState, now: datetime) -> None:
    match event:
        case MemberJoined(member=member) if member != event.account:
            permissions.standing().forget(event.chat, member)
            await roster.note_joined(
                group, member, name="", by=event.operator, invited=event.invited, noticed=False, now=now
            )
        case MemberLeft(member=member):
            permissions.standing().forget(event.chat, member)
            await roster.note_left(group, member, by=event.operator, kicked=event.kicked, noticed=False, now=now)
        case RoleChanged(member=member, is_admin=is_admin):
            permissions.standing().forget(event.chat, member)
            await roster.note_role(group.id, member, Role.ADMIN if is_admin else Role.MEMBER)
        case CardChanged(member=member, card=card):
            await roster.note_card(group.id, member, card)
        case MessageRecalled(message=message, operator=operator):
            await archive.note_recalled(group.id, MessageId(message), operator, now=now)
        case GroupGone():
            await handover.lose_group(group, event, now=now)
        case _:
            pass
