"""The clock's entrance: the look of every morning, and the one after somebody came."""

from bot.domain.ids import GroupId
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance.directory import directory

from . import service


@schedule.work("names.round")
async def run_round(work: Work) -> None:
    """Run again after a crash it says nothing twice."""
    await service.run_round(GroupId(work.group_id or 0), work.key, now=work.now)


@schedule.work("names.look")
async def look_at_arrivals(work: Work) -> None:
    group = directory.get(GroupId(work.group_id or 0))
    if group is not None:
        await service.look_at_arrivals(group, work.now)
        await service.look_at_faces(group, work.now)
