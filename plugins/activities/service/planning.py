"""What shall happen by itself around an activity: rows of the schedule under the activity's plan."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.effects import schedule
from bot.governance import hours
from bot.governance.directory import GroupState
from plugins.activities.domain.activity import Activity, remind_summary_at
from plugins.activities.domain.reminders import reminders

from . import stating

REMIND = "remind"
SUMMARY_WITHIN = timedelta(days=7)


def stated(group: GroupState, code: str, name: str, default: timedelta) -> timedelta:
    """What the regulation in force states, else the default."""
    return group.regulation.duration(code, name, default) if group.regulation is not None else default


def asks_for_summaries(group: GroupState) -> bool:
    return group.regulation is not None and group.regulation.clause("event.summary") is not None


def key(activity: Activity, what: str) -> str:
    """The identity of something under the activity's plan: what is said once, or done once."""
    return f"activity:{activity.id}:{activity.plan}:{what}"


async def plan(group: GroupState, activity: Activity, *, now: datetime) -> None:
    """Reminders, check-in code and end of an announced activity; a reminder whose time is past is left out."""
    dues = reminders(activity.starts_at, stating.remind_before(group), stating.quiet_of(group), now)
    for index, due in enumerate(dues):
        about = {"name": due.name, "asks": index == 0}
        await _at("activities.remind", group, activity, due.name, due.at, valid_until=due.until, about=about)
    code_at = max(now, activity.check_in_from)
    await _at("activities.code", group, activity, "code", code_at, valid_until=activity.check_in_until)
    await _at("activities.over", group, activity, "over", activity.over_at)


async def plan_review(group: GroupState, activity: Activity) -> None:
    """A proposal that nobody decided lapses at its start."""
    await _at("activities.lapsed", group, activity, "lapsed", activity.starts_at)


async def plan_code_in_group(group: GroupState, activity: Activity, *, now: datetime) -> None:
    """The organiser could not be told the code: the group is told it at the start."""
    due = max(now, activity.starts_at)
    await _at("activities.code_in_group", group, activity, "code_in_group", due, valid_until=activity.check_in_until)


async def plan_summary(group: GroupState, activity: Activity, due: datetime, *, now: datetime) -> None:
    """Asked, reminded and told outside the quiet hours."""
    soon = hours.next_loud(group, remind_summary_at(now, due))
    await _at("activities.ask", group, activity, "summary_asked", hours.next_loud(group, now), valid_until=due)
    if soon < due:
        await _at("activities.summary_soon", group, activity, "summary_soon", soon, valid_until=due)
    await _at("activities.summary_due", group, activity, "summary_due", hours.next_loud(group, due))


async def plan_settling(group: GroupState, activity: Activity, due: datetime) -> None:
    """The attendance list is settled when the time for corrections is over."""
    await _at("activities.settle", group, activity, "settle", due)


async def unplan(activity: Activity, *names: str) -> None:
    """Forget what was planned under the activity's plan, or just the ``names``."""
    for name in names or ("",):
        await schedule.cancel(key(activity, f"do:{name}"))


async def _at(
    kind: str, group: GroupState, activity: Activity, name: str, due: datetime, *,
    valid_until: datetime | None = None, about: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    payload = {"activity": activity.id, "plan": activity.plan, **(about or {})}
    await schedule.at(kind, key(activity, f"do:{name}"), due, payload, group_id=group.id, valid_until=valid_until)
