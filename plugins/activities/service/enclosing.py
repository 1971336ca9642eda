"""What an organiser encloses: a poster, and the place on a map, of the same message or the one it replies to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.ids import AccountId
from bot.domain.messages import Card, Image, IncomingMessage, Segment
from bot.effects import enclosures
from bot.effects.accounts import accounts
from bot.effects.enclosures import Handout
from bot.governance.carried import carried_by
from bot.governance.directory import GroupState
from plugins.activities.domain.links import link_in, place_of
from plugins.activities.domain.refusals import PosterTooLarge
from plugins.activities.models import Poster

from .telling import POSTER

PICTURE_BYTES = 2 * 1024 * 1024
MOST_PICTURES = 3
_KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"RIFF", "webp"))


@dataclass(frozen=True, slots=True)
class Enclosed:
    """``place`` is what the map calls it, ``link`` its address on the map; "" where none was enclosed."""

    pictures: tuple[bytes, ...] = ()
    place: str = ""
    link: str = ""


NOTHING = Enclosed()


async def enclosed_with(group: GroupState, message: IncomingMessage) -> Enclosed:
    """Fetch what goes with an announcement; awaits the platform, so outside any transaction.

    Raises PosterTooLarge where a picture cannot be had or is too large.
    """
    account, parts = message.account, list(message.segments)
    carried = await carried_by(group.id, message.quoted.message) if message.quoted is not None else None
    pictures = await _pictures(account, parts)
    if carried is not None:
        parts += carried.segments
        pictures += await _pictures(carried.account, carried.segments)
    cards = [part for part in parts if isinstance(part, Card)]
    place, link = place_of(cards)
    return Enclosed(tuple(pictures[:MOST_PICTURES]), place, link or link_in(message.text))


async def _pictures(account: AccountId, parts: Iterable[Segment]) -> list[bytes]:
    images = [part for part in parts if isinstance(part, Image) and not part.sticker][:MOST_PICTURES]
    platform = accounts.get(account)
    found: list[bytes] = []
    for image in images:
        fits = image.size is None or image.size <= PICTURE_BYTES
        content = None
        if platform is not None and fits:
            content = await platform.download(image.file, image.url, PICTURE_BYTES)
        if content is None or len(content) > PICTURE_BYTES or kind_of(content) is None:
            raise PosterTooLarge(most=PICTURE_BYTES // 1024 // 1024)
        found.append(content)
    return found


def kind_of(content: bytes) -> str | None:
    """The kind of picture by its first bytes; None for anything else."""
    return next((kind for start, kind in _KINDS if content.startswith(start)), None)


async def _poster(about: Mapping[str, Any], now: datetime) -> Handout | None:
    row = await Poster.get_or_none(id=int(about["poster"]))
    return Handout(f"poster.{kind_of(row.content) or 'png'}", bytes(row.content)) if row is not None else None


enclosures.register(POSTER, _poster)
