"""Pictures and files that a message carries: made when it is delivered, so that a row holds no content.

Whoever has something to hand out registers a maker under a name; the outbox keeps the name and what it is about.
"""

from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.messages import Enclosure, Image, Segment


@dataclass(frozen=True, slots=True)
class Handout:
    """``name`` is what members see of a file; of a picture only ``content`` (PNG or JPEG) is shown."""

    name: str
    content: bytes


Maker = Callable[[Mapping[str, Any], datetime], Awaitable[Handout | None]]
"""Given what the enclosure is about and the time; None where that is gone. Called outside any transaction."""

_makers: dict[str, Maker] = {}


def register(kind: str, maker: Maker) -> None:
    """Who makes the enclosures of this kind; registering again replaces."""
    _makers[kind] = maker


async def make(kind: str, about: Mapping[str, Any], now: datetime) -> Handout | None:
    """The handout as it stands now; None where nobody makes this kind, or what it is about is gone."""
    maker = _makers.get(kind)
    return await maker(about, now) if maker is not None else None


async def filled(parts: Sequence[Segment], now: datetime) -> tuple[Segment, ...]:
    """The segments with every enclosure made a picture; one that cannot be made is left out, its words stay."""
    found: list[Segment] = []
    for part in parts:
        if not isinstance(part, Enclosure):
            found.append(part)
        elif (handout := await make(part.kind, part.about, now)) is not None:
            found.append(Image(f"base64://{b64encode(handout.content).decode()}"))
    return tuple(found)
