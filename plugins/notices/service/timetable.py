"""What falls due for an open notice: reminders and the report, and its end when nobody closes it."""

from datetime import datetime, timedelta

from bot.effects import schedule
from plugins.notices.models import Notice

from .reminding.planning import plan_reminders

FORGOTTEN_AFTER = timedelta(days=7)
"""A notice that nobody closes is closed this long after its deadline, so that 收到 stays unambiguous."""
NO_DEADLINE_LASTS = timedelta(days=30)


async def plan(row: Notice, now: datetime) -> None:
    """Inside the transaction that published the notice, or made a version of it."""
    await plan_end(row, now)
    await plan_reminders(row, now)


async def plan_end(row: Notice, now: datetime) -> None:
    """When it is closed though nobody does; for a new version anew."""
    key = f"notice:{row.id}:forgotten" + (f":{row.version}" if row.version > 1 else "")
    for earlier in range(1, row.version):
        await schedule.cancel(f"notice:{row.id}:forgotten" + (f":{earlier}" if earlier > 1 else ""), now=now)
    end = row.deadline + FORGOTTEN_AFTER if row.deadline is not None else now + NO_DEADLINE_LASTS
    await schedule.at("notices.forgotten", key, end, {"notice": row.id}, group_id=row.group_id)
