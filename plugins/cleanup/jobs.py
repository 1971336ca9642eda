"""The clock's entrance: the round of the week, and the removals step by step."""

from bot.domain.ids import GroupId
from bot.effects import schedule
from bot.effects.schedule import Work

from . import service

schedule.work("cleanup.begin")(service.begin)
schedule.work("cleanup.step")(service.take_step)
schedule.work("cleanup.check")(service.check)
schedule.work("cleanup.orders")(service.look_after_orders)
schedule.work("cleanup.check_due")(service.look_after_check)
schedule.work("cleanup.content_due")(service.content.remind_person)


@schedule.work("cleanup.content")
async def look_at_content(work: Work) -> None:
    await service.content.run_content_round(GroupId(work.group_id or 0), work.key, now=work.now)


@schedule.work("cleanup.round")
async def run_round(work: Work) -> None:
    """The list of the week; run again after a crash it tells nothing twice."""
    await service.run_round(GroupId(work.group_id or 0), work.key, now=work.now)
