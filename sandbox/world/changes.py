"""What happened in the world, told to subscribers in order, after it has happened."""

from dataclasses import dataclass

from .model import Announcement, Chat, File, JoinRequest, Message


@dataclass(frozen=True, slots=True)
class Change:
    """``group`` is the group's id, or empty for what concerns no group."""

    group: str


@dataclass(frozen=True, slots=True)
class Said(Change):
    message: Message


@dataclass(frozen=True, slots=True)
class Recalled(Change):
    message: Message
    operator: str


@dataclass(frozen=True, slots=True)
class Reacted(Change):
    message: Message
    user: str
    emoji: str
    added: bool


@dataclass(frozen=True, slots=True)
class EssenceSet(Change):
    message: Message
    operator: str
    added: bool


@dataclass(frozen=True, slots=True)
class Joined(Change):
    """``operator`` is who approved or invited, or empty."""

    user: str
    operator: str
    invited: bool


@dataclass(frozen=True, slots=True)
class Left(Change):
    user: str
    operator: str
    kicked: bool


@dataclass(frozen=True, slots=True)
class Muted(Change):
    """``user`` is empty for the whole group; ``seconds`` 0 lifts, -1 is "until lifted"."""

    user: str
    operator: str
    seconds: int


@dataclass(frozen=True, slots=True)
class RoleSet(Change):
    user: str
    is_admin: bool


@dataclass(frozen=True, slots=True)
class CardSet(Change):
    user: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class TitleSet(Change):
    user: str
    title: str


@dataclass(frozen=True, slots=True)
class Renamed(Change):
    operator: str
    name: str


@dataclass(frozen=True, slots=True)
class Requested(Change):
    request: JoinRequest


@dataclass(frozen=True, slots=True)
class Settled(Change):
    request: JoinRequest


@dataclass(frozen=True, slots=True)
class Befriending(Change):
    request: JoinRequest


@dataclass(frozen=True, slots=True)
class Uploaded(Change):
    user: str
    file: File


@dataclass(frozen=True, slots=True)
class Announced(Change):
    announcement: Announcement


@dataclass(frozen=True, slots=True)
class Poked(Change):
    chat: Chat
    user: str
    target: str


@dataclass(frozen=True, slots=True)
class Dissolved(Change):
    operator: str


@dataclass(frozen=True, slots=True)
class OnlineSet(Change):
    account: str
    online: bool
    reason: str
