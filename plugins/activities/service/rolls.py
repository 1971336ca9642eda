"""The list of an activity as it stands: who came, who did not, and how long it can be put right."""

from datetime import datetime

from bot.domain.errors import NoSuchNumber
from bot.domain.ids import MemberId
from bot.domain.members import Actor
from bot.governance.directory import GroupState
from bot.governance.standings import standings
from bot.store.transaction import insert_once
from plugins.activities.domain.activity import Activity
from plugins.activities.domain.places import going
from plugins.activities.domain.refusals import CheckInShut, ListClosed
from plugins.activities.domain.roll import Noted, Roll, call_roll
from plugins.activities.models import Attendance, AttendanceList, find, others_of, parties_of

from . import stating
from .records import must_manage


async def roll_of(group: GroupState, activity: Activity) -> Roll:
    """Whoever said no before the start is excused, and whoever is on leave by the roster."""
    people = await standings(group)
    departments = {s.member: s.person.department or "" for s in people if s.person is not None}
    on_leave = {s.member for s in people if s.person is not None and s.person.state == "on_leave"}
    rows = await Attendance.filter(activity_id=activity.id).order_by("id")
    return call_roll(
        [(party.member, party.name, party.guests) for party in going(await parties_of(activity.id))],
        [(party.member, party.name) for party in await others_of(activity.id, "no")],
        [_noted(row) for row in rows],
        on_leave,
        departments,
    )


async def roll_for(group: GroupState, number: int, actor: Actor) -> tuple[Activity, Roll]:
    """For the organiser and the administrators. Raises NoSuchNumber, NotYours."""
    row = await find(group.id, number)
    if row is None or row.state not in ("open", "over"):
        raise NoSuchNumber(number=number)
    must_manage(row.activity(), actor)
    return row.activity(), await roll_of(group, row.activity())


async def attendance_row(activity: Activity, member: MemberId, name: str) -> Attendance:
    """The member's row, made at the first asking. Inside a transaction."""
    await insert_once(Attendance(activity_id=activity.id, member_id=member, member_name=(name or member)[:200]))
    return await Attendance.get(activity_id=activity.id, member_id=member)


async def must_take_corrections(group: GroupState, activity: Activity, now: datetime) -> None:
    """Raises CheckInShut before check-in opens, ListClosed once the list is settled."""
    if now < activity.check_in_from:
        raise CheckInShut(activity=activity)
    held = await AttendanceList.get_or_none(activity_id=activity.id)
    if held is not None and held.settled_at is not None:
        raise ListClosed(activity=activity)
    if held is None and now > activity.over_at + stating.correct_within(group):
        raise ListClosed(activity=activity)


def _noted(row: Attendance) -> Noted:
    return Noted(
        MemberId(row.member_id), row.member_name, row.came_at, row.late, row.guests, excused=bool(row.excused_by)
    )
