"""The clock's entrance: a version's date, a reminder, the clause of the week, the end of a vote."""

from bot.domain.ids import GroupId
from bot.effects import schedule
from bot.effects.schedule import Work

from .service import accepting, announcing, promoting, trying, voting


@schedule.work(announcing.EFFECT)
async def come_into_force(work: Work) -> None:
    await announcing.come_into_force(int(work.payload["draft"]), now=work.now)


@schedule.work(accepting.REMIND)
async def remind(work: Work) -> None:
    await accepting.remind(GroupId(work.group_id or 0), int(work.payload["draft"]), now=work.now)


@schedule.work(promoting.PROMOTE)
async def promote(work: Work) -> None:
    await promoting.promote(GroupId(work.group_id or 0), work.key, now=work.now)


@schedule.work(trying.TRIAL)
async def try_draft(work: Work) -> None:
    await trying.carry_out(int(work.payload["trial"]), now=work.now)


@schedule.work(voting.CLOSE)
async def close_vote(work: Work) -> None:
    await voting.close(int(work.payload["vote"]), now=work.now)
