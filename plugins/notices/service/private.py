"""Answers in private: to the open notices of the groups that the sender is in."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.ids import MemberId
from bot.domain.messages import IncomingMessage
from bot.governance import roster, voice
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction
from plugins.notices.domain.answers import ACK_WORDS, Acknowledgement, may_answer, read_acknowledgement
from plugins.notices.domain.remarks import Remark

from .acknowledging import acknowledge
from .board import OpenNotice, board
from .entries import answering
from .hearing import words_of

FRESH = timedelta(minutes=1)
"""How long a changed regulation's words may stay unknown in private."""


@dataclass(frozen=True, slots=True)
class InGroup:
    """An open notice with the group it is open in, as texts name it."""

    notice: OpenNotice
    group: GroupState


def heard_in_private(message: IncomingMessage) -> Acknowledgement | None:
    """What a private line says, or None nearly always: memory only."""
    if not board or not may_answer(message.text):
        return None
    said = read_acknowledgement(message.text, _words.of_all(message.received_at), message.sender_name)
    return said if said is not None and said.behalf is None else None


class _Words:
    """The words of every group where a notice is open, gathered once a minute: they are asked for by every
    private message, and there may be hundreds of groups.
    """

    def __init__(self) -> None:
        self._known: tuple[str, ...] = ()
        self._of: tuple[int, datetime] | None = None

    def of_all(self, now: datetime) -> tuple[str, ...]:
        known = self._of
        if known is None or known[0] != board.revision or not timedelta(0) <= now - known[1] < FRESH:
            groups = [group for group in directory.enabled() if board.open_in(group.id)]
            self._known = tuple(sorted({word for group in groups for word in words_of(group)})) or ACK_WORDS
            self._of = (board.revision, now)
        return self._known


_words = _Words()


async def record_private(message: IncomingMessage, said: Acknowledgement) -> None:
    """Record what is meant beyond doubt and say so; where several are open, ask which one."""
    notices = await notices_asked_of(message)
    waiting = [found for found in notices if found.notice.waits_for(message.sender)]
    if message.quoted is not None and (quoted := _quoted(message, notices)):
        chosen = quoted
    elif said.numbers:
        chosen = [found for found in notices if found.notice.number in said.numbers]
        chosen = chosen if len(chosen) == len(said.numbers) else []
    else:
        chosen = waiting if len(waiting) == 1 else []
    if chosen:
        await _answer_all(message, chosen, said.remark, now=message.received_at)
        await _tell(message, "notices/private_recorded", recorded=chosen)
    elif waiting:
        await _tell(message, "notices/private_which_one", waiting=waiting)


async def acknowledge_in_private(
    message: IncomingMessage, numbers: tuple[int, ...], where: str, remark: Remark | None, *, now: datetime
) -> tuple[list[InGroup], list[InGroup]]:
    """``/ack [N…] [group's name]`` in private: what is recorded, and among what the member must choose."""
    notices = [found for found in await notices_asked_of(message) if where in found.group.name]
    waiting = [found for found in notices if found.notice.waits_for(message.sender)]
    if numbers:
        chosen = [found for found in notices if found.notice.number in numbers]
        if len({found.notice.number for found in chosen}) < len(chosen):
            return [], chosen
    else:
        chosen = _quoted(message, notices) or (waiting if len(waiting) == 1 else [])
    if not chosen:
        return [], waiting
    await _answer_all(message, chosen, remark, now=now)
    return chosen, []


async def notices_asked_of(message: IncomingMessage) -> list[InGroup]:
    """Open notices that ask this member, in whatever group of this platform, newest first; each notice once."""
    here = await roster.groups_of(message.sender, board.groups())
    entries = [notice for group_id in here for notice in board.open_in(group_id).values()]
    found: dict[int, InGroup] = {}
    for notice in sorted(entries, key=lambda n: (n.published_at, n.id), reverse=True):
        group = directory.get(notice.group_id)
        if group is not None and group.chat.platform == message.chat.platform and notice.asks(message.sender):
            found.setdefault(notice.id, InGroup(notice, group))
    return list(found.values())


def _quoted(message: IncomingMessage, notices: list[InGroup]) -> list[InGroup]:
    """Those that the replied-to message, a private reminder, is about."""
    quoted = message.quoted
    if quoted is None:
        return []
    ids = board.ids_of_message(message.account, quoted.message)
    return [found for found in notices if found.notice.id in ids]


async def _answer_all(message: IncomingMessage, chosen: list[InGroup], remark: Remark | None, *, now: datetime) -> None:
    for found in chosen:
        name = await _name_in(found.group, message.sender)
        by = replace(answering(message, "private", remark), name=name)
        await acknowledge(found.group, found.notice, by, now=now)


async def _name_in(group: GroupState, member: MemberId) -> str:
    """A private message has the nickname; the group may know somebody by a card."""
    return await roster.name_of(group.id, member)


@transaction
async def _tell(message: IncomingMessage, template: str, **fields: object) -> None:
    await voice.say(
        message.chat,
        message.account,
        template,
        key=f"reply:{message.account}:{message.chat.key}:{message.id}:{message.sent_at.timestamp():.0f}",
        now=message.received_at,
        fields=dict(fields),
    )
