"""The clock's entrance: looking for reminders that are due, the report at the deadline, closing what was forgotten."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.ids import GroupId
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance import signals
from bot.governance.directory import GroupState, directory
from bot.governance.zone import zone
from bot.store.transaction import transaction

from . import service
from .service import reminding


class _Step(Protocol):
    def __call__(self, group: GroupState, notice_id: int, *, now: datetime) -> Awaitable[None]: ...


def _job(step: _Step) -> Callable[[Work], Awaitable[None]]:
    """Take the step in the transaction that settles the job; a group that was disabled is left alone."""

    @transaction
    async def take(work: Work) -> None:
        group = directory.get(GroupId(work.group_id or 0))
        if group is not None:
            await step(group, int(work.payload["notice"]), now=work.now)

    return take


@transaction
async def _look(work: Work) -> None:
    """What is due in the group now, of whichever notices."""
    group = directory.get(GroupId(work.group_id or 0))
    if group is not None:
        await reminding.remind_due(group, now=work.now)


schedule.work(reminding.KIND)(_look)
schedule.work("notices.before")(_look)  # rows of stores that an earlier version planned
schedule.work("notices.deadline")(_job(reminding.at_deadline))
schedule.work("notices.forgotten")(_job(service.close_forgotten))


@schedule.work("notices.keep")
async def keep(work: Work) -> None:
    """Each hour; done twice it changes nothing."""
    await reminding.plan_everything(work.now)
    await reminding.forget_nudges(work.now)


@signals.on(signals.KernelStarted)
async def plan_keeping(signal: signals.KernelStarted, context: signals.Context) -> None:
    late = timedelta(hours=2)
    await schedule.every("notices.keep", "notices.keep", "23 * * * *", zone().key, {}, late=late, now=context.now)
