"""A look at the member list: how it differs from what we know, as far as it can be believed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.ids import GroupId, MemberId
from bot.domain.members import MemberInfo
from bot.domain.ports import Outcome, Platform
from bot.effects.accounts import accounts
from bot.governance import people
from bot.governance.directory import GroupState
from bot.store import models
from bot.store.bulk import update_each
from bot.store.transaction import transaction

from .doubt import compare, lost_most, sample_of, stays_so
from .members import note_joined, note_left, told_of

_CHUNK = 500
_COLUMNS = ("nickname", "card", "role", "joined_at")


@dataclass(frozen=True, slots=True)
class ListDifference:
    """What one look at the member list showed. ``trusted`` False: an empty or torn list, nothing done.

    ``listed`` is the list as the platform gave it, for whoever wants to know more of the members.
    """

    appeared: tuple[MemberId, ...] = ()
    gone: tuple[MemberId, ...] = ()
    trusted: bool = True
    listed: tuple[MemberInfo, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class _Row:
    """A stay as it stands in the store, ``told`` in the order of _COLUMNS."""

    id: int
    member: MemberId
    present: bool
    told: tuple[Any, ...]


async def look_at_list(group: GroupState, *, now: datetime) -> ListDifference:
    """Ask the platform for the member list and record how it differs from ours. Not inside a transaction.

    The first look at a group since it was enabled only learns. See ``doubt`` for what is not believed.
    """
    platform = accounts.get(group.account) if group.account is not None else None
    listed = await platform.members(group.chat) if platform is not None else None
    if not listed or platform is None:
        return ListDifference(trusted=False)
    infos = {info.id: info for info in listed}
    rows = await _rows(group.id)
    present = sum(row.present for row in rows)
    differs = compare({row.member: row.present for row in rows}, list(infos), told_of(group.id), now)
    if lost_most(differs.gone, present):
        if not stays_so(group.id, differs.gone):
            return ListDifference(trusted=False)
    elif not await _are_gone(platform, group, sample_of(differs.gone, present)):
        return ListDifference(trusted=False)
    if not await models.Group.filter(id=group.id, members_seen_at__isnull=False).exists():
        await _learn(group, listed, differs.gone, now)
        return ListDifference(listed=tuple(listed))
    appeared, gone = await _asked(platform, group, differs.ask, infos)
    appeared, gone = (*differs.appeared, *appeared), (*differs.gone, *gone)
    for member in appeared:
        await note_joined(group, member, name=infos[member].name, by=None, invited=None, noticed=True, now=now)
    for member in gone:
        await note_left(group, member, by=None, kicked=None, noticed=True, now=now)
    await _refresh(group, infos, rows, now)
    return ListDifference(appeared, gone, listed=tuple(listed))


async def _rows(group_id: GroupId) -> list[_Row]:
    """Plain values: a list of 3,000 makes no 3,000 model objects."""
    rows = models.Membership.filter(group_id=group_id).values_list("id", "member_id", "left_at", *_COLUMNS)
    return [_Row(id, MemberId(member), left is None, tuple(told)) for id, member, left, *told in await rows]


async def _are_gone(platform: Platform, group: GroupState, members: Sequence[MemberId]) -> bool:
    """Whether the platform, asked one by one, says of each that they are not there."""
    for member in members:
        if await platform.member(group.chat, member) is not Outcome.DENIED:
            return False
    return True


async def _asked(
    platform: Platform, group: GroupState, members: Sequence[MemberId], listed: dict[MemberId, MemberInfo]
) -> tuple[tuple[MemberId, ...], tuple[MemberId, ...]]:
    """Of those whom an event told otherwise some hours ago: who has come, and who has gone after all."""
    appeared: list[MemberId] = []
    gone: list[MemberId] = []
    for member in members:
        answer = await platform.member(group.chat, member)
        if member in listed and isinstance(answer, MemberInfo):
            appeared.append(member)
        elif member not in listed and answer is Outcome.DENIED:
            gone.append(member)
    return tuple(appeared), tuple(gone)


@transaction
async def _learn(group: GroupState, listed: Sequence[MemberInfo], gone: Sequence[MemberId], now: datetime) -> None:
    """Take the list as it is, without telling anybody: those who came and went did so before we looked."""
    for start in range(0, len(gone), _CHUNK):
        missing = gone[start : start + _CHUNK]
        await models.Membership.filter(group_id=group.id, member_id__in=missing).update(left_at=now)
    rows = [
        models.Membership(
            group_id=group.id, member_id=info.id, first_seen_at=now, **dict(zip(_COLUMNS, _told(info), strict=True))
        )
        for info in listed
    ]
    await models.Membership.bulk_create(
        rows, on_conflict=["group_id", "member_id"], update_fields=[*_COLUMNS, "left_at"], batch_size=_CHUNK
    )
    await people.attach_memberships(group, [info.id for info in listed])
    await models.Group.filter(id=group.id).update(members_seen_at=now)


@transaction
async def _refresh(group: GroupState, infos: dict[MemberId, MemberInfo], rows: Sequence[_Row], now: datetime) -> None:
    """Write only what differs: a list of 3,000 that says nothing new costs no row."""
    changed: list[tuple[Any, ...]] = []
    for row in rows:
        info = infos.get(row.member)
        new = _merged(row.told, _told(info)) if info is not None else row.told
        if new != row.told:
            changed.append((*new, row.id))
    await update_each(models.Membership, _COLUMNS, ("id",), changed)
    await models.Group.filter(id=group.id).update(members_seen_at=now)


def _merged(known: tuple[Any, ...], told: tuple[Any, ...]) -> tuple[Any, ...]:
    """What is not told stays. When somebody joined is believed once: some implementations tell "now" each time."""
    merged = [old if new is None else new for old, new in zip(known, told, strict=True)]
    if known[-1] is not None:
        merged[-1] = known[-1]
    return tuple(merged)


def _told(info: MemberInfo) -> tuple[Any, ...]:
    """In the order of _COLUMNS."""
    role = info.role.value if info.role is not None else None
    return (info.nickname[:200], info.card[:200], role, info.joined_at)
