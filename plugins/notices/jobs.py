"""The clock's entrance: reminding before the deadline and at it, and closing what was forgotten."""

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
    def __call__(self, group: GroupState, notice_id: int, *, now: datetime) -> Awaitable[None]: ...


def _job(step: _Step) -> Callable[[Work], Awaitable[None]]:
    """Take the step in the transaction that settles the job; a group that was disabled is left alone."""

    @transaction
    async def take(work: Work) -> None:
        group = directory.get(GroupId(work.group_id or 0))
        if group is not None:
            await step(group, int(work.payload["notice"]), now=work.now)

    return take


schedule.work("notices.before")(_job(service.before_deadline))
schedule.work("notices.deadline")(_job(service.at_deadline))
schedule.work("notices.forgotten")(_job(service.close_forgotten))
