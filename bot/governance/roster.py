"""Memberships: who is in a group, kept by events and by differences of the member list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import Q

from bot.domain.errors import NoSuchMember
from bot.domain.ids import LONGEST_ID, GroupId, MemberId
from bot.domain.members import MemberInfo, Role
from bot.effects.accounts import accounts
from bot.governance import people, signals
from bot.governance.directory import GroupState
from bot.store import models
from bot.store.transaction import insert_once, transaction

LOOKS_TO_BELIEVE = 3
_CHUNK = 500
_doubted: dict[GroupId, tuple[tuple[MemberId, ...], int]] = {}


LONGEST_NAME = 150
"""Longer words are nobody's name and are not looked for."""


@dataclass(frozen=True, slots=True)
class Member:
    """A present or former member as our store has them; None where nobody has told."""

    id: MemberId
    name: str
    card: str
    nickname: str
    role: Role | None
    first_seen_at: datetime
    joined_at: datetime | None
    last_spoke_at: datetime | None
    left_at: datetime | None
    person_id: int | None


@dataclass(frozen=True, slots=True)
class ListDifference:
    """What one look at the member list showed. ``trusted`` False: an empty or torn list, nothing done."""

    appeared: tuple[MemberId, ...] = ()
    gone: tuple[MemberId, ...] = ()
    trusted: bool = True


def _member(row: models.Membership) -> Member:
    return Member(
        MemberId(row.member_id),
        row.card or row.nickname or row.member_id,
        row.card,
        row.nickname,
        Role(row.role) if row.role is not None else None,
        row.first_seen_at,
        row.joined_at,
        row.last_spoke_at,
        row.left_at,
        getattr(row, "person_id", None),
    )


async def members_of(group_id: GroupId) -> list[Member]:
    """Everybody in the group now, by first sight."""
    rows = await models.Membership.filter(group_id=group_id, left_at=None).order_by("first_seen_at", "id")
    return [_member(row) for row in rows]


async def member_of(group_id: GroupId, member: MemberId) -> Member | None:
    """A present or former member, or None when never seen."""
    if len(member) > LONGEST_ID:
        return None
    row = await models.Membership.get_or_none(group_id=group_id, member_id=member)
    return _member(row) if row is not None else None


async def find_by_name(group_id: GroupId, name: str) -> Member:
    """The one present member with this card, nickname, or name after the card's last ``-``.

    Raises NoSuchMember for none or several.
    """
    if len(name) > LONGEST_NAME:
        raise NoSuchMember(name=name)
    present = models.Membership.filter(group_id=group_id, left_at=None)
    for wanted in (Q(card=name), Q(nickname=name), Q(card__endswith=f"-{name}")):
        rows = await present.filter(wanted).limit(2)
        if len(rows) == 1:
            return _member(rows[0])
        if rows:
            break
    raise NoSuchMember(name=name)


async def groups_of(member: MemberId) -> list[GroupId]:
    """Groups this account is a present member of."""
    rows = await models.Membership.filter(member_id=member, left_at=None)
    return [GroupId(row.group_id) for row in rows]


async def name_of(group_id: GroupId, member: MemberId) -> str:
    """What the group calls this member; the id where never seen."""
    known = await member_of(group_id, member)
    return known.name if known is not None else member


@transaction
async def note_joined(group: GroupState, member: MemberId, *, name: str, by: MemberId | None, invited: bool | None,
                      noticed: bool, now: datetime) -> bool:  # fmt: skip
    """Record somebody's coming and tell the areas. False when they were known to be here."""
    # Written first: an event and a look at the list may tell the same at the same time.
    new = models.Membership(group_id=group.id, member_id=member, nickname=name[:200], first_seen_at=now)
    if not await insert_once(new):
        back = models.Membership.filter(group_id=group.id, member_id=member, left_at__isnull=False)
        if not await back.update(left_at=None, first_seen_at=now, last_spoke_at=None, joined_at=None, role=None):
            return False
    await people.attach_memberships(group, [member])
    signal = signals.MemberAppeared(group.id, member, name or member, by, invited, noticed)
    await signals.emit(signal, signals.Context(group.id, now))
    return True


