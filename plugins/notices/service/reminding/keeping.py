"""Once an hour and at the start: plan what is still to come afresh, and forget what is over.

Regulations and hours change, and an older version of the bot planned otherwise: what was planned already is
not planned twice.
"""

from datetime import datetime, timedelta

from tortoise.expressions import Q

from bot.domain.ids import GroupId
from bot.governance import signals
from bot.store.transaction import transaction
from plugins.notices.models import Notice, Nudge

from .due import due_in, given_for
from .planning import Look, plan_looks, plans_of
from .telling import STALE

KEPT = timedelta(days=2)
_AT_ONCE = 100


async def plan_everything(now: datetime) -> None:
    """Every open notice with a deadline; a group where something is overdue is looked at in a moment."""
    ids = await Notice.filter(state="open", deadline__not_isnull=True).order_by("id").values_list("id", flat=True)
    for start in range(0, len(ids), _AT_ONCE):
        await _plan([int(str(number)) for number in ids[start : start + _AT_ONCE]], now)
    await _look_at_left(now)


@transaction
async def _plan(ids: list[int], now: datetime) -> None:
    soon = _in_a_moment(now)
    rows = await Notice.filter(id__in=ids, state="open")
    given = await given_for(rows)
    looks: list[Look] = []
    for plan in await plans_of(rows):
        looks += plan.looks(now)
        looks += [Look(group.id, soon) for group in plan.groups if due_in(plan, group, given, now)]
    await plan_looks(looks)


@transaction
async def _look_at_left(now: datetime) -> None:
    """Groups where somebody should have been told by now, or stands in a message of which nothing was heard."""
    left = Q(state="waiting", due_at__lte=now) | Q(state="put", told_at__lt=now - STALE)
    places = await Nudge.filter(left).distinct().values_list("place_id", flat=True)
    await plan_looks([Look(GroupId(int(str(place))), _in_a_moment(now)) for place in places])


def _in_a_moment(now: datetime) -> datetime:
    return (now + timedelta(minutes=1)).replace(second=0, microsecond=0) + timedelta(seconds=30)


@transaction
async def forget_nudges(now: datetime) -> None:
    """Rows of notices that ended long enough ago to count for nobody's day any more."""
    over = await Notice.filter(closed_at__lt=now - KEPT, closed_at__gt=now - KEPT * 4).values_list("id", flat=True)
    for start in range(0, len(over), 500):
        await Nudge.filter(notice_id__in=[int(str(number)) for number in over[start : start + 500]]).delete()


@signals.on(signals.KernelStarted)
async def start(signal: signals.KernelStarted, context: signals.Context) -> None:
    await plan_everything(context.now)
