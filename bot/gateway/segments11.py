"""V11 message segments → the domain's."""

import re
from collections.abc import Callable
from typing import Any, cast

from bot.domain.ids import MemberId, MessageId
from bot.domain.messages import (
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
from bot.gateway import cq
from bot.gateway.cards import json_card, named_card, xml_card
from bot.gateway.fields import Frame, dict_of, first_text, handle_of, list_of, size_of, text_of


def segments_of(message: object) -> tuple[Segment, ...]:
    """The segments of a message in any of the forms seen: array, string with CQ codes, one object, nothing."""
    if type(message) is str:
        items: list[Any] = cq.parse(message)
    elif type(message) is dict:
        items = [message]
    else:
        items = list_of(message)
    found: list[Segment] = []
    for item in items:
        if type(item) is not dict:
            if type(item) is str and item:
                found.append(Text(item))
            continue
        part = cast(Frame, item)
        data, kind = part.get("data"), part.get("type")
        if kind == "text" and type(data) is dict:
            # By far the most common: no look-up, no call.
            text = cast(Frame, data).get("text")
            if type(text) is not str:
                text = text_of(text)
            if text:
                found.append(Text(text))
            continue
        segment = _segment(text_of(kind), dict_of(data))
        if segment is not None:
            found.append(segment)
    return tuple(found)


def _segment(kind: str, data: Frame) -> Segment | None:
    read = _READERS.get(kind)
    if read is not None:
        return read(data)
    if kind in _MEDIA:
        return Media(kind, first_text(data, "file", "file_id", "id", "emoji_id"))
    return Other(kind, data) if kind else None


def _text(data: Frame) -> Segment | None:
    text = text_of(data.get("text"))
    return Text(text) if text else None


def _at(data: Frame) -> Segment | None:
    user = handle_of(first_text(data, "qq", "user_id", "id"))
    if user == "all":
        return MentionAll()
    return Mention(MemberId(user), text_of(data.get("name")).removeprefix("@")) if user else None


def _reply(data: Frame) -> Segment | None:
    message = handle_of(first_text(data, "id", "message_id"))
    # go-cqhttp's made-up quotes carry no id; they quote nothing.
    return Quote(MessageId(message), MemberId(text_of(data.get("qq"))) if data.get("qq") else None) if message else None


def _image(data: Frame) -> Segment:
    return Image(
        first_text(data, "file", "file_id"),
        text_of(data.get("url")),
        size_of(data.get("file_size")),
        # NapCat: 0 is a picture, all others are stickers, which carry a summary such as [动画表情].
        sticker=text_of(data.get("sub_type", data.get("subType", "0"))) not in ("", "0")
        or bool(_STICKER.search(text_of(data.get("summary")))),
    )


def _file(data: Frame) -> Segment:
    return File(
        name=first_text(data, "name", "file_name", "file"),
        file=first_text(data, "file_id", "id", "file"),
        url=text_of(data.get("url")),
        size=size_of(data.get("file_size", data.get("size"))),
    )


def _json(data: Frame) -> Segment:
    return json_card(data.get("data")) or Other("json", data)


def _xml(data: Frame) -> Segment:
    return xml_card(data.get("data")) or Other("xml", data)


def _forward(data: Frame) -> Segment:
    handle = first_text(data, "id", "resid")
    return Forward(handle) if handle else Other("forward", data)


def _card(kind: str) -> Callable[[Frame], Segment]:
    def read(data: Frame) -> Segment:
        card = named_card(data, kind)
        return card if (card.title or card.description or card.url) else Other(kind, data)

    return read


_STICKER = re.compile("表情|贴图|sticker", re.IGNORECASE)
_MEDIA = frozenset({"record", "video", "face", "mface", "poke", "rps", "dice", "shake", "bface", "marketface"})
_READERS: dict[str, Callable[[Frame], Segment | None]] = {
    "text": _text,
    "at": _at,
    "reply": _reply,
    "image": _image,
    "file": _file,
    "onlinefile": _file,
    "json": _json,
    "xml": _xml,
    "forward": _forward,
    "share": _card("share"),
    "music": _card("music"),
    "contact": _card("contact"),
    "location": _card("location"),
}
