"""Work that falls due: the morning's round, and asking a group's people."""

from bot.domain.ids import GroupId
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance.directory import directory

from .service import rounds


@schedule.work("people.daily")
async def run_round(work: Work) -> None:
    await rounds.run_round(now=work.now)


@schedule.work("people.ask")
async def ask(work: Work) -> None:
    group = directory.get(GroupId(work.group_id or 0))
    if group is not None:
        await rounds.ask(group, work.key, dict(work.payload), now=work.now)
