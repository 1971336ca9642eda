"""Answers by command and by reaction: which notice is meant, and that it is recorded."""

from datetime import datetime

from bot.domain.errors import NoSuchNumber
from bot.domain.events import Reacted
from bot.domain.ids import GroupId
from bot.domain.messages import IncomingMessage
from bot.governance.directory import GroupState, directory
from plugins.notices.domain.reactions import says_yes
from plugins.notices.domain.remarks import Remark

from .board import OpenNotice, board
from .entries import Answering, Written, answering
from .files import ANSWERABLE, find_row, load_entry
from .hearing import quoted_notices
from .recording import ledger
from .refusals import AlreadyClosed, NoAnswerAsked, NotAsked, NotPublished, StillPublishing


async def acknowledge(group: GroupState, notice: OpenNotice, by: Answering, *, now: datetime) -> bool:
    """Record the answer; False where this member had answered or the notice was closed meanwhile."""
    return await ledger.settle(ledger.put(group, notice, by, now)) is Written.FRESH


async def acknowledge_number(group: GroupState, number: int, by: Answering, *, now: datetime) -> None:
    """``/ack N``. Raises NoSuchNumber, NotPublished, NoAnswerAsked, AlreadyClosed, NotAsked."""
    notice = await open_number(group, number)
    if not notice.asks(by.member):
        raise NotAsked(number=number)
    if notice.waits_for(by.member) or by.remark is not None:
        await acknowledge(group, notice, by, now=now)


async def open_number(group: GroupState, number: int) -> OpenNotice:
    """An open notice of this group, also one that another process published.

    Raises the refusal that says why it cannot be answered: NoSuchNumber, NotPublished, NoAnswerAsked,
    AlreadyClosed.
    """
    return board.numbered(group.id, number) or await _from_store(group.id, number)


async def _from_store(group_id: GroupId, number: int) -> OpenNotice:
    row = await find_row(group_id, number)
    if row.state in ("review", "rejected", "draft", "planned"):
        if row.state in ("draft", "planned"):
            raise NoSuchNumber(number=number)  # not told to anybody but its author
        raise NotPublished(number=number)
    if not row.needs_answer:
        raise NoAnswerAsked(number=number)
    if row.state not in ANSWERABLE:
        raise AlreadyClosed(number=number)
    entry = await load_entry(row, group_id)
    if entry is None:
        raise StillPublishing(number=number)
    board.add(entry)
    return entry


async def acknowledge_latest(
    group: GroupState, message: IncomingMessage, remark: Remark | None = None, *, now: datetime
) -> list[OpenNotice] | None:
    """``/ack`` without a number: by the quoted message, or the only open notice.

    None when it is recorded; else the notices among which the member must choose, perhaps none.
    """
    member = message.sender
    quoted = [notice for notice in quoted_notices(message, group) if notice.asks(member)]
    waiting = quoted or board.waiting(group.id, member)
    if not quoted and len(waiting) != 1:
        return waiting
    by = answering(message, "reply" if quoted else "command", remark)
    for notice in waiting:
        await acknowledge(group, notice, by, now=now)
    return None


async def acknowledge_by_reaction(event: Reacted, group_id: GroupId, *, now: datetime) -> None:
    """A reaction that says yes to a notice's message; taking it back takes nothing back."""
    if not event.added or not says_yes(event.emoji) or event.member == event.account:
        return
    notices = board.all_of_message(event.account, event.message, group_id)
    group = directory.get(group_id)
    wanted = [notice for notice in notices if notice.waits_for(event.member)]
    if group is None or not wanted:
        return
    by = Answering(event.account, event.member, "", "reaction", event.message)
    entries = [ledger.put(group, notice, by, now) for notice in wanted]
    for entry in entries:
        await ledger.settle(entry)
