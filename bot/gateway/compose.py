"""The domain's segments → what one protocol sends. People's text only ever becomes a text segment."""

from collections.abc import Callable, Sequence
from typing import Any

from bot.domain.messages import File, Image, Mention, MentionAll, Quote, Segment, Text
from bot.domain.ports import Ability, Capabilities
from bot.gateway.splitting import LIMIT, split_text

Wire = dict[str, Any]


def sendable(parts: Sequence[Segment], able: Capabilities) -> list[Segment]:
    """What of ``parts`` this account can send: mentions it has not become names, quotes are left out.

    A quote comes first, adjacent texts are joined; segments that nobody can send are dropped.
    """
    quotes: list[Segment] = [part for part in parts if isinstance(part, Quote)]
    found = quotes[:1] if Ability.QUOTE in able else []
    for part in parts:
        match part:
            case Mention() if Ability.MENTION not in able:
                _append(found, Text(f"@{part.name or part.user} "))
            case MentionAll() if Ability.MENTION_ALL not in able:
                _append(found, Text("@所有人 "))
            case Text() if part.text:
                _append(found, part)
            case Mention() | MentionAll():
                found.append(part)
            case Image() if image_source(part):
                found.append(part)
            case _:
                pass
    return found


def _append(found: list[Segment], text: Text) -> None:
    last = found[-1] if found else None
    if isinstance(last, Text):
        found[-1] = Text(last.text + text.text)
    else:
        found.append(text)


def image_source(image: Image) -> str:
    """Where the image's content is, never a path on this or the implementation's machine."""
    if image.url.startswith(("http://", "https://")):
        return image.url
    if image.file.startswith(("http://", "https://", "base64://")):
        return image.file
    # A handle the platform gave is a bare name; anything with a scheme or a slash could name a file.
    return image.file if image.file and not any(mark in image.file for mark in ":/\\") else ""


def in_pieces(parts: Sequence[Segment], limit: int = LIMIT) -> list[list[Segment]]:
    """Messages to send one after the other, none with more than ``limit`` characters of text."""
    pieces: list[list[Segment]] = [[]]
    room = limit
    for part in parts:
        if not isinstance(part, Text):
            pieces[-1].append(part)
            continue
        texts = split_text(part.text, limit, max(room, 1))
        for number, text in enumerate(texts):
            if number:
                pieces.append([])
                room = limit
            pieces[-1].append(Text(text))
            room -= len(text)
    return [piece for piece in pieces if piece]


def by_name(parts: Sequence[Segment]) -> list[Segment]:
    """With names for the mentions, in one text."""
    found: list[Segment] = []
    for part in parts:
        said = Text(f"@{part.name or part.user} ") if isinstance(part, Mention) else part
        if isinstance(said, Text):
            _append(found, said)
        else:
            found.append(said)
    return found


def mentions_together(parts: Sequence[Segment]) -> list[Segment]:
    """Without the blanks between mentions.

    A WeChat implementation sends each text as a message of its own, with the mentions right before it: twenty people
    with blanks between them would be twenty messages.
    """
    kinds = (Mention, MentionAll)
    return [
        part
        for at, part in enumerate(parts)
        if not (
            isinstance(part, Text)
            and not part.text.strip()
            and 0 < at < len(parts) - 1
            and isinstance(parts[at - 1], kinds)
            and isinstance(parts[at + 1], kinds)
        )
    ]


def compose(parts: Sequence[Segment], encode: Callable[[Segment], Wire | None]) -> list[Wire]:
    return [wire for part in parts if (wire := encode(part)) is not None]


def encode11(part: Segment) -> Wire | None:
    match part:
        case Text():
            return {"type": "text", "data": {"text": part.text}}
        case Mention():
            return {"type": "at", "data": {"qq": part.user}}
        case MentionAll():
            return {"type": "at", "data": {"qq": "all"}}
        case Quote():
            return {"type": "reply", "data": {"id": part.message}}
        case Image():
            return {"type": "image", "data": {"file": image_source(part)}}
        case _:
            return None


def encode12(part: Segment) -> Wire | None:
    """Images must have been uploaded: ``file`` holds the file id."""
    match part:
        case Text():
            return {"type": "text", "data": {"text": part.text}}
        case Mention():
            return {"type": "mention", "data": {"user_id": part.user}}
        case MentionAll():
            return {"type": "mention_all", "data": {}}
        case Quote():
            return {"type": "reply", "data": {"message_id": part.message}}
        case Image():
            return {"type": "image", "data": {"file_id": part.file}}
        case File():
            return {"type": "file", "data": {"file_id": part.file}}
        case _:
            return None
