"""The end of a notice: nobody is reminded any more."""

from datetime import datetime

from bot.domain.members import SYSTEM, Actor
from bot.effects import outbox
from bot.governance.directory import GroupState
from bot.store import audit
from bot.store.transaction import after_commit, transaction
from plugins.notices.domain.tally import Tally
from plugins.notices.models import Notice

from .board import board
from .files import NoticeFile, find_notice, notice_file, tally_of
from .refusals import AlreadyClosed, NotPublished


@transaction
async def close_notice(group: GroupState, number: int, *, by: Actor, now: datetime) -> tuple[NoticeFile, Tally]:
    """End it and answer how it stands. Raises NoSuchNumber, NotPublished, AlreadyClosed."""
    found = Notice.filter(group_id=group.id, number=number, state__in=["open", "published"])
    changed = await found.update(state="closed", closed_at=now, closed_by=by.id)
    notice = await find_notice(group.id, number)
    if not changed:
        raise NotPublished(number=number) if notice.state in ("review", "rejected") else AlreadyClosed(number=number)
    result = await tally_of(group, notice)
    await _end(group, notice, by, result, now)
    return notice, result


@transaction
async def close_forgotten(group: GroupState, notice_id: int, *, now: datetime) -> None:
    """Long after the deadline nobody has closed it: a late 收到 must not be taken for it."""
    changed = await Notice.filter(id=notice_id, state="open").update(state="closed", closed_at=now)
    if changed:
        notice = notice_file(await Notice.get(id=notice_id))
        await _end(group, notice, SYSTEM, await tally_of(group, notice), now)


async def _end(group: GroupState, notice: NoticeFile, by: Actor, result: Tally, now: datetime) -> None:
    await outbox.cancel(f"notice:{notice.id}:", now=now)
    after_commit(lambda: board.remove(group.id, notice.id))
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor=by.id,
        action="notice.closed",
        subject=f"notice:{notice.number}",
        answered=result.answered,
        missing=len(result.missing),
    )
