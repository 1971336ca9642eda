"""Messages of both protocols in one shape.

What a person wrote stands apart from what they quoted: only the former can be judged or obeyed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.domain.members import Role


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """``@`` one member; ``name`` is used where the platform cannot mention."""

    user: MemberId
    name: str = ""


@dataclass(frozen=True, slots=True)
class MentionAll:
    pass


@dataclass(frozen=True, slots=True)
class Quote:
    """A reply to an earlier message. The platform may tell who wrote that one, or not."""

    message: MessageId
    user: MemberId | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """``file`` is the platform's handle; ``url`` expires within minutes on NapCat. ``sticker``: drawn for chatting."""

    file: str
    url: str = ""
    size: int | None = None
    sticker: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A group file; ``file`` is the handle, ``name`` what members see, ``size`` bytes or None."""

    name: str
    file: str = ""
    url: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A share, link or mini-program: title, description and link, read defensively.

    ``kind`` is ``contact`` (somebody is recommended), ``group``, ``location``, ``program`` (a mini-program)
    or "" for any other; ``app`` is the platform's name of the application, "" where none is told.
    """

    title: str = ""
    description: str = ""
    url: str = ""
    kind: str = ""
    app: str = ""


@dataclass(frozen=True, slots=True)
class Forward:
    """A merged forward; its content must be fetched by ``id``."""

    id: str


@dataclass(frozen=True, slots=True)
class Forwarded:
    """One message within a merged forward. ``depth`` is 1 for what the forward itself holds.

    A forward within it that the platform did not lay open stands in ``segments`` as a Forward.
    """

    name: str
    segments: "tuple[Segment, ...]"
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Media:
    """Voice, video and the like: ``kind`` is the protocol's segment type."""

    kind: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """A segment this project does not know; kept so that the archive loses nothing."""

    kind: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A picture of ours that is made when the message goes out: ``about`` is JSON for whoever makes this ``kind``."""

    kind: str
    about: Mapping[str, Any]


Segment = Text | Mention | MentionAll | Quote | Image | File | Card | Forward | Media | Other | Enclosure


@dataclass(frozen=True)
class IncomingMessage:
    """One message as it came, ids as text, segments typed, in the order they were written.

    ``role_claim`` is the frame's word for the sender's role: good for display, never for power.
    ``sequence`` is the platform's number that is equal for two accounts in one group, or None.
    ``sender_name`` is "" where the platform tells none (OneBot V12): ask the roster then.
    ``sent_at`` is the platform's time, ``received_at`` ours; both are aware.
    """

    account: AccountId
    chat: ChatRef
    id: MessageId
    sender: MemberId
    sender_name: str
    segments: tuple[Segment, ...]
    sent_at: datetime
    received_at: datetime
    role_claim: Role | None = None
    sequence: str | None = None
    anonymous: bool = False

    @cached_property
    def text(self) -> str:
        """The authored plain text: text segments only, joined, stripped."""
        return "".join(s.text for s in self.segments if isinstance(s, Text)).strip()

    @property
    def quoted(self) -> Quote | None:
        """The message this one replies to, or None."""
        for segment in self.segments:
            if isinstance(segment, Quote):
                return segment
        return None

    @property
    def mentions(self) -> list[MemberId]:
        """Members mentioned, in order, without ``@all``."""
        return [s.user for s in self.segments if isinstance(s, Mention)]

    @property
    def is_group(self) -> bool:
        return self.chat.group is not None
