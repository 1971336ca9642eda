"""Which notices ordinary talk answers: memory only, for it is asked of every message."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import GroupId, MemberId
from bot.domain.messages import IncomingMessage
from bot.domain.ports import Ability
from bot.effects.accounts import accounts
from bot.governance import awaiting
from bot.governance.directory import GroupState
from bot.governance.regulations import Regulation
from plugins.notices.domain.answers import Acknowledgement, may_answer, read_acknowledgement

from .board import RECENT, OpenNotice, board
from .drafting import ack_words
from .entries import Entry, answering
from .recording import ledger

AREA = "notices"


@dataclass(frozen=True, slots=True)
class Heard:
    """Answers of the sender, already waiting to be written; or words said for others, still to be judged."""

    group: GroupState
    message: IncomingMessage
    entries: tuple[Entry, ...] = ()
    for_others: Acknowledgement | None = None


def heard(message: IncomingMessage, group: GroupState) -> Heard | None:
    """What ordinary talk acknowledges, or None nearly always. ``record`` must follow."""
    if not board.open_in(group.id) or message.anonymous:
        return None
    text = message.text
    if not may_answer(text):
        return None
    said = read_acknowledgement(text, words_of(group), message.sender_name)
    if said is not None and said.behalf is not None:
        return Heard(group, message, for_others=said) if said.behalf or others_mentioned(message) else None
    if said is None:
        notices, how = _by_their_own_words(message, group)
    else:
        notices, how = _meant(message, group, said)
    remark = said.remark if said is not None else None
    is_certain = remark is not None and how != "word"
    wanted = [n for n in notices if n.waits_for(message.sender) or (is_certain and n.asks(message.sender))]
    if not wanted:
        return None
    by = answering(message, "word" if how == "number" else how, remark)
    return Heard(group, message, tuple(ledger.put(group, n, by, message.received_at) for n in wanted))


_words: dict[GroupId, tuple[Regulation, tuple[str, ...]]] = {}
_MOST_GROUPS = 4096


def words_of(group: GroupState) -> tuple[str, ...]:
    """Read from the regulation once: this is asked of every short message."""
    regulation = group.regulation
    if regulation is None:
        return ack_words(group)
    known = _words.get(group.id)
    if known is None or known[0] is not regulation:
        if len(_words) >= _MOST_GROUPS:
            _words.clear()
        known = _words[group.id] = (regulation, ack_words(group))
    return known[1]


async def record(heard: Heard) -> None:
    """Until the answers are committed."""
    for entry in heard.entries:
        await ledger.settle(entry)


def others_mentioned(message: IncomingMessage) -> list[MemberId]:
    return [m for m in dict.fromkeys(message.mentions) if m not in (message.account, message.sender)]


def _meant(message: IncomingMessage, group: GroupState, said: Acknowledgement) -> tuple[list[OpenNotice], str]:
    """With how the notices were meant: number, reply, or word."""
    if said.numbers:
        return _numbered(group, said.numbers), "number"
    if message.quoted is not None:
        return quoted_notices(message, group) or _unknown_quote(message, group), "reply"
    waiting = board.waiting(group.id, message.sender)
    if set(others_mentioned(message)) - {notice.publisher for notice in waiting}:
        return [], ""  # said to somebody else
    chosen = by_word(waiting, message.received_at)
    return [n for n in chosen if _is_meant(n, message, group)], "word"


def _is_meant(notice: OpenNotice, message: IncomingMessage, group: GroupState) -> bool:
    """Nothing that another area asked since then is what the bare word answers."""
    return awaiting.is_meant(AREA, group.id, message.sender, notice.published_at, message.received_at)


@awaiting.asks(AREA)
def open_notices(group_id: GroupId, member: MemberId, now: datetime) -> list[datetime]:
    return [notice.published_at for notice in board.waiting(group_id, member)]


def _numbered(group: GroupState, numbers: tuple[int, ...]) -> list[OpenNotice]:
    found = [board.numbered(group.id, number) for number in numbers]
    return [notice for notice in found if notice is not None]


def quoted_notices(message: IncomingMessage, group: GroupState) -> list[OpenNotice]:
    """Those that the replied-to message is about: one, or all that a reminder names."""
    quoted = message.quoted
    return board.all_of_message(message.account, quoted.message, group.id) if quoted is not None else []


def _by_their_own_words(message: IncomingMessage, group: GroupState) -> tuple[list[OpenNotice], str]:
    """The notice whose text asks for this very word: ``1``, ``已知晓``."""
    is_reply = message.quoted is not None
    asked = quoted_notices(message, group) if is_reply else board.waiting(group.id, message.sender)
    found = [n for n in asked if n.words and read_acknowledgement(message.text, n.words, message.sender_name)]
    return (found, "reply") if is_reply else (by_word(found, message.received_at), "word")


def by_word(waiting: list[OpenNotice], now: datetime) -> list[OpenNotice]:
    """The only open one, else the newest if it is not older than ten minutes."""
    if len(waiting) == 1 or (waiting and now - waiting[0].published_at <= RECENT):
        return waiting[:1]
    return []


def _unknown_quote(message: IncomingMessage, group: GroupState) -> list[OpenNotice]:
    """A reply to a message we have no id of: the one open notice, where it can be that one."""
    quoted = message.quoted
    if quoted is not None and board.of_message(message.account, quoted.message) is not None:
        return []  # about a notice that is open elsewhere only
    author = quoted.user if quoted is not None else None
    waiting = board.waiting(group.id, message.sender)
    if author is not None and author != message.account:
        waiting = [notice for notice in waiting if notice.publisher == author]
    platform = accounts.get(message.account)
    if platform is None or Ability.MESSAGE_IDS in platform.capabilities:
        waiting = [notice for notice in waiting if not notice.located]
    return waiting if len(waiting) == 1 else []
