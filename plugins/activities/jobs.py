"""The clock's entrance: each job names the activity and the plan it was made under."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.ids import GroupId
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance import signals, zone
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction

from . import service


class _Step(Protocol):
    def __call__(self, group: GroupState, activity_id: int, plan: int, *, now: datetime) -> Awaitable[None]: ...


def _job(step: _Step) -> Callable[[Work], Awaitable[None]]:
    """Take the step in the transaction that settles the job; a group that was disabled is left alone."""

    @transaction
    async def take(work: Work) -> None:
        group = directory.get(GroupId(work.group_id or 0))
        if group is not None:
            await step(group, int(work.payload["activity"]), int(work.payload["plan"]), now=work.now)

    return take


@schedule.work("activities.remind")
@transaction
async def remind(work: Work) -> None:
    group = directory.get(GroupId(work.group_id or 0))
    if group is not None:
        activity, plan, name = int(work.payload["activity"]), int(work.payload["plan"]), service.name_in(work.payload)
        asks = bool(work.payload.get("asks", True))
        await service.remind(group, activity, plan, name, asks=asks, now=work.now, key=work.key)


schedule.work("activities.code")(_job(service.give_code))
schedule.work("activities.code_in_group")(_job(service.say_code))
schedule.work("activities.over")(_job(service.end))
schedule.work("activities.settle")(_job(service.settle))
schedule.work("activities.ask")(_job(service.ask_summary))
schedule.work("activities.summary_soon")(_job(service.remind_summary))
schedule.work("activities.summary_due")(_job(service.overdue_summary))
schedule.work("activities.forget_pictures")(_job(service.forget_pictures))
schedule.work("activities.lapsed")(_job(service.lapse))
schedule.work("activities.offer")(_job(service.end_offers))
schedule.work("activities.poll")(_job(service.end_poll))


@schedule.work("activities.programme")
@transaction
async def announce_date(work: Work) -> None:
    group = directory.get(GroupId(work.group_id or 0))
    if group is not None:
        programme, plan = int(work.payload["programme"]), int(work.payload["plan"])
        await service.announce_date(group, programme, plan, now=work.now)


@schedule.work("activities.clauses")
async def mind_clauses(work: Work) -> None:
    """What clauses about regular activities ask for; run again it tells nothing twice."""
    for group in directory.enabled():
        await service.mind_programme(group, now=work.now)


@signals.on(signals.GroupEnabled)
async def take_up(signal: signals.GroupEnabled, context: signals.Context) -> None:
    group = directory.get(signal.group_id)
    if group is not None:
        await service.take_up(group, now=context.now)


@signals.on(signals.KernelStarted)
async def begin(signal: signals.KernelStarted, context: signals.Context) -> None:
    await schedule.every(
        "activities.clauses", "activities.clauses", "35 9 * * *", zone.zone().key, {}, late=timedelta(hours=8),
        now=context.now,
    )  # fmt: skip
