"""Notices for later: a row that falls due, done once however often the process was stopped in between."""

from datetime import datetime, timedelta
from typing import Any

from bot.domain.errors import Refusal
from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction
from plugins.notices.models import Notice

from . import places
from .files import NoticeFile, notice_file
from .publishing import go_out, note, tell_reviewers
from .refusals import DeadlinePast
from .saying import tell_author

LATEST = timedelta(hours=2)
"""After an absence a notice is published this late at most; later than that its author is told instead."""
AGAIN = timedelta(minutes=5)
"""Where the platform cannot say who its author is now, it is asked again after this."""


async def put_into_plan(group: GroupState, row: Notice, by: Actor, now: datetime) -> NoticeFile:
    """Inside a transaction; ``planned_at`` is in the future. Raises DeadlinePast."""
    planned = row.planned_at or now
    if row.deadline is not None and row.deadline <= planned:
        raise DeadlinePast(deadline=row.deadline)
    row.state = "planned"
    await row.save()
    await _schedule(row, planned, 1)
    await note(group, row, "notice.planned", by.id, now, planned=planned.isoformat())
    return notice_file(row)


async def _schedule(row: Notice, planned: datetime, attempt: int) -> None:
    later = planned + (attempt - 1) * AGAIN
    payload: dict[str, Any] = {"notice": row.id, "planned": planned.isoformat(), "attempt": attempt}
    key = f"notice:{row.id}:at:{planned.timestamp():.0f}:{attempt}"
    await schedule.at("notices.publish", key, later, payload, group_id=row.group_id)


@schedule.work("notices.publish")
async def publish_planned(work: Work) -> None:
    """Platforms are asked before, and the row is taken within, the transaction: done twice, it happens once."""
    group = directory.get(GroupId(work.group_id or 0))
    row = await Notice.get_or_none(id=int(work.payload["notice"]), state="planned")
    planned = datetime.fromisoformat(str(work.payload["planned"]))
    if group is None or row is None or row.planned_at != planned:
        return
    if work.now - planned > LATEST:
        await _missed(group, row.id, planned, "late", "", work.now)
        return
    notice = notice_file(row)
    lacking = await places.lacking(group, notice.groups, MemberId(row.decided_by or row.publisher_id))
    if lacking is None:
        await _schedule(row, planned, int(work.payload["attempt"]) + 1)
        return
    await places.know_everybody(group, notice.groups, work.now)
    try:
        await _go(group, row.id, planned, may=not lacking, now=work.now)
    except Refusal as refusal:
        await _missed(group, row.id, planned, "refused", refusal.code, work.now)


@transaction
async def _go(group: GroupState, notice_id: int, planned: datetime, *, may: bool, now: datetime) -> None:
    """Write first: of two who do it, one finds it done."""
    taken = Notice.filter(id=notice_id, state="planned", planned_at=planned)
    if not await taken.update(state="open" if may else "review"):
        return
    row = await Notice.get(id=notice_id)
    if may:
        await go_out(group, row, now)
        return
    row.decided_by, row.decided_name, row.planned_at = None, "", None
    await row.save()
    await tell_reviewers(group, row, now, again=f":{planned.timestamp():.0f}")
    await note(group, row, "notice.submitted", row.publisher_id, now, why="right_lost")


@transaction
async def _missed(group: GroupState, notice_id: int, planned: datetime, why: str, code: str, now: datetime) -> None:
    """It becomes a draft of its author again, who is told."""
    taken = Notice.filter(id=notice_id, state="planned", planned_at=planned)
    if not await taken.update(state="draft", planned_at=None):
        return
    row = await Notice.get(id=notice_id)
    await note(group, row, "notice.missed", "", now, why=why, code=code)
    await tell_author(
        group,
        row,
        "notices/missed",
        key=f"missed:{planned.timestamp():.0f}",
        now=now,
        notice=notice_file(row),
        planned=planned,
        why=why,
    )
