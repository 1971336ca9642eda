"""What the world is made of. Ids are text here; the V11 side turns them into integers."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, TypedDict


class Platform(StrEnum):
    QQ = "qq"
    WECHAT = "wechat"


class Role(StrEnum):
    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"

    @property
    def rank(self) -> int:
        return {"owner": 2, "admin": 1, "member": 0}[self.value]


class Segment(TypedDict):
    """A part of a message in neutral form.

    Types: ``text{text}``, ``at{user}`` (a user id or ``all``), ``image{file}``, ``file{file}``,
    ``face{id}``; anything else is handed through as the protocol's own segment.
    """

    type: str
    data: dict[str, Any]


def text(words: str) -> Segment:
    return {"type": "text", "data": {"text": words}}


@dataclass(slots=True)
class Person:
    id: str
    nickname: str
    is_friend: bool = True


@dataclass(slots=True)
class Account(Person):
    """An account that an implementation is logged in with: the bot's own."""

    online: bool = True


@dataclass(slots=True)
class Member:
    """``muted_until`` in the past means not muted."""

    person: Person
    joined_at: datetime
    role: Role = Role.MEMBER
    card: str = ""
    title: str = ""
    last_sent_at: datetime | None = None
    muted_until: datetime | None = None

    @property
    def id(self) -> str:
        return self.person.id

    @property
    def name(self) -> str:
        return self.card or self.person.nickname

    def is_muted(self, now: datetime) -> bool:
        return self.muted_until is not None and self.muted_until > now


@dataclass(slots=True)
class Departure:
    """Somebody who is no longer in the group. ``how`` is leave or kick."""

    id: str
    name: str
    at: datetime
    how: str
    operator: str


@dataclass(frozen=True, slots=True)
class Chat:
    """A group, or the private chat between ``account`` and the person ``id``."""

    kind: str
    id: str
    account: str = ""

    @property
    def is_group(self) -> bool:
        return self.kind == "group"

    @property
    def key(self) -> str:
        return self.id if self.is_group else f"private:{self.account}:{self.id}"


@dataclass(slots=True)
class Message:
    """``number`` is unique in the world, ``seq`` counts within its chat, both from 1."""

    number: int
    chat: Chat
    seq: int
    author: str
    author_name: str
    segments: list[Segment]
    at: datetime
    quote: int | None = None
    recalled_by: str | None = None
    recalled_at: datetime | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    is_essence: bool = False

    @property
    def text(self) -> str:
        """The typed words only: no mention, no file name."""
        return "".join(str(part["data"].get("text", "")) for part in self.segments if part["type"] == "text")


@dataclass(slots=True)
class File:
    id: str
    name: str
    content: bytes
    media_type: str = "application/octet-stream"
    at: datetime | None = None
    uploader: str = ""
    downloads: int = 0

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass(slots=True)
class Announcement:
    id: str
    author: str
    text: str
    at: datetime


@dataclass(slots=True)
class JoinRequest:
    """``sub_type`` add (somebody wants in) or invite (the account is asked in)."""

    flag: str
    group: str
    user: str
    nickname: str
    comment: str
    at: datetime
    sub_type: str = "add"
    inviter: str = ""
    approved: bool | None = None
    operator: str = ""
    reason: str = ""
    is_filtered: bool = False
    """Taken for doubtful by QQ: in the lists only, no event tells of it."""


@dataclass(slots=True)
class Group:
    """``refused`` are those kicked with "do not let in again"."""

    id: str
    name: str
    platform: Platform
    members: dict[str, Member] = field(default_factory=dict[str, Member])
    left: dict[str, Departure] = field(default_factory=dict[str, Departure])
    announcements: list[Announcement] = field(default_factory=list[Announcement])
    files: list[str] = field(default_factory=list[str])
    refused: set[str] = field(default_factory=set[str])
    is_whole_muted: bool = False
    max_members: int = 500
    all_mentions_left: int = 10