@transaction
async def note_left(group: GroupState, member: MemberId, *, by: MemberId | None, kicked: bool | None, noticed: bool,
                    now: datetime) -> bool:  # fmt: skip
    """Record somebody's going and tell the areas. False when they were not known to be here."""
    changed = await models.Membership.filter(group_id=group.id, member_id=member, left_at=None).update(left_at=now)
    if not changed:
        return False
    signal = signals.MemberGone(group.id, member, by, kicked, noticed)
    await signals.emit(signal, signals.Context(group.id, now))
    return True


@transaction
async def note_role(group_id: GroupId, member: MemberId, role: Role) -> None:
    await models.Membership.filter(group_id=group_id, member_id=member).update(role=role.value)


@transaction
async def note_card(group_id: GroupId, member: MemberId, card: str) -> None:
    await models.Membership.filter(group_id=group_id, member_id=member).update(card=card[:200])


async def look_at_list(group: GroupState, *, now: datetime) -> ListDifference:
    """Ask the platform for the member list and record how it differs from ours.

    The first look at a group since it was enabled only learns. A list that lost more than half of at
    least ten known members is not believed, for implementations answer torn and stale lists, unless
    the same members were missing in three looks one after the other.
    """
    platform = accounts.get(group.account) if group.account is not None else None
    listed = await platform.members(group.chat) if platform is not None else None
    if not listed:
        return ListDifference(trusted=False)
    known = await models.Membership.filter(group_id=group.id)
    present = {row.member_id for row in known if row.left_at is None}
    ids = {info.id for info in listed}
    gone = tuple(MemberId(m) for m in sorted(present - ids))
    if len(present) >= 10 and len(gone) * 2 > len(present) and not _seen_before(group.id, gone):
        return ListDifference(trusted=False)
    first_look = not await models.Group.filter(id=group.id, members_seen_at__isnull=False).exists()
    appeared = tuple(info.id for info in listed if info.id not in present)
    names = {info.id: info.name for info in listed}
    if first_look:
        await _learn(group, listed, gone, now)
        return ListDifference()
    for member in appeared:
        await note_joined(group, member, name=names[member], by=None, invited=None, noticed=True, now=now)
    for member in gone:
        await note_left(group, member, by=None, kicked=None, noticed=True, now=now)
    await _refresh(group, listed, known, now)
    return ListDifference(appeared, gone)


@transaction
async def _learn(group: GroupState, listed: Sequence[MemberInfo], gone: Sequence[MemberId], now: datetime) -> None:
    """Take the list as it is, without telling anybody: those who came and went did so before we looked."""
    for start in range(0, len(gone), _CHUNK):
        missing = gone[start : start + _CHUNK]
        await models.Membership.filter(group_id=group.id, member_id__in=missing).update(left_at=now)
    rows = [
        models.Membership(group_id=group.id, member_id=info.id, first_seen_at=now, **_told(info)) for info in listed
    ]
    await models.Membership.bulk_create(
        rows, on_conflict=["group_id", "member_id"], update_fields=["nickname", "card", "role", "joined_at", "left_at"]
    )
    await people.attach_memberships(group, [info.id for info in listed])
    await models.Group.filter(id=group.id).update(members_seen_at=now)


@transaction
async def _refresh(
    group: GroupState, listed: Sequence[MemberInfo], known: Sequence[models.Membership], now: datetime
) -> None:
    """Write only what differs: a list of 3,000 that says nothing new costs no row.

    When somebody joined is believed once: some implementations tell "now" each time.
    """
    infos = {info.id: _told(info) for info in listed}
    for row in known:
        told = infos.get(MemberId(row.member_id), {})
        new = {k: v for k, v in told.items() if v is not None and getattr(row, k) != v}
        if row.joined_at is not None:
            new.pop("joined_at", None)
        if new:
            await models.Membership.filter(id=row.id).update(**new)
    await models.Group.filter(id=group.id).update(members_seen_at=now)


def _seen_before(group_id: GroupId, gone: tuple[MemberId, ...]) -> bool:
    """Whether these very members were missing the last two times as well; asking counts as a look."""
    known, looks = _doubted.get(group_id, ((), 0))
    looks = looks + 1 if known == gone else 1
    if looks < LOOKS_TO_BELIEVE:
        _doubted[group_id] = (gone, looks)
        return False
    _doubted.pop(group_id, None)
    return True


def _told(info: MemberInfo) -> dict[str, Any]:
    return {
        "nickname": info.nickname[:200],
        "card": info.card[:200],
        "role": info.role.value if info.role is not None else None,
        "joined_at": info.joined_at,
    }
