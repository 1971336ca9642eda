"""A notice to very many people goes out part by part; each part is one transaction, and plans the next one.

First all recipients are written, then it is said group by group. A process that ends in between goes on with the part
that was not committed; none is done twice. Answers are recorded from the beginning.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.ids import GroupId
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance.directory import GroupState, directory
from bot.store.numbers import next_number
from bot.store.transaction import after_commit, transaction
from plugins.notices.domain.addressing import Wanted
from plugins.notices.models import Notice, NoticePlace

from . import timetable
from .asked import AskedHere, asked_in, count_persons, forget_unasked, wanted_by, write_recipients
from .board import board
from .enclosing import forget_later
from .files import NoticeFile, filed, notice_file
from .names import SPREAD
from .parts import Progress, cut, plan, planned
from .publishing import note, note_published, put_on_board
from .refusals import NobodyAsked
from .reminding.planning import plan_reminders
from .saying import say_published, tell_author


@schedule.work(SPREAD)
@transaction
async def go_on(work: Work) -> None:
    """The next part; nothing where the notice was withdrawn meanwhile."""
    progress = planned(work.payload)
    row = await Notice.filter(id=progress.notice, state="publishing").select_for_update().get_or_none()
    group = directory.get(GroupId(work.group_id or 0))
    if row is None:
        return
    if group is None:  # the bot was sent away from where it is kept: nobody there could look after it
        await Notice.filter(id=row.id).update(state="closed", closed_at=work.now)
        after_commit(lambda: board.remove_everywhere(progress.notice))
    elif progress.asked is None:
        await _ask(group, row, progress, work.now)
    else:
        await _say(group, row, progress, progress.asked, work.now)


async def _ask(group: GroupState, row: Notice, progress: Progress, now: datetime) -> None:
    """Write the recipients of some groups, and the number it has in each."""
    notice, chosen = notice_file(row), await cut(progress.groups)
    try:
        wanted = await wanted_by(notice, group.organisation_id)
    except NobodyAsked:  # the list it was meant for is gone
        await _nobody(group, row, now)
        return
    reached = list(progress.reached)
    for target in _enabled(group, chosen[0]):
        here, rows = await asked_in(notice, target, wanted)
        if here is None:
            continue
        await write_recipients(rows)
        if target.id != group.id:
            number = await next_number(target.id, "notice")
            await NoticePlace.create(notice_id=row.id, group_id=target.id, number=number)
        reached.append(target.id)
    if chosen[1]:
        await plan(Progress(row.id, chosen[1], tuple(reached)), group.id, now)
    else:
        await _all_are_known(group, row, wanted, reached, now)


async def _all_are_known(
    group: GroupState, row: Notice, wanted: Wanted, reached: Sequence[GroupId], now: datetime
) -> None:
    persons = await count_persons(row.id)
    if not reached or (not persons and not wanted.everybody):
        await _nobody(group, row, now)
        return
    if not wanted.everybody:
        await forget_unasked(row.id)
    if row.wider and row.wider.get("groups"):
        row.wider = {**row.wider, "groups": list(reached)}
    row.published_at = now
    await row.save()
    if row.needs_answer:
        await put_on_board(row)
    await plan(Progress(row.id, tuple(reached), tuple(reached), persons), group.id, now)


async def _nobody(group: GroupState, row: Notice, now: datetime) -> None:
    """It becomes a draft of its author again, who is told."""
    row.state = "draft"
    await row.save()
    after_commit(lambda: board.remove_everywhere(row.id))
    await note(group, row, "notice.missed", "", now, why="refused", code=NobodyAsked.code)
    key = f"nobody:{now.timestamp():.0f}"
    await tell_author(group, row, "notices/nobody_reached", key=key, now=now, notice=notice_file(row))


async def _say(group: GroupState, row: Notice, progress: Progress, asked: int, now: datetime) -> None:
    """Say it in some groups and plan their reminders."""
    notice, (chosen, rest) = await filed(row), await cut(progress.groups)
    targets = _enabled(group, chosen)
    here = [await _mentioned_in(notice, target) for target in targets]
    await say_published(notice, here, asked, now, in_all=len(progress.reached))
    await plan_reminders(row, now, only=[target.id for target in targets])
    if rest:
        await plan(Progress(row.id, rest, progress.reached, asked), group.id, now)
    else:
        await _end(group, row, progress, asked, now)


async def _mentioned_in(notice: NoticeFile, target: GroupState) -> AskedHere:
    """As in ``fix_audience``: also those who are recipients by another group."""
    if notice.for_everybody:
        return AskedHere(target, ())
    here, _ = await asked_in(notice, target, await wanted_by(notice, target.organisation_id))
    return here or AskedHere(target, ())


async def _end(group: GroupState, row: Notice, progress: Progress, asked: int, now: datetime) -> None:
    row.state = "open" if row.needs_answer else "published"
    await row.save()
    notice = notice_file(row)
    if row.needs_answer:
        await timetable.plan_end(row, now)
    else:
        await forget_later(notice, now)
    if group.id not in progress.reached:
        fields = {"notice": notice, "places": len(progress.reached), "asked": asked}
        await tell_author(group, row, "notices/spread", key="spread", now=now, **fields)
    await note_published(group, row, asked, now)


def _enabled(home: GroupState, ids: Sequence[GroupId]) -> list[GroupState]:
    """Those that are still enabled."""
    found = [home if each == home.id else directory.get(each) for each in ids]
    return [target for target in found if target is not None and target.organisation_id == home.organisation_id]
