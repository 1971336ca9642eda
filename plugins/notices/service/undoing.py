"""Answers taken back: within five minutes, by command or by recalling the message that said it."""

from datetime import datetime, timedelta

from bot.domain.events import MessageRecalled
from bot.domain.ids import GroupId, MemberId
from bot.governance.directory import GroupState
from bot.store import audit
from bot.store.transaction import after_commit, transaction
from plugins.notices.models import Notice, Receipt

from .acknowledging import open_number
from .board import OpenNotice, board
from .refusals import NothingToTakeBack, TooLateToTakeBack

UNDO_WITHIN = timedelta(minutes=5)


@transaction
async def take_back(
    group: GroupState, number: int | None, member: MemberId, *, by: MemberId, now: datetime
) -> OpenNotice:
    """``/ack N 撤回``; without a number the latest answer. ``by`` is the member, or who answered for them.

    Raises NothingToTakeBack, TooLateToTakeBack, and the refusals of ``/ack N``.
    """
    notices = [await open_number(group, number)] if number is not None else list(board.open_in(group.id).values())
    accounts = {account for notice in notices for account in notice.accounts_of(member)}
    rows = Receipt.filter(notice_id__in=[n.id for n in notices], member_id__in=sorted(accounts))
    mine = [row for row in await rows.order_by("-answered_at", "-id") if by in (row.member_id, row.by_id)]
    if not mine:
        raise NothingToTakeBack(number=number)
    receipt = mine[0]
    if now - receipt.answered_at > UNDO_WITHIN:
        raise TooLateToTakeBack(number=number, at=receipt.answered_at)
    await _delete(group.id, receipt, "command", by, now)
    return next(notice for notice in notices if notice.id == receipt.notice_id)


@transaction
async def take_back_recalled(event: MessageRecalled, group_id: GroupId | None, *, now: datetime) -> None:
    """Whoever recalls their own 收到 has not answered; what an administrator recalls, or later, stays."""
    author = event.author or event.operator
    if author is None or event.operator not in (None, author) or not board:
        return
    here = board.everywhere() if group_id is None else board.open_in(group_id).values()
    source = f"{event.account}:{event.message}"[:200]
    rows = await Receipt.filter(notice_id__in=sorted({n.id for n in here}), message=source)
    for receipt in rows:
        if author in (receipt.member_id, receipt.by_id) and now - receipt.answered_at <= UNDO_WITHIN:
            await _delete(group_id, receipt, "recall", author, now)


async def _delete(group_id: GroupId | None, receipt: Receipt, how: str, by: MemberId, now: datetime) -> None:
    """Of two who take it back at once, one finds it gone. The audit keeps what it was."""
    same = Receipt.filter(notice_id=receipt.notice_id, member_id=receipt.member_id, answered_at=receipt.answered_at)
    if not await same.delete():
        return
    notice = await Notice.get(id=receipt.notice_id)
    await audit.record(
        f"group:{group_id or notice.group_id}",
        at=now,
        actor=by,
        action="notice.answer_taken_back",
        subject=f"notice:{notice.number}",
        member=receipt.member_id,
        answered_at=receipt.answered_at.isoformat(),
        version=receipt.version,
        how=receipt.how,
        on_behalf_by=receipt.by_id,
        by=how,
    )
    after_commit(lambda: board.unmark(receipt.notice_id, MemberId(receipt.member_id)))
