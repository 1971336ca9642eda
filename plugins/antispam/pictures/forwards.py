"""Merged forwards, laid open within limits."""

import asyncio
from collections.abc import Sequence

from bot.domain.messages import Card, File, Forward, Forwarded, Text
from bot.domain.ports import Platform

from ..domain.message import Authored, Sender
from .limits import FORWARD_CHARACTERS, FORWARD_DEPTH, FORWARD_MESSAGES, FORWARD_SECONDS


async def lay_open(platform: Platform, forwards: Sequence[str], *, seconds: float = FORWARD_SECONDS) -> list[Forwarded]:
    """What the forwards hold, inner ones behind the rest; as far as it was told within the limits."""
    found: list[Forwarded] = []
    waiting = [(handle, 1) for handle in forwards]
    asked: set[str] = set()
    try:
        async with asyncio.timeout(seconds):
            while waiting and len(found) < FORWARD_MESSAGES:
                handle, depth = waiting.pop(0)
                if handle in asked:
                    continue
                asked.add(handle)
                items = await platform.forwarded(handle, most=FORWARD_MESSAGES - len(found)) or []
                for item in items:
                    at = depth + item.depth - 1
                    if at > FORWARD_DEPTH:
                        continue
                    found.append(item)
                    if at < FORWARD_DEPTH:
                        waiting += [(part.id, at + 1) for part in item.segments if isinstance(part, Forward)]
    except TimeoutError:
        pass
    return found


def as_written(items: Sequence[Forwarded], sender: Sender) -> list[Authored]:
    """Each forwarded message as if whoever forwarded it had written it; at most 20,000 characters of them all."""
    left = FORWARD_CHARACTERS
    found: list[Authored] = []
    for item in items:
        cards = [part for part in item.segments if isinstance(part, Card)]
        lines = ["".join(part.text for part in item.segments if isinstance(part, Text))]
        lines += [line for card in cards for line in (card.title, card.description)]
        text = "\n".join(line for line in lines if line.strip())[:left]
        urls = tuple(card.url for card in cards if card.url)
        files = tuple(part.name for part in item.segments if isinstance(part, File))
        if text or urls or files:
            found.append(Authored(text=text, urls=urls, files=files, sender=sender))
        left -= len(text)
        if left <= 0:
            break
    return found
