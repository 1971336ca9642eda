"""What lies about in a group besides talk: announcements, pinned messages, files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import MemberId


class ThingKind(StrEnum):
    ANNOUNCEMENT = "announcement"
    ESSENCE = "essence"
    """A message that was pinned or made essence."""
    FILE = "file"


@dataclass(frozen=True, slots=True)
class GroupThing:
    """One of them as the platform lists it; None means "not said".

    ``text`` is an announcement's or message's text, a file's name. ``at`` is when it was put there.
    ``handle`` is what the platform wants to know of it besides the id, opaque.
    """

    kind: ThingKind
    id: str
    text: str
    author: MemberId | None = None
    at: datetime | None = None
    size: int | None = None
    downloads: int | None = None
    handle: Mapping[str, str | int] = field(default_factory=dict[str, str | int])
