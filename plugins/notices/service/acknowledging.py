"""Answers of members: which notice is meant, and the one row that records it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.errors import NoSuchNumber
from bot.domain.ids import AccountId, GroupId, MemberId, MessageId
from bot.domain.messages import IncomingMessage
from bot.domain.ports import Ability
from bot.effects import outbox
from bot.effects.accounts import accounts
from bot.effects.actions import React
from bot.effects.outbox import Effect
from bot.governance import roster
from bot.governance.directory import GroupState
from bot.store.transaction import after_commit, insert_once, transaction
from plugins.notices.domain.answers import LONGEST, Acknowledgement, read_acknowledgement
from plugins.notices.domain.reactions import ANSWER
from plugins.notices.models import Notice, Receipt

from .board import RECENT, OpenNotice, board
from .drafting import ack_words
from .files import load_entry
from .refusals import AlreadyClosed, NoAnswerAsked, NotAsked, NotPublished

THANKS_LAST = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers, by which message of theirs; ``how``: word, reply, reaction, command."""

    account: AccountId
    member: MemberId
    name: str
    how: str
    message: MessageId | None = None


def answering(message: IncomingMessage, how: str) -> Answering:
    return Answering(message.account, message.sender, message.sender_name, how, message.id)


def heard(message: IncomingMessage, group: GroupState) -> tuple[OpenNotice, Answering] | None:
    """The notice that ordinary talk acknowledges, or None nearly always. Memory only."""
    if not board.open_in(group.id) or message.anonymous:
        return None
    text = message.text
    if not text or len(text) > LONGEST or text[0] in "/／":
        return None
    said = read_acknowledgement(text, ack_words(group), message.sender_name)
    if said is None:
        return None
    notice, how = _meant(message, group, said)
    if notice is None or not notice.waits_for(message.sender):
        return None
    return notice, answering(message, how)


def _meant(message: IncomingMessage, group: GroupState, said: Acknowledgement) -> tuple[OpenNotice | None, str]:
    if said.number is not None:
        return board.numbered(group.id, said.number), "word"
    quoted = message.quoted
    if quoted is not None:
        found = board.of_message(message.account, quoted.message)
        return (found if found is not None else _unknown_quote(message, group)), "reply"
    waiting = board.waiting(group.id, message.sender)
    others = set(message.mentions) - {message.account} - {notice.publisher for notice in waiting}
    if others:
        return None, ""  # said to somebody else
    return _by_word(waiting, message.received_at), "word"


def _by_word(waiting: list[OpenNotice], now: datetime) -> OpenNotice | None:
    """The only open one, else the newest if it is not older than ten minutes."""
    if len(waiting) == 1 or (waiting and now - waiting[0].published_at <= RECENT):
        return waiting[0]
    return None


def _unknown_quote(message: IncomingMessage, group: GroupState) -> OpenNotice | None:
    """A reply to a message we have no id of: the one open notice, where it can be that one."""
    quoted = message.quoted
    author = quoted.user if quoted is not None else None
    waiting = board.waiting(group.id, message.sender)
    if author is not None and author != message.account:
        waiting = [notice for notice in waiting if notice.publisher == author]
    platform = accounts.get(message.account)
    if platform is None or Ability.MESSAGE_IDS in platform.capabilities:
        waiting = [notice for notice in waiting if not notice.located]
    return waiting[0] if len(waiting) == 1 else None


@transaction
async def acknowledge(group: GroupState, notice: OpenNotice, by: Answering, *, now: datetime) -> bool:
    """Record the answer; False where this member had answered or the notice was closed meanwhile.

    The bot says nothing, it reacts where it can.
    """
    if not await Notice.filter(id=notice.id, state="open").exists():
        after_commit(lambda: board.remove(group.id, notice.id))
        return False
    receipt = Receipt(
        notice_id=notice.id,
        member_id=by.member,
        member_name=(by.name or await roster.name_of(group.id, by.member))[:200],
        answered_at=now,
        late=notice.deadline is not None and now > notice.deadline,
        how=by.how,
    )
    fresh = await insert_once(receipt)
    after_commit(lambda: board.mark(group.id, notice.id, [by.member]))
    if fresh and by.message is not None:
        await _thank(group, notice, by, by.message, now)
    return fresh


async def _thank(group: GroupState, notice: OpenNotice, by: Answering, message: MessageId, now: datetime) -> None:
    platform = accounts.get(by.account)
    if by.how == "reaction" or platform is None or Ability.REACT not in platform.capabilities:
        return
    if not board.may_thank(group.id, now):
        return
    effect = Effect(
        key=f"notice:{notice.id}:thank:{by.member}",
        action=React(group.chat, message, ANSWER),
        account=by.account,
        group_id=group.id,
        valid_until=now + THANKS_LAST,
    )
    await outbox.put(effect, now=now)


async def acknowledge_number(group: GroupState, number: int, by: Answering, *, now: datetime) -> None:
    """``/ack N``. Raises NoSuchNumber, NotPublished, NoAnswerAsked, AlreadyClosed, NotAsked."""
    notice = board.numbered(group.id, number) or await _from_store(group.id, number)
    if not notice.asks(by.member):
        raise NotAsked(number=number)
    if notice.waits_for(by.member):
        await acknowledge(group, notice, by, now=now)


async def _from_store(group_id: GroupId, number: int) -> OpenNotice:
    """A notice that another process published; else the refusal that says why it cannot be answered."""
    row = await Notice.get_or_none(group_id=group_id, number=number)
    if row is None:
        raise NoSuchNumber(number=number)
    if row.state in ("review", "rejected"):
        raise NotPublished(number=number)
    if not row.needs_answer:
        raise NoAnswerAsked(number=number)
    if row.state != "open":
        raise AlreadyClosed(number=number)
    entry = await load_entry(row)
    board.add(entry)
    return entry


async def acknowledge_latest(group: GroupState, message: IncomingMessage, *, now: datetime) -> list[OpenNotice] | None:
    """``/ack`` without a number: by the quoted message, or the only open notice.

    None when it is recorded; else the notices among which the member must choose, perhaps none.
    """
    by = answering(message, "command")
    quoted = message.quoted
    found = board.of_message(message.account, quoted.message) if quoted is not None else None
    if found is not None and found.group_id == group.id and found.asks(by.member):
        await acknowledge(group, found, replace(by, how="reply"), now=now)
        return None
    waiting = board.waiting(group.id, by.member)
    if len(waiting) != 1:
        return waiting
    await acknowledge(group, waiting[0], by, now=now)
    return None


async def name_of(group: GroupState, member: MemberId) -> str:
    """What the group calls somebody whose reaction came without a name."""
    return await roster.name_of(group.id, member)
