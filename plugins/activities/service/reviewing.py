"""An administrator's yes or no to a member's activity."""

from datetime import datetime

from bot.domain.members import Actor
from bot.domain.messages import Mention
from bot.governance import reviews
from bot.governance.directory import GroupState
from bot.governance.reviews import Decided, ReviewLine
from bot.store.transaction import transaction
from plugins.activities.domain.refusals import AlreadyDecided, Begun
from plugins.activities.models import ActivityRow

from . import planning
from .proposing import publish
from .records import hold, record, write
from .telling import tell_group


@transaction
async def approve(group: GroupState, number: int, actor: Actor, now: datetime) -> Decided:
    """Announce it. Raises AlreadyDecided, or Begun where its time has come meanwhile."""
    row = await _waiting(group, number)
    if row.activity().has_begun(now):
        raise Begun(activity=row.activity())
    await planning.unplan(row.activity(), "lapsed")
    activity = await publish(group, row, actor, now)
    return Decided("activities/approved", {"activity": activity}, shows=True)


@transaction
async def reject(group: GroupState, number: int, reason: str, actor: Actor, now: datetime) -> Decided:
    """Tell the proposer why not. Raises AlreadyDecided."""
    row = await _waiting(group, number)
    await planning.unplan(row.activity(), "lapsed")
    activity = await write(row, state="rejected", decided_at=now, decided_by=actor.id, reason=reason[:500])
    await record(group, activity, "rejected", actor.id, now, reason=reason)
    organiser = Mention(activity.organiser, activity.organiser_name)
    await tell_group(group, activity, "activities/rejected_told", "rejected", now=now, people=[organiser])
    return Decided("activities/rejected", {"activity": activity})


async def pending(group: GroupState) -> list[ReviewLine]:
    rows = await ActivityRow.filter(group_id=group.id, state="review").order_by("proposed_at")
    return [ReviewLine(row.number, f"{row.title}（{row.organiser_name}）", row.proposed_at) for row in rows]


async def _waiting(group: GroupState, number: int) -> ActivityRow:
    row = await hold(group.id, number)
    if row.state != "review":
        raise AlreadyDecided(activity=row.activity())
    return row


reviews.register("activity", title="活动", approve=approve, reject=reject, pending=pending)
