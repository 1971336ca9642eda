"""Segments as JSON: for outbox rows and the archive, independent of any protocol."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from bot.domain.messages import (
    Card,
    Enclosure,
    File,
    Forward,
    Image,
    Media,
    Mention,
    MentionAll,
    Other,
    Quote,
    Segment,
    Text,
)

_NAMES: dict[str, type[Any]] = {
    "text": Text,
    "mention": Mention,
    "mention_all": MentionAll,
    "quote": Quote,
    "image": Image,
    "file": File,
    "card": Card,
    "forward": Forward,
    "media": Media,
    "other": Other,
    "enclosure": Enclosure,
}
_TYPES = {kind: name for name, kind in _NAMES.items()}


def segments_to_json(parts: Iterable[Segment]) -> list[dict[str, Any]]:
    """One object a segment; ``type`` names it, the other fields are its own."""
    return [{"type": _TYPES[type(part)], **asdict(part)} for part in parts]


def segments_from_json(rows: Sequence[dict[str, Any]]) -> tuple[Segment, ...]:
    """The inverse. A type of a later version becomes Other, so that an old program can read it."""
    return tuple(_segment(dict(row)) for row in rows)


def _segment(row: dict[str, Any]) -> Segment:
    name = str(row.pop("type", "other"))
    kind = _NAMES.get(name)
    return Other(name, row) if kind is None else kind(**row)
