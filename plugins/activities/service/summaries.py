"""The organiser's summary after an activity."""

from datetime import datetime

from bot.domain.members import Actor
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.activities.domain.activity import Activity
from plugins.activities.domain.refusals import NotBegun
from plugins.activities.models import came_to

from . import planning
from .records import hold, must_be_open, must_manage, record, write
from .telling import tell_administrators


@transaction
async def sum_up(group: GroupState, number: int, text: str, *, actor: Actor, now: datetime) -> Activity:
    """Record the summary, or replace it; the administrators are told the first time.

    Raises NoSuchNumber, NotYours, NotOpen, NotBegun.
    """
    row = await hold(group.id, number)
    must_manage(row.activity(), actor)
    must_be_open(row.activity(), "open", "over")
    if not row.activity().has_begun(now):
        raise NotBegun(activity=row.activity())
    activity = await write(row, summary=text, summarised_at=row.summarised_at or now)
    await planning.unplan(activity, "summary_soon", "summary_due")
    await record(group, activity, "summarised", actor.id, now)
    came = len(await came_to(activity.id))
    await tell_administrators(group, activity, "activities/summary_told", "summary", now=now, came=came)
    return activity
