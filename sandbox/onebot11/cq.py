"""Messages of V11: segment arrays and CQ strings, to the world's segments and back."""

import base64
import re
from collections.abc import Sequence
from typing import Any

from sandbox.world import File, Segment, World, text

CODE = re.compile(r"\[CQ:([a-zA-Z0-9_.-]+)((?:,[^\[\]]*)?)\]")


class BadMessage(Exception):
    """A message that no implementation would send."""


def parse_cq(words: str) -> list[Segment]:
    """Segments of a message in string form."""
    parts: list[Segment] = []
    end = 0
    for match in CODE.finditer(words):
        if match.start() > end:
            parts.append(text(_plain(words[end : match.start()])))
        pairs = (pair.split("=", 1) for pair in match[2].split(",") if "=" in pair)
        parts.append({"type": match[1], "data": {key: _plain(value) for key, value in pairs}})
        end = match.end()
    if end < len(words):
        parts.append(text(_plain(words[end:])))
    return parts


def _plain(words: str) -> str:
    return words.replace("&#91;", "[").replace("&#93;", "]").replace("&#44;", ",").replace("&amp;", "&")


def _escaped(words: str, *, is_param: bool = False) -> str:
    words = words.replace("&", "&amp;").replace("[", "&#91;").replace("]", "&#93;")
    return words.replace(",", "&#44;") if is_param else words


def as_cq(segments: Sequence[dict[str, Any]]) -> str:
    """``raw_message``: the string form of a segment array."""
    parts: list[str] = []
    for segment in segments:
        data = segment["data"]
        if segment["type"] == "text":
            parts.append(_escaped(str(data["text"])))
        else:
            params = "".join(f",{key}={_escaped(str(value), is_param=True)}" for key, value in data.items())
            parts.append(f"[CQ:{segment['type']}{params}]")
    return "".join(parts)


def _is_segment(part: Any) -> bool:
    return isinstance(part, dict) and isinstance(part.get("type"), str) and isinstance(part.get("data"), dict)


def listed(message: Any, *, auto_escape: bool = False) -> list[Segment]:
    """A message parameter in any of its forms as raw segments; raises BadMessage."""
    if isinstance(message, str):
        return [text(message)] if auto_escape else parse_cq(message)
    if isinstance(message, dict):
        message = [message]
    if not isinstance(message, list) or not message:
        raise BadMessage("消息体无法解析, 请检查是否发送了不支持的消息类型")
    found: list[Segment] = []
    for part in message:
        if (
            not isinstance(part, dict)
            or not isinstance(part.get("type"), str)
            or not isinstance(part.get("data"), dict)
        ):
            raise BadMessage("消息体无法解析, 请检查是否发送了不支持的消息类型")
        found.append({"type": part["type"], "data": part["data"]})
    return found


def content_of(world: World, reference: str, name: str) -> File:
    """The file that ``base64://…`` holds; other references become an empty file of that name."""
    if reference.startswith("base64://"):
        return world.add_file(name, base64.b64decode(reference[9:]))
    return world.add_file(name, b"")


def inward(world: World, raw: Sequence[Segment]) -> tuple[list[Segment], str | None]:
    """The world's segments, and the message id quoted."""
    parts: list[Segment] = []
    quoted: str | None = None
    for segment in raw:
        kind, data = segment["type"], segment["data"]
        if kind == "reply":
            quoted = str(data.get("id"))
        elif kind == "at":
            parts.append({"type": "at", "data": {"user": str(data.get("qq"))}})
        elif kind == "text":
            parts.append(text(str(data.get("text", ""))))
        elif kind in ("image", "file"):
            name = str(data.get("name") or ("图片.png" if kind == "image" else "文件"))
            parts.append({"type": kind, "data": {"file": content_of(world, str(data.get("file", "")), name).id}})
        else:
            parts.append({"type": kind, "data": dict(data)})
    return parts, quoted


def outward(world: World, segments: Sequence[Segment], quoted: int | None, base: str) -> list[dict[str, Any]]:
    """V11 segments; ``quoted`` is the message id of the quote, ``base`` where files are served."""
    parts: list[dict[str, Any]] = []
    if quoted is not None:
        parts.append({"type": "reply", "data": {"id": str(quoted)}})
    for segment in segments:
        kind, data = segment["type"], segment["data"]
        if kind == "at":
            parts.append({"type": "at", "data": {"qq": data["user"]}})
        elif kind in ("image", "file") and data.get("file") in world.files:
            parts.append({"type": kind, "data": _file_data(world.files[data["file"]], kind, base)})
        else:
            parts.append({"type": kind, "data": dict(data)})
    return parts


def _file_data(file: File, kind: str, base: str) -> dict[str, Any]:
    url = f"{base}/files/{file.id}" if base else f"https://multimedia.example.invalid/download?fileid={file.id}&rkey=x"
    if kind == "image":
        return {"summary": "", "file": f"{file.id}-{file.name}", "sub_type": 0, "url": url, "file_size": str(file.size)}
    return {"file": file.name, "file_id": f"/{file.id}", "file_size": str(file.size), "url": url}
