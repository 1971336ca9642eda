"""Memberships as rows: who is in a group, and what events and lists tell of their coming and going."""

from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q

from bot.domain.errors import NoSuchMember
from bot.domain.ids import LONGEST_ID, GroupId, MemberId
from bot.domain.members import Role
from bot.governance import people, signals
from bot.governance.directory import GroupState
from bot.store import models
from bot.store.transaction import insert_once, transaction

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


async def is_known(group_id: GroupId) -> bool:
    """Whether anybody is known to be in the group."""
    return await models.Membership.filter(group_id=group_id, left_at=None).exists()


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


_FEW_GROUPS = 20


async def groups_of(member: MemberId, among: Collection[GroupId] | None = None) -> list[GroupId]:
    """Groups this account is a present member of; with ``among`` those of these.

    Nobody is in many, so where ``among`` is long the rows are sifted here: naming hundreds costs more.
    """
    rows = models.Membership.filter(member_id=member, left_at=None)
    if among is not None and len(among) <= _FEW_GROUPS:
        rows = rows.filter(group_id__in=sorted(among))
    found = [GroupId(int(str(group))) for group in await rows.values_list("group_id", flat=True)]
    return found if among is None else [group for group in found if group in among]


async def count_left_since(group_id: GroupId, since: datetime) -> int:
    """How many have gone since then, by themselves or removed, and not come back."""
    return await models.Membership.filter(group_id=group_id, left_at__gte=since).count()


async def name_of(group_id: GroupId, member: MemberId) -> str:
    """What the group calls this member; the id where never seen."""
    known = await member_of(group_id, member)
    return known.name if known is not None else member


_told: dict[GroupId, OrderedDict[MemberId, datetime]] = {}
_MOST_TOLD = 1_000


def told_of(group_id: GroupId) -> Mapping[MemberId, datetime]:
    """When it was last told of somebody, by an event or on asking, that they came or went. Empty after a start."""
    return _told.get(group_id, {})


@signals.on(signals.KernelStarted)
async def forget_told(signal: signals.KernelStarted, context: signals.Context) -> None:
    """What was told before the start is in the store; how lately, nobody remembers."""
    _told.clear()


def _note_told(group_id: GroupId, member: MemberId, now: datetime) -> None:
    told = _told.setdefault(group_id, OrderedDict())
    told[member] = now
    told.move_to_end(member)
    if len(told) > _MOST_TOLD:
        told.popitem(last=False)


@transaction
async def note_joined(group: GroupState, member: MemberId, *, name: str, by: MemberId | None, invited: bool | None,
                      noticed: bool, now: datetime) -> bool:  # fmt: skip
    """Record somebody's coming and tell the areas. False when they were known to be here.

    ``noticed``: a list showed it, and nobody told.
    """
    if not noticed:
        _note_told(group.id, member, now)
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
                    now: datetime, asked: bool = False) -> bool:  # fmt: skip
    """Record somebody's going and tell the areas. False when they were not known to be here.

    ``noticed``: a list showed it, and nobody told; ``asked``: the platform said so when asked about them.
    """
    if asked or not noticed:
        _note_told(group.id, member, now)
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
