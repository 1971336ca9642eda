"""What a merged forward holds: every implementation lays it out a little differently.

NapCat answers ``messages`` with inner forwards laid open, LLOneBot and Lagrange ``message`` as nodes,
go-cqhttp ``messages`` with ``content`` as text or array.
"""

from collections.abc import Iterator
from typing import Any

from bot.domain.messages import Forward, Forwarded, Segment
from bot.gateway.fields import Frame, dict_of, first_text, is_list, list_of, text_of
from bot.gateway.segments11 import segments_of

_DEEPEST = 8


def forwarded_messages(data: object, most: int) -> list[Forwarded] | None:
    """The first ``most`` messages, depth first, in order; None where the answer holds no list."""
    messages = data if is_list(data) else _first_list(dict_of(data), "messages", "message", "content")
    if messages is None:
        return None
    found: list[Forwarded] = []
    for item in _walk(list_of(messages), 1):
        if len(found) >= most:
            break
        found.append(item)
    return found


def _walk(items: list[Any], depth: int) -> Iterator[Forwarded]:
    for item in items:
        frame = dict_of(item)
        if frame.get("type") == "node":
            frame = dict_of(frame.get("data"))
        sender = dict_of(frame.get("sender"))
        name = first_text(sender, "card", "nickname") or first_text(frame, "nickname", "name")
        content = next((frame[key] for key in ("message", "content") if frame.get(key)), frame.get("raw_message"))
        yield Forwarded(name, tuple(_without_inner(content)), depth)
        if depth < _DEEPEST:
            for inner in _inner_lists(content):
                yield from _walk(inner, depth + 1)


def _without_inner(content: object) -> Iterator[Segment]:
    """The segments; a forward that is laid open here needs not be fetched."""
    is_open = any(True for _ in _inner_lists(content))
    for segment in segments_of(content):
        if not (is_open and isinstance(segment, Forward)):
            yield segment


def _inner_lists(content: object) -> Iterator[list[Any]]:
    """What inner forwards hold, where the answer lays them open."""
    for part in list_of(content):
        data = dict_of(dict_of(part).get("data"))
        if text_of(dict_of(part).get("type")) in ("forward", "node"):
            inner = _first_list(data, "content", "messages", "message")
            if inner:
                yield list_of(inner)


def _first_list(frame: Frame, *keys: str) -> list[Any] | None:
    return next((list_of(frame[key]) for key in keys if is_list(frame.get(key))), None)
