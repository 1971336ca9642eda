"""V12 message segments → the domain's. Extended types carry a prefix: ``wx.link``."""

from typing import Any, cast

from bot.domain.ids import MemberId, MessageId
from bot.domain.messages import File, Image, Media, Mention, MentionAll, Other, Quote, Segment, Text
from bot.gateway.cards import named_card
from bot.gateway.fields import Frame, dict_of, first_text, handle_of, list_of, size_of, text_of

# ComWeChat reports voice as an image; its file name gives it away.
_VOICE_ENDINGS = (".amr", ".silk", ".slk", ".mp3", ".wav", ".m4a")
_CARDS = frozenset({"wx.link", "wx.app", "wx.miniapp", "wx.card", "wx.music", "location", "qq.share", "qq.json"})
_MEDIA = frozenset({"voice", "audio", "video", "wx.emoji", "wx.face", "qq.face", "qq.poke"})


def segments_of(message: object) -> tuple[Segment, ...]:
    """The segments of a message; a bare text or a single segment is taken as well."""
    if type(message) is str:
        return (Text(message),) if message else ()
    items: list[Any] = [message] if type(message) is dict else list_of(message)
    found: list[Segment] = []
    for item in items:
        if type(item) is not dict:
            if type(item) is str and item:
                found.append(Text(item))
            continue
        part = cast(Frame, item)
        segment = _segment(text_of(part.get("type")), dict_of(part.get("data")))
        if segment is not None:
            found.append(segment)
    return tuple(found)


def _segment(kind: str, data: Frame) -> Segment | None:
    if kind == "text":
        text = text_of(data.get("text"))
        return Text(text) if text else None
    if kind in _MEDIA:
        return Media(kind, text_of(data.get("file_id")))
    if kind in _CARDS:
        card = named_card(data, kind)
        return card if (card.title or card.description or card.url) else Other(kind, data)
    match kind:
        case "mention":
            user = handle_of(data.get("user_id"))
            return Mention(MemberId(user)) if user else None
        case "mention_all":
            return MentionAll()
        case "reply":
            message, user = handle_of(data.get("message_id")), handle_of(data.get("user_id"))
            return Quote(MessageId(message), MemberId(user) if user else None) if message else None
        case "image":
            return _image(data)
        case "file":
            name = first_text(data, "name", "file_name", "wx.file_name", "file_id")
            return File(name, text_of(data.get("file_id")), text_of(data.get("url")), size_of(data.get("size")))
        case "":
            return None
        case _:
            return Other(kind, data)


def _image(data: Frame) -> Segment:
    file = text_of(data.get("file_id"))
    if file.lower().endswith(_VOICE_ENDINGS):
        return Media("voice", file)
    return Image(file, text_of(data.get("url")), size_of(data.get("size")))
