"""What the platform told by itself: our own messages coming back, and notices of what happened.

Kept in memory, the newest some thousands; after a restart the platform is asked instead.
"""

from collections import deque
from dataclasses import dataclass
from itertools import count
from secrets import token_hex
from typing import Any

from bot.domain.events import CardChanged, Event, MemberJoined, MemberLeft, MemberMuted, MessageRecalled, OwnMessage
from bot.domain.ids import AccountId, ChatRef, MessageId

LEFT = "left"
MUTED = "muted"
UNMUTED = "unmuted"
RECALLED = "recalled"
CARD = "card"
JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Fact:
    position: int
    kind: str
    account: str
    chat: str
    subject: str
    text: str = ""


class Evidence:
    """``mark()`` names a moment; facts after it can prove a call that was made at it."""

    def __init__(self, limit: int = 4000) -> None:
        self._facts: deque[Fact] = deque(maxlen=limit)
        self._positions = count(1)
        self._last = 0
        self._run = token_hex(4)

    def mark(self) -> str:
        """Good for this process only: in another one everything it has seen counts."""
        return f"{self._run}:{self._last}"

    def note(self, kind: str, account: AccountId, chat: ChatRef, subject: str, text: str = "") -> None:
        self._last = next(self._positions)
        self._facts.append(Fact(self._last, kind, account, chat.key, subject, text))

    def since(self, mark: str, kind: str, account: AccountId, chat: ChatRef) -> list[Fact]:
        run, _, position = mark.partition(":")
        start = int(position) if run == self._run else 0
        return [
            f
            for f in self._facts
            if f.position > start and f.kind == kind and f.account == account and f.chat == chat.key
        ]

    def happened(self, mark: str, kind: str, account: AccountId, chat: ChatRef, subject: str) -> bool:
        return any(fact.subject == subject for fact in self.since(mark, kind, account, chat))

    def clear(self) -> None:
        self._facts.clear()


evidence = Evidence()


def note_own_message(account: AccountId, chat: ChatRef, text: str, id: MessageId) -> None:
    """Our own message came back as an event: it was delivered."""
    evidence.note("own", account, chat, id, text)


def note_fact(kind: str, account: AccountId, chat: ChatRef, subject: Any, text: str = "") -> None:
    """A notice: ``subject`` is the member or the message it is about."""
    evidence.note(kind, account, chat, str(subject), text)


def note_event(event: Event) -> None:
    """Take from any event what can prove an effect. Never awaits, never raises."""
    match event:
        case OwnMessage():
            note_own_message(event.account, event.chat, event.text, event.message)
        case MemberLeft():
            note_fact(LEFT, event.account, event.chat, event.member)
        case MemberMuted() if event.member is not None:
            seconds = "" if event.seconds is None else str(event.seconds)
            note_fact(UNMUTED if event.seconds == 0 else MUTED, event.account, event.chat, event.member, seconds)
        case MessageRecalled():
            note_fact(RECALLED, event.account, event.chat, event.message)
        case CardChanged():
            note_fact(CARD, event.account, event.chat, event.member, event.card)
        case MemberJoined():
            note_fact(JOINED, event.account, event.chat, event.member)
        case _:
            pass
