"""Check-in: by the code that the organiser shows, or by the organiser's word."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import F

from bot.domain.errors import NoSuchMember
from bot.domain.ids import MemberId
from bot.domain.members import Actor
from bot.governance import roster
from bot.governance.directory import GroupState
from bot.store.transaction import insert_once, transaction
from plugins.activities.domain.activity import MOST_WRONG_CODES, Activity
from plugins.activities.domain.places import Party, going
from plugins.activities.domain.refusals import AlreadyCheckedIn, CheckInShut, NobodyFound, WrongCode
from plugins.activities.models import Attendance, came_to, parties_of

from .records import hold, must_be_open, must_manage, record


@dataclass(frozen=True, slots=True)
class CheckIn:
    """``came`` are all who were there so far; ``new`` those of this check-in; ``unknown`` names of nobody."""

    activity: Activity
    new: tuple[str, ...]
    came: int
    expected: int
    walk_in: bool = False
    unknown: tuple[str, ...] = ()


async def check_in(group: GroupState, number: int, code: str, *, member: MemberId, name: str, now: datetime) -> CheckIn:
    """Note that the member is there. Without a sign-up they count as a walk-in.

    Raises NoSuchNumber, NotOpen, CheckInShut, AlreadyCheckedIn, WrongCode. A wrong code is counted
    before it is refused, and the fifth leaves only the organiser's word.
    """
    tried = await _try_code(group, number, code, member, name, now)
    if isinstance(tried, int):
        raise WrongCode(left=tried, number=number)
    return tried


@transaction
async def _try_code(
    group: GroupState, number: int, code: str, member: MemberId, name: str, now: datetime
) -> CheckIn | int:
    """The check-in, or how many tries are left after a wrong code."""
    row = await hold(group.id, number)
    activity = row.activity()
    must_be_open(activity, "open", "over")
    if not activity.takes_check_ins(now):
        raise CheckInShut(activity=activity)
    mine = await _attendance(activity, member, name)
    if mine.came_at is not None:
        raise AlreadyCheckedIn(activity=activity)
    if mine.wrong_codes >= MOST_WRONG_CODES:
        return 0
    if not hmac.compare_digest(code.encode(), row.code.encode()):
        await Attendance.filter(id=mine.id).update(wrong_codes=F("wrong_codes") + 1)
        return MOST_WRONG_CODES - mine.wrong_codes - 1
    await _note(group, activity, mine, by=member, now=now)
    return await _counted(activity, [mine.member_name], member)


@transaction
async def check_in_by_organiser(
    group: GroupState, number: int, *, mentioned: Sequence[MemberId], names: Sequence[str], actor: Actor, now: datetime
) -> CheckIn:
    """Note those whom the organiser names, from the opening of check-in on and without a latest time.

    Raises NoSuchNumber, NotOpen, NotYours, CheckInShut, NobodyFound.
    """
    row = await hold(group.id, number)
    activity = row.activity()
    must_manage(activity, actor)
    must_be_open(activity, "open", "over")
    if now < activity.check_in_from:
        raise CheckInShut(activity=activity)
    found, unknown = await _find(group, activity, mentioned, names)
    if not found:
        raise NobodyFound(names=unknown)
    new: list[str] = []
    for member, name in found.items():
        theirs = await _attendance(activity, member, name)
        if theirs.came_at is None:
            await _note(group, activity, theirs, by=actor.id, now=now)
            new.append(name)
    counted = await _counted(activity, new, None)
    return CheckIn(activity, counted.new, counted.came, counted.expected, unknown=tuple(unknown))


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


async def _attendance(activity: Activity, member: MemberId, name: str) -> Attendance:
    await insert_once(Attendance(activity_id=activity.id, member_id=member, member_name=(name or member)[:200]))
    return await Attendance.get(activity_id=activity.id, member_id=member)


async def _note(group: GroupState, activity: Activity, row: Attendance, *, by: str, now: datetime) -> None:
    row.came_at, row.noted_by = now, by
    await row.save(update_fields=["came_at", "noted_by"])
    await record(group, activity, "checked_in", by, now, member=row.member_id)


async def _counted(activity: Activity, new: Sequence[str], member: MemberId | None) -> CheckIn:
    parties = going(await parties_of(activity.id))
    came = await came_to(activity.id)
    walk_in = member is not None and all(party.member != member for party in parties)
    return CheckIn(activity, tuple(new), len(came), len(parties), walk_in)
