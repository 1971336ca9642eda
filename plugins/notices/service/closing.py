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
from .enclosing import forget
from .files import UNPUBLISHED, NoticeFile, find_notice, find_row, notice_file
from .places import require_home
from .refusals import AlreadyClosed, NotPublished, StillPublishing
from .tallying import tally_of


@transaction
async def close_notice(group: GroupState, number: int, *, by: Actor, now: datetime) -> tuple[NoticeFile, Tally]:
    """End it and answer how it stands. Raises NoSuchNumber, NotPublished, ManagedElsewhere,
    StillPublishing, AlreadyClosed.
    """
    row = await find_row(group.id, number)
    require_home(group, row)
    changed = await Notice.filter(id=row.id, state__in=["open", "published"]).update(
        state="closed", closed_at=now, closed_by=by.id
    )
    notice = await find_notice(group.id, number)
    if notice.state == "publishing":
        raise StillPublishing(number=number)
    if not changed:
        raise NotPublished(number=number) if notice.state in UNPUBLISHED else AlreadyClosed(number=number)
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
    await forget(notice.id)
    after_commit(lambda: board.remove_everywhere(notice.id))
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor=by.id,
        action="notice.closed",
        subject=f"notice:{notice.number}",
        answered=result.answered,
        missing=len(result.missing),
    )
