"""The clock's entrance: each job names the activity and the plan it was made under."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from bot.domain.ids import GroupId
from bot.effects import schedule
from bot.effects.schedule import Work
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


schedule.work("activities.remind")(_job(service.remind))
schedule.work("activities.code")(_job(service.give_code))
schedule.work("activities.code_in_group")(_job(service.say_code))
schedule.work("activities.over")(_job(service.ask_summary))
schedule.work("activities.summary_soon")(_job(service.remind_summary))
schedule.work("activities.summary_due")(_job(service.overdue_summary))
schedule.work("activities.lapsed")(_job(service.lapse))
schedule.work("activities.offer")(_job(service.end_offers))
schedule.work("activities.poll")(_job(service.end_poll))
