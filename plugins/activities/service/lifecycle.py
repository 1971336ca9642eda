"""What happens by itself: code, end, and the asking for the summary.

Each is called with the group, the activity's id and the plan it was scheduled under; under another
plan, or where the activity is no longer in the right state, nothing happens.
"""

from datetime import datetime
from typing import Any

from bot.domain.messages import Mention
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.activities.domain.activity import Activity
from plugins.activities.domain.places import taken
from plugins.activities.models import ActivityRow, parties_of

from . import planning
from .absences import open_list
from .codes import shown
from .records import hold_by_id, record, write
from .rolls import roll_of
from .telling import tell_administrators, tell_group, tell_organiser_code


@transaction
async def give_code(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """Tell the organiser in private that check-in is open, and the first code."""
    row = await held(activity_id, plan, "open")
    if row is not None:
        await tell_organiser_code(group, row.activity(), shown(row, now), now=now)


@transaction
async def say_code(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """Tell the group the code: the organiser could not be told in private."""
    row = await held(activity_id, plan, "open")
    if row is not None and row.activity().takes_check_ins(now):
        await tell_group(
            group, row.activity(), "activities/code_in_group", "code_in_group", now=now,
            until=row.activity().check_in_until, shown=shown(row, now),
        )  # fmt: skip


@transaction
async def end(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """The activity is over: its list is told, and the summary planned for where a clause wants one."""
    row = await held(activity_id, plan, "open")
    if row is None:
        return
    asked = planning.asks_for_summaries(group) and row.summarised_at is None
    due = now + planning.stated(group, "event.summary", "within", planning.SUMMARY_WITHIN) if asked else None
    activity = await write(row, state="over", summary_due_at=due)
    await record(group, activity, "over", "", now)
    await open_list(group, activity, now=now)
    if due is not None:
        await planning.plan_summary(group, activity, due, now=now)


@transaction
async def ask_summary(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """Ask the organiser, outside the quiet hours."""
    row = await held(activity_id, plan, "over")
    if row is None or row.summarised_at is not None or row.summary_due_at is None:
        return
    activity = row.activity()
    roll, parties = await roll_of(group, activity), await parties_of(activity.id)
    await _tell_organiser(
        group, activity, "activities/summary_asked", "summary_asked", now, row.summary_due_at,
        came=roll.people, signed_up=taken(parties),
    )  # fmt: skip


@transaction
async def remind_summary(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """Once, before the summary is due."""
    row = await held(activity_id, plan, "over")
    if row is not None and row.summarised_at is None and row.summary_due_at is not None:
        activity, due = row.activity(), row.summary_due_at
        await _tell_organiser(group, activity, "activities/summary_reminder", "summary_soon", now, due)


@transaction
async def overdue_summary(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """It is due now: the organiser is told, and the administrators."""
    row = await held(activity_id, plan, "over")
    if row is not None and row.summarised_at is None:
        await record(group, row.activity(), "summary_overdue", "", now)
        if group.console is not None:
            organiser = Mention(row.activity().organiser, row.organiser_name)
            await tell_group(
                group, row.activity(), "activities/summary_due", "summary_due_told", now=now, people=[organiser]
            )
        await tell_administrators(group, row.activity(), "activities/summary_overdue", "summary_due", now=now)


@transaction
async def lapse(group: GroupState, activity_id: int, plan: int, *, now: datetime) -> None:
    """Nobody decided about the proposal before its start."""
    row = await held(activity_id, plan, "review")
    if row is None:
        return
    activity = await write(row, state="rejected", decided_at=now, reason="")
    await record(group, activity, "lapsed", "", now)
    organiser = Mention(activity.organiser, activity.organiser_name)
    await tell_group(group, activity, "activities/lapsed", "lapsed", now=now, people=[organiser])


async def held(activity_id: int, plan: int, state: str) -> ActivityRow | None:
    """The activity, held until the transaction ends, if it is still under this plan and in this state."""
    row = await hold_by_id(activity_id)
    return row if row is not None and row.plan == plan and row.state == state else None


async def _tell_organiser(
    group: GroupState, activity: Activity, template: str, kind: str, now: datetime, due: datetime, **fields: Any
) -> None:
    organiser = Mention(activity.organiser, activity.organiser_name)
    await tell_group(group, activity, template, kind, now=now, people=[organiser], until=due, due=due, **fields)
