"""Notices as the rest of the area reads them: one row, its audience and its answers."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import NoSuchNumber
from bot.domain.ids import AccountId, GroupId, MemberId, MessageId
from bot.governance import roster, signals
from bot.governance.directory import GroupState
from plugins.notices.domain.tally import Answer, Asked, Tally, tally
from plugins.notices.models import Notice, NoticeMessage, Receipt, Recipient

from .board import OpenNotice, board


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """A notice as templates read it."""

    id: int
    number: int
    group_id: GroupId
    state: str
    text: str
    publisher: MemberId
    publisher_name: str
    needs_answer: bool
    departments: tuple[str, ...]
    mentioned: tuple[MemberId, ...]
    deadline: datetime | None
    written_at: datetime
    published_at: datetime | None
    decided_name: str
    closed_at: datetime | None

    @property
    def for_everybody(self) -> bool:
        return not self.departments and not self.mentioned


def notice_file(row: Notice) -> NoticeFile:
    return NoticeFile(
        row.id,
        row.number,
        GroupId(row.group_id),
        row.state,
        row.text,
        MemberId(row.publisher_id),
        row.publisher_name,
        row.needs_answer,
        tuple(str(d) for d in row.departments),
        tuple(MemberId(str(m)) for m in row.mentioned),
        row.deadline,
        row.written_at,
        row.published_at,
        row.decided_name,
        row.closed_at,
    )


async def find_notice(group_id: GroupId, number: int) -> NoticeFile:
    """Raises NoSuchNumber."""
    row = await Notice.get_or_none(group_id=group_id, number=number)
    if row is None:
        raise NoSuchNumber(number=number)
    return notice_file(row)


async def open_notice(notice_id: int) -> NoticeFile | None:
    """The notice while answers to it are wanted, else None."""
    row = await Notice.get_or_none(id=notice_id, state="open")
    return notice_file(row) if row is not None else None


async def tally_of(group: GroupState, notice: NoticeFile) -> Tally:
    """Names are the group's of today; who left it is not missing."""
    recipients = await Recipient.filter(notice_id=notice.id).order_by("id")
    receipts = await Receipt.filter(notice_id=notice.id).order_by("answered_at", "id")
    here = {member.id: member.name for member in await roster.members_of(group.id)}
    asked = [
        Asked(
            MemberId(r.member_id),
            here.get(MemberId(r.member_id), r.member_name),
            r.department,
            not here or r.member_id in here,
        )
        for r in recipients
    ]
    return tally(asked, [Answer(MemberId(r.member_id), r.member_name, r.answered_at, r.late) for r in receipts])


def to_board(notice: NoticeFile, audience: frozenset[MemberId] | None) -> OpenNotice:
    return OpenNotice(
        notice.id,
        notice.number,
        notice.group_id,
        notice.publisher,
        notice.text,
        notice.published_at or notice.written_at,
        notice.deadline,
        audience,
    )


async def load_entry(row: Notice) -> OpenNotice:
    """An open notice with its audience, answers and messages, as the board holds it."""
    notice = notice_file(row)
    audience: frozenset[MemberId] | None = None
    if not notice.for_everybody:
        members = await Recipient.filter(notice_id=row.id).values_list("member_id", flat=True)
        audience = frozenset(MemberId(str(m)) for m in members)
    entry = to_board(notice, audience)
    answered = await Receipt.filter(notice_id=row.id).values_list("member_id", flat=True)
    entry.answered = {MemberId(str(m)) for m in answered}
    for message in await NoticeMessage.filter(notice_id=row.id):
        entry.messages.add((AccountId(message.account), MessageId(message.message_id)))
        entry.located = entry.located or message.message_id != row.written_message
    return entry


async def load_board() -> None:
    """Fill the index from the store: at start."""
    board.clear()
    for row in await Notice.filter(state="open").order_by("id"):
        board.add(await load_entry(row))


@signals.on(signals.MemoryOutdated)
async def refill_board(signal: signals.MemoryOutdated, context: signals.Context) -> None:
    await load_board()


@signals.on(signals.KernelStarted)
async def fill_board(signal: signals.KernelStarted, context: signals.Context) -> None:
    await load_board()
