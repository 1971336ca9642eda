"""The ports: what the floors below the gateway know of a platform and of time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from bot.domain.events import Event, ListedRequest
from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.domain.members import MemberInfo
from bot.domain.messages import Forwarded, IncomingMessage, Segment
from bot.domain.things import GroupThing, ThingKind


class Clock(Protocol):
    """The only source of time. Tests give one that stands still until told."""

    def now(self) -> datetime:
        """The time, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never go back; the zero is arbitrary."""
        ...


class Outcome(StrEnum):
    """How a platform call ended. ``ok`` from an implementation is only UNVERIFIED."""

    DONE = "done"
    """Seen to have happened, or a query that was answered."""
    UNVERIFIED = "unverified"
    """Answered ok; some implementations answer so without any effect."""
    UNSUPPORTED = "unsupported"
    """The platform has no such action; learnt for this account."""
    DENIED = "denied"
    """The platform refuses: no right, no such member, bad parameter. Trying again will not help."""
    LIMITED = "limited"
    """Too fast or out of quota: certainly not done, may be tried later."""
    UNKNOWN = "unknown"
    """Time-out, lost connection, risk control: may or may not have happened. Look before repeating."""


@dataclass(frozen=True, slots=True)
class Result:
    """``detail`` is the platform's own wording; ``message`` the id of what was sent, if told."""

    outcome: Outcome
    detail: str = ""
    message: MessageId | None = None
    data: Any = None

    @property
    def accepted(self) -> bool:
        return self.outcome in (Outcome.DONE, Outcome.UNVERIFIED)


class Ability(StrEnum):
    """What a platform may or may not be able to do; asked by this name."""

    RECALL = "recall"
    MUTE = "mute"
    KICK = "kick"
    BAN = "ban"
    SET_CARD = "set_card"
    ROLES = "roles"
    JOIN_REQUESTS = "join_requests"
    JOIN_EVENTS = "join_events"
    MESSAGE_IDS = "message_ids"
    HISTORY = "history"
    REACT = "react"
    ANNOUNCE = "announce"
    QUOTE = "quote"
    MENTION = "mention"
    MENTION_ALL = "mention_all"
    MEMBER_LIST = "member_list"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """``implementation`` as it names itself (``NapCat.Onebot``, ``ComWechat``), "" if not told yet."""

    implementation: str = ""
    abilities: frozenset[Ability] = field(default_factory=frozenset[Ability])

    def __contains__(self, ability: Ability) -> bool:
        return ability in self.abilities


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """A message found in the platform's history; newest last in every list."""

    id: MessageId
    sender: MemberId
    text: str
    sent_at: datetime


class Platform(Protocol):
    """One connected account. Calls never raise for the platform's failures: they answer a Result.

    Queries answer None for "could not be asked" and an empty list only for "asked, and empty".
    """

    @property
    def account(self) -> AccountId: ...

    @property
    def platform(self) -> str: ...

    @property
    def capabilities(self) -> Capabilities: ...

    async def send(self, chat: ChatRef, parts: Sequence[Segment]) -> Result:
        """Send; long texts are split at 1,500 characters, in order; the first part's id is told."""
        ...

    async def send_file(self, chat: ChatRef, name: str, content: bytes) -> Result:
        """A file under ``name``: into the group's files, or to one person."""
        ...

    async def recall(self, chat: ChatRef, message: MessageId) -> Result: ...

    async def mute(self, chat: ChatRef, member: MemberId, duration: timedelta) -> Result:
        """``duration`` zero lifts; at most 29 days 23:59:59 is sent."""
        ...

    async def kick(self, chat: ChatRef, member: MemberId, *, refuse_rejoin: bool) -> Result: ...

    async def set_card(self, chat: ChatRef, member: MemberId, card: str) -> Result: ...

    async def answer_request(self, flag: str, sub_type: str, *, approve: bool, reason: str) -> Result: ...

    async def announce(self, chat: ChatRef, text: str) -> Result: ...

    async def react(self, chat: ChatRef, message: MessageId, emoji: str) -> Result: ...

    async def member(self, chat: ChatRef, member: MemberId) -> MemberInfo | Outcome:
        """Asked afresh, past every cache. DENIED means "no such member", UNKNOWN "no answer"."""
        ...

    async def members(self, chat: ChatRef) -> list[MemberInfo] | None: ...

    async def history(self, chat: ChatRef, count: int) -> list[HistoryItem] | None: ...

    async def message_exists(self, chat: ChatRef, message: MessageId) -> bool | None:
        """False after a recall; None where the platform cannot tell."""
        ...

    async def group_name(self, chat: ChatRef) -> str | None: ...

    async def mentions_of_all_left(self, chat: ChatRef) -> int | None:
        """How often everybody can still be mentioned today, in this group; None where nobody can tell."""
        ...

    async def download(self, file: str, url: str, limit_bytes: int) -> bytes | None:
        """The content of an image or file of this account's messages, or None.

        Without ``file`` only ``url`` is asked: never inside a network but on the implementation's own machine.
        """
        ...

    async def join_requests(self) -> list[ListedRequest] | None:
        """Who asks to join any group of the account, filtered ones too; None where nobody can tell."""
        ...

    async def things(self, chat: ChatRef, kind: ThingKind) -> list[GroupThing] | None:
        """The group's announcements, essence messages or files; None where they cannot be listed."""
        ...

    async def remove_thing(self, chat: ChatRef, thing: GroupThing) -> Result:
        """Take one of them away; UNSUPPORTED where the platform has no such action."""
        ...

    async def forwarded(self, forward: str, *, most: int) -> list[Forwarded] | None:
        """The first ``most`` messages of a merged forward, in order; None where they cannot be had."""
        ...


class EventSink(Protocol):
    """Where the gateway puts what it has understood. Never awaits, never raises."""

    def message(self, message: IncomingMessage) -> None: ...

    def event(self, event: Event) -> None: ...
