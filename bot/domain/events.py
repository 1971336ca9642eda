"""What happens on a platform besides messages, in one vocabulary for both protocols.

Every event names account and chat; an operator that the platform did not name is None.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    account: AccountId
    chat: ChatRef
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined(Event):
    """``invited`` is None where the platform does not tell an invitation from an approval."""

    member: MemberId
    operator: MemberId | None = None
    invited: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft(Event):
    """``kicked`` is None where the platform does not tell (a list difference, a plain member)."""

    member: MemberId
    operator: MemberId | None = None
    kicked: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberMuted(Event):
    """``member`` is None for the whole group; ``seconds`` 0 lifts, None is "until lifted"."""

    member: MemberId | None
    operator: MemberId | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRecalled(Event):
    message: MessageId
    author: MemberId | None = None
    operator: MemberId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(Event):
    member: MemberId
    is_admin: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CardChanged(Event):
    member: MemberId
    card: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRenamed(Event):
    name: str
    operator: MemberId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupGone(Event):
    """The group was dissolved, or the bot was removed from it."""

    removed_by: MemberId | None = None
    dissolved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRequested(Event):
    """``flag`` and ``sub_type`` are opaque: hand them back unread. ``comment`` may be empty."""

    member: MemberId
    flag: str
    sub_type: str = "add"
    comment: str = ""
    inviter: MemberId | None = None
    filtered: bool = False
    """The platform took it for doubtful and told no event."""


@dataclass(frozen=True, slots=True)
class ListedRequest:
    """A request in the platform's own list; ``settled`` where somebody has answered it there."""

    event: JoinRequested
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BotInvited(Event):
    """Somebody invites the bot into a group."""

    inviter: MemberId
    flag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendRequested(Event):
    member: MemberId
    flag: str
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted(Event):
    """An emoji reaction to a message, ``added`` or taken back. ``emoji`` is the platform's id."""

    member: MemberId
    message: MessageId
    emoji: str
    added: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FileUploaded(Event):
    """A group file. On most V11 implementations the same upload also comes as a message."""

    member: MemberId
    name: str
    file: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMessage(Event):
    """Our own message came back: proof of delivery. ``text`` is its plain text."""

    message: MessageId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState(Event):
    """The account's own line: ``online`` None where the implementation does not know."""

    online: bool | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat(Event):
    """``interval_seconds`` is the promised time to the next one."""

    interval_seconds: float
    online: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown(Event):
    """A frame that is well-formed but not understood: counted, kept for diagnosis, never acted on."""

    kind: str
    frame: dict[str, Any] = field(default_factory=dict[str, Any])
