"""The place of an activity on a map, from a shared location or a link."""

import re
from collections.abc import Iterable

from bot.domain.messages import Card

LONGEST = 300
_LINK = re.compile(r"https?://[^\s|｜，。；、）)]{4,300}", re.IGNORECASE)
_MAPS = re.compile(
    r"(?:^https?://)(?:[\w-]+\.)*(?:amap\.com|gaode\.com|map\.qq\.com|map\.baidu\.com|j\.map\.baidu\.com|maps\.google\.[a-z.]+|openstreetmap\.org)(?:[/?:#]|$)",
    re.IGNORECASE,
)


def place_of(cards: Iterable[Card]) -> tuple[str, str]:
    """Name and address on the map of the first shared location; both "" where there is none."""
    for card in cards:
        if card.kind == "location" or _MAPS.match(card.url):
            words = [word.strip() for word in (card.title, card.description) if word.strip()]
            url = card.url if card.url.lower().startswith(("http://", "https://")) and len(card.url) <= LONGEST else ""
            return "，".join(dict.fromkeys(words))[:100], url
    return "", ""


def link_in(text: str) -> str:
    """The first address of a known map in a text, "" where there is none."""
    return next((found[0] for found in _LINK.finditer(text) if _MAPS.match(found[0])), "")
