"""The clock's entrance: what falls due, and the figures of the week."""

from datetime import timedelta

from bot.domain.ids import GroupId
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance import signals
from bot.governance.directory import directory
from bot.governance.zone import zone
from bot.store.transaction import transaction

from . import service
from .weekly import report_week

WEEKLY = "0 17 * * 5"


@schedule.work("notices.addressed")
@transaction
async def fall_due(work: Work) -> None:
    group = directory.get(GroupId(work.group_id or 0))
    if group is not None:
        await service.fall_due(group, now=work.now)


@schedule.work("notices.addressed.week")
async def report(work: Work) -> None:
    """Said once a week and group, however often this runs."""
    for group in directory.enabled():
        await report_week(group, now=work.now)


@signals.on(signals.KernelStarted)
async def plan(signal: signals.KernelStarted, context: signals.Context) -> None:
    name, late = "notices.addressed.week", timedelta(hours=12)
    await schedule.every(name, name, WEEKLY, zone().key, {}, late=late, now=context.now)
