"""What happens by itself: reminder, code, end, and the asking for the summary.

Each is called with the group, the activity's id and the plan it was scheduled under; under another
plan, or where the activity is no longer in the right state, nothing happens.
"""

from datetime import datetime
from typing import Any

from bot.domain.messages import Mention
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.activities.domain.activity import Activity
from plugins.activities.domain.places import going, taken
from plugins.activities.models import ActivityRow, came_to, parties_of

from . import planning
from .records import hold_by_id, record, write
from .telling import mentions, tell_administrators, tell_group, tell_organiser_code


@transaction
async def remind(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """Remind those who come."""
    row = await _held(activity_id, plan, "open")
    if row is None or row.activity().has_begun(now):
        return
    activity = row.activity()
    people = mentions(going(await parties_of(activity.id)))
    if people:
        await tell_group(
            group, activity, "activities/reminder", "remind", now=now, people=people, until=activity.starts_at,
            before=activity.starts_at - now,
        )  # fmt: skip


@transaction
async def give_code(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """Tell the organiser the code in private."""
    row = await _held(activity_id, plan, "open")
    if row is not None:
        await tell_organiser_code(group, row.activity(), row.code, now=now)


@transaction
async def say_code(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """Tell the group the code: the organiser could not be told in private."""
    row = await _held(activity_id, plan, "open")
    if row is not None and row.activity().takes_check_ins(now):
        activity = row.activity()
        await tell_group(
            group, activity, "activities/code_in_group", "code_in_group", now=now, until=activity.check_in_until,
            code=row.code,
        )  # fmt: skip


@transaction
async def ask_summary(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """The activity is over; the organiser is asked for the summary where a clause wants one."""
    row = await _held(activity_id, plan, "open")
    if row is None:
        return
    asked = planning.asks_for_summaries(group) and row.summarised_at is None
    due = now + planning.stated(group, "event.summary", "within", planning.SUMMARY_WITHIN) if asked else None
    activity = await write(row, state="over", summary_due_at=due)
    await record(group, activity, "over", "", now)
    if due is None:
        return
    await planning.plan_summary(group, activity, due, now=now)
    parties = await parties_of(activity.id)
    await _tell_organiser(
        group, activity, "activities/summary_asked", "summary_asked", now, due,
        came=len(await came_to(activity.id)), signed_up=taken(parties),
    )  # fmt: skip


@transaction
async def remind_summary(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """Once, before the summary is due."""
    row = await _held(activity_id, plan, "over")
    if row is not None and row.summarised_at is None and row.summary_due_at is not None:
        activity, due = row.activity(), row.summary_due_at
        await _tell_organiser(group, activity, "activities/summary_reminder", "summary_soon", now, due)


@transaction
async def overdue_summary(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """Tell the administrators that no summary came."""
    row = await _held(activity_id, plan, "over")
    if row is not None and row.summarised_at is None:
        await record(group, row.activity(), "summary_overdue", "", now)
        await tell_administrators(group, row.activity(), "activities/summary_overdue", "summary_due", now=now)


@transaction
async def lapse(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """Nobody decided about the proposal before its start."""
    row = await _held(activity_id, plan, "review")
    if row is None:
        return
    activity = await write(row, state="rejected", decided_at=now, reason="")
    await record(group, activity, "lapsed", "", now)
    organiser = Mention(activity.organiser, activity.organiser_name)
    await tell_group(group, activity, "activities/lapsed", "lapsed", now=now, people=[organiser])


async def _held(activity_id: int, plan: int, state: str) -> ActivityRow | None:
    row = await hold_by_id(activity_id)
    return row if row is not None and row.plan == plan and row.state == state else None


async def _tell_organiser(
    group: GroupState, activity: Activity, template: str, kind: str, now: datetime, due: datetime, **fields: Any
) -> None:
    organiser = Mention(activity.organiser, activity.organiser_name)
    await tell_group(group, activity, template, kind, now=now, people=[organiser], until=due, due=due, **fields)
