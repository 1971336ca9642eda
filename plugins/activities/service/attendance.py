"""Check-in: by the code that changes every minute, or by the organiser's word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import F

from bot.domain.errors import NoSuchMember
from bot.domain.ids import MemberId
from bot.domain.members import Actor
from bot.governance import roster
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.activities.domain.activity import MOST_GUESTS, MOST_WRONG_CODES, Activity
from plugins.activities.domain.codes import is_current, is_past
from plugins.activities.domain.places import Party
from plugins.activities.domain.refusals import (
    AlreadyCheckedIn,
    CheckInShut,
    CodeChanged,
    NobodyFound,
    PartyTooLarge,
    WrongCode,
)
from plugins.activities.domain.roll import ABSENT, CAME, EXCUSED, LATE, is_late
from plugins.activities.models import Attendance, parties_of

from . import stating
from .records import hold, must_be_open, must_manage, record
from .rolls import attendance_row, must_take_corrections, roll_of


@dataclass(frozen=True, slots=True)
class CheckIn:
    """``came`` is how many people are there so far, guests among them; ``new`` those of this check-in.

    ``how`` is what was noted about ``new``; ``unknown`` are names of nobody.
    """

    activity: Activity
    new: tuple[str, ...]
    came: int
    expected: int
    walk_in: bool = False
    unknown: tuple[str, ...] = ()
    how: str = CAME
    guests: int = 0


async def check_in(
    group: GroupState, number: int, code: str, *, member: MemberId, name: str, now: datetime, guests: int | None = None
) -> CheckIn:
    """Note that the member is there. Without a sign-up they count as a walk-in.

    Raises NoSuchNumber, NotOpen, CheckInShut, AlreadyCheckedIn, PartyTooLarge, CodeChanged, WrongCode. A wrong
    code is counted before it is refused, and the fifth leaves only the organiser's word.
    """
    if guests is not None and guests > MOST_GUESTS:
        raise PartyTooLarge(most=MOST_GUESTS, left=None, activity=None)
    tried = await _try_code(group, number, code, member, name, guests, now)
    if isinstance(tried, int):
        raise WrongCode(left=tried, number=number)
    return tried


@transaction
async def _try_code(
    group: GroupState, number: int, code: str, member: MemberId, name: str, guests: int | None, now: datetime
) -> CheckIn | int:
    """The check-in, or how many tries are left after a wrong code."""
    row = await hold(group.id, number)
    activity = row.activity()
    must_be_open(activity, "open", "over")
    if not activity.takes_check_ins(now):
        raise CheckInShut(activity=activity)
    mine = await attendance_row(activity, member, name)
    if mine.came_at is not None:
        raise AlreadyCheckedIn(activity=activity)
    if mine.wrong_codes >= MOST_WRONG_CODES:
        return 0
    if not is_current(row.code, activity.id, code, now):
        if is_past(row.code, activity.id, code, now):
            raise CodeChanged(activity=activity)
        await Attendance.filter(id=mine.id).update(wrong_codes=F("wrong_codes") + 1)
        return MOST_WRONG_CODES - mine.wrong_codes - 1
    mine.guests = guests
    mine.late = is_late(now, activity.starts_at, stating.late_after(group))
    await _note(group, activity, mine, by=member, now=now)
    return await _counted(group, activity, [mine.member_name], member=member)


@transaction
async def check_in_by_organiser(
    group: GroupState,
    number: int,
    *,
    mentioned: Sequence[MemberId],
    names: Sequence[str],
    actor: Actor,
    now: datetime,
    how: str = CAME,
) -> CheckIn:
    """Note ``how`` (came, late, absent, excused) those whom the organiser names were, until the list is settled.

    Raises NoSuchNumber, NotOpen, NotYours, CheckInShut, ListClosed, NobodyFound.
    """
    activity = await _managed(group, number, actor, now)
    found, unknown = await _find(group, activity, mentioned, names)
    if not found:
        raise NobodyFound(names=unknown)
    new = await _note_all(group, activity, found, how, actor, now)
    return await _counted(group, activity, new, unknown=unknown, how=how)


@transaction
async def check_in_all(group: GroupState, number: int, *, actor: Actor, now: datetime) -> CheckIn:
    """All who are expected are there (全部到齐). Raises like ``check_in_by_organiser``."""
    activity = await _managed(group, number, actor, now)
    missing = {entry.member: entry.name for entry in (await roll_of(group, activity)).absent}
    new = await _note_all(group, activity, missing, CAME, actor, now)
    return await _counted(group, activity, new)


async def _managed(group: GroupState, number: int, actor: Actor, now: datetime) -> Activity:
    activity = (await hold(group.id, number)).activity()
    must_manage(activity, actor)
    must_be_open(activity, "open", "over")
    await must_take_corrections(group, activity, now)
    return activity


async def _note_all(
    group: GroupState, activity: Activity, people: Mapping[MemberId, str], how: str, actor: Actor, now: datetime
) -> list[str]:
    """The names of those about whom something new was noted."""
    new: list[str] = []
    for member, name in people.items():
        theirs = await attendance_row(activity, member, name)
        if await _mark(group, activity, theirs, how, actor, now):
            new.append(name)
    return new


async def _mark(group: GroupState, activity: Activity, row: Attendance, how: str, actor: Actor, now: datetime) -> bool:
    """Whether it was not noted so before. Who is put on the list after the end came in time."""
    if how in (CAME, LATE):
        if row.came_at is not None and (row.late or how == CAME):
            return False
        came = row.came_at or min(now, activity.over_at)
        row.late, row.excused_by = how == LATE, ""
        await _note(group, activity, row, by=actor.id, now=came if how == LATE else min(came, activity.over_at))
        return True
    if how == ABSENT and row.came_at is None and not row.excused_by:
        return False
    if how == EXCUSED and row.came_at is None and row.excused_by:
        return False
    row.came_at, row.late, row.noted_by = None, False, actor.id
    row.excused_by = actor.id if how == EXCUSED else ""
    await row.save(update_fields=["came_at", "late", "noted_by", "excused_by"])
    await record(group, activity, f"marked_{how}", actor.id, now, member=row.member_id)
    return True


async def _find(
    group: GroupState, activity: Activity, mentioned: Sequence[MemberId], names: Sequence[str]
) -> tuple[dict[MemberId, str], list[str]]:
    """Those named, by id, and the names that are nobody's: as they signed up first, then as the group calls them."""
    signed = {party.name: party for party in await parties_of(activity.id)}
    found = {member: await roster.name_of(group.id, member) for member in mentioned}
    unknown: list[str] = []
    for name in names:
        party: Party | None = signed.get(name)
        if party is not None:
            found[party.member] = party.name
            continue
        try:
            known = await roster.member_of(group.id, MemberId(name)) or await roster.find_by_name(group.id, name)
        except NoSuchMember:
            unknown.append(name)
        else:
            found[known.id] = known.name
    return found, unknown


async def _note(group: GroupState, activity: Activity, row: Attendance, *, by: str, now: datetime) -> None:
    row.came_at, row.noted_by = now, by
    await row.save(update_fields=["came_at", "noted_by", "late", "guests", "excused_by"])
    await record(group, activity, "checked_in", by, now, member=row.member_id, late=row.late)


async def _counted(
    group: GroupState,
    activity: Activity,
    new: Sequence[str],
    *,
    member: MemberId | None = None,
    unknown: Sequence[str] = (),
    how: str = CAME,
) -> CheckIn:
    roll = await roll_of(group, activity)
    mine = next((entry for entry in roll.present if entry.member == member), None)
    walk_in = mine is not None and mine in roll.walk_ins
    late = LATE if mine is not None and mine.state == LATE else how
    guests = mine.guests if mine is not None else 0
    return CheckIn(activity, tuple(new), roll.people, roll.expected, walk_in, tuple(unknown), late, guests)
