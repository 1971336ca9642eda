"""Once an hour and at the start: plan what is still to come afresh, and forget what is over.

Regulations and hours change, and an older version of the bot planned otherwise: what was planned already is
not planned twice.
"""

from datetime import datetime, timedelta

from bot.governance import signals
from bot.store.transaction import transaction
from plugins.notices.models import Notice, Nudge

from .planning import asked_since, groups_of, look_at, occasions_of, plan_reminders

KEPT = timedelta(days=2)
_AT_ONCE = 100


async def plan_everything(now: datetime) -> None:
    """Every open notice with a deadline; a group where something is overdue is looked at in a moment."""
    ids = await Notice.filter(state="open", deadline__not_isnull=True).order_by("id").values_list("id", flat=True)
    for start in range(0, len(ids), _AT_ONCE):
        await _plan([int(str(number)) for number in ids[start : start + _AT_ONCE]], now)


@transaction
async def _plan(ids: list[int], now: datetime) -> None:
    soon = (now + timedelta(minutes=1)).replace(second=0, microsecond=0) + timedelta(seconds=30)
    for row in await Notice.filter(id__in=ids, state="open"):
        await plan_reminders(row, now)
        _, since = await asked_since(row)
        for group in await groups_of(row):
            if any(occasion.due <= now for occasion in occasions_of(group, row, since)):
                await look_at(group, soon)


@transaction
async def forget_nudges(now: datetime) -> None:
    """Rows of notices that ended long enough ago to count for nobody's day any more."""
    over = await Notice.filter(closed_at__lt=now - KEPT, closed_at__gt=now - KEPT * 4).values_list("id", flat=True)
    for start in range(0, len(over), 500):
        await Nudge.filter(notice_id__in=[int(str(number)) for number in over[start : start + 500]]).delete()


@signals.on(signals.KernelStarted)
async def start(signal: signals.KernelStarted, context: signals.Context) -> None:
    await plan_everything(context.now)
