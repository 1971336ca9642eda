"""What ``/event N``, ``/events`` and ``/show N`` answer, and which activity is meant where none is named."""

from datetime import datetime
from typing import Any

from bot.domain.errors import NoSuchNumber
from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor, Role
from bot.governance.directory import GroupState
from plugins.activities.domain.activity import CHECK_IN_OPENS_BEFORE, Activity
from plugins.activities.domain.places import going, offered, places_left, taken, waiting
from plugins.activities.domain.poll import MAYBE, NO, best, voters
from plugins.activities.domain.refusals import WhichOne
from plugins.activities.domain.times import LONGEST
from plugins.activities.models import ActivityRow, DateChoice, SignUp, came_to, find, others_of, parties_of

from .polls import counts_of

MOST_LISTED = 10


async def show(group: GroupState, number: int, viewer: Actor, *, now: datetime | None) -> dict[str, Any]:
    """Fields of the template ``activities/show``. ``now`` None shows no attendance list before the end.

    Who comes is told to all; who waits, may come or does not, by name to the organiser and the administrators only.
    What waits for review or was refused is shown to its proposer and the administrators only.
    Raises NoSuchNumber.
    """
    row = await find(group.id, number)
    if row is None:
        raise NoSuchNumber(number=number)
    activity = row.activity()
    hidden = activity.state in ("review", "rejected")
    if hidden and viewer.id != activity.organiser and viewer.role < Role.ADMIN:
        raise NoSuchNumber(number=number)
    parties = await parties_of(activity.id)
    coming, came = going(parties), await came_to(activity.id)
    were_there = {row.member_id for row in came}
    signed = {party.member for party in coming}
    begun = activity.state == "over" or (now is not None and activity.has_begun(now))
    counts, votes = await counts_of(activity.id) if activity.poll_until is not None else ([], [])
    return {
        "activity": activity,
        "offered": offered(parties),
        "maybe": await others_of(activity.id, MAYBE),
        "no": await others_of(activity.id, NO),
        "knows": viewer.id == activity.organiser or viewer.role >= Role.ADMIN,
        "counts": counts,
        "voters": voters(votes),
        "best": best(counts, now) if now is not None else [],
        "going": coming,
        "waiting": waiting(parties),
        "taken": taken(parties),
        "left": places_left(activity.capacity, parties),
        "open": activity.state == "open" and (now is None or activity.takes_sign_ups(now)),
        "begun": begun and activity.state in ("open", "over"),
        "came": [row.member_name for row in came if row.member_id in signed],
        "walk_ins": [row.member_name for row in came if row.member_id not in signed],
        "absent": [party.name for party in coming if party.member not in were_there],
    }


async def list_activities(group: GroupState, *, now: datetime) -> dict[str, Any]:
    """Activities to come or under way, soonest first, and those over without a summary."""
    rows = await ActivityRow.filter(group_id=group.id, state="open").order_by("starts_at").limit(MOST_LISTED)
    lines: list[tuple[Activity, int, int | None]] = []
    for row in rows:
        parties = await parties_of(row.id)
        lines.append((row.activity(), taken(parties), places_left(row.capacity, parties)))
    owed = await ActivityRow.filter(
        group_id=group.id, state="over", summarised_at=None, summary_due_at__isnull=False
    ).order_by("-starts_at").limit(MOST_LISTED)  # fmt: skip
    polls = await ActivityRow.filter(group_id=group.id, state="poll").order_by("poll_until").limit(MOST_LISTED)
    return {
        "lines": lines,
        "owed": [row.activity() for row in owed],
        "polls": [row.activity() for row in polls],
        "now": now,
    }


async def choose_joined(group_id: GroupId, member: MemberId, *, now: datetime) -> int:
    """The one coming activity this member signed up for. Raises WhichOne."""
    ids = await SignUp.filter(member_id=member, activity__group_id=group_id, answer__in=("yes", MAYBE)).values_list(
        "activity_id", flat=True
    )
    rows = await ActivityRow.filter(id__in=list(ids), state="open", starts_at__gt=now).order_by("starts_at")
    return _the_one(rows)


async def choose_check_in(group_id: GroupId, *, now: datetime) -> int:
    """The one activity whose check-in is open. Raises WhichOne."""
    rows = await ActivityRow.filter(
        group_id=group_id, state__in=("open", "over"), starts_at__lte=now + CHECK_IN_OPENS_BEFORE,
        starts_at__gte=now - LONGEST,
    ).order_by("starts_at")  # fmt: skip
    return _the_one([row for row in rows if row.activity().takes_check_ins(now)])


async def choose_poll(group_id: GroupId, *, now: datetime) -> int:
    """The one vote on a date that is open. Raises WhichOne."""
    return _the_one(await ActivityRow.filter(group_id=group_id, state="poll", poll_until__gt=now).order_by("number"))


async def offered_to(group_id: GroupId, member: MemberId, *, now: datetime) -> list[int]:
    """Numbers of the activities to come in which a place is held for this member."""
    rows = await ActivityRow.filter(group_id=group_id, state="open", starts_at__gt=now)
    signed = await SignUp.filter(
        activity_id__in=[row.id for row in rows], member_id=member, offered_until__isnull=False
    )
    ids = {one.activity_id for one in signed}
    return [row.number for row in rows if row.id in ids]


async def is_poll(group_id: GroupId, number: int) -> int:
    """How many dates are voted on under this number, 0 where none are."""
    row = await find(group_id, number)
    return await DateChoice.filter(activity_id=row.id).count() if row is not None and row.state == "poll" else 0


async def choose_open(group_id: GroupId, *, now: datetime) -> int:
    """The one activity that takes sign-ups. Raises WhichOne."""
    rows = await ActivityRow.filter(group_id=group_id, state="open", starts_at__gt=now).order_by("starts_at")
    return _the_one([row for row in rows if row.activity().takes_sign_ups(now)])


def _the_one(rows: list[ActivityRow]) -> int:
    if len(rows) != 1:
        raise WhichOne(activities=[row.activity() for row in rows[:MOST_LISTED]])
    return rows[0].number
