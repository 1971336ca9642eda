"""V11's string form of a message: ``[CQ:at,qq=10001] hello``."""

import re
from typing import Any

# Every comma opens a parameter and no parameter holds a comma: nothing to backtrack into.
_CODE = re.compile(r"\[CQ:([A-Za-z0-9_.-]+)((?:,[^,\[\]]*)*)\]")


def unescape(text: str) -> str:
    """Undo the escapes of CQ text; ``&amp;`` comes last, so that ``&amp;#91;`` stays ``&#91;``."""
    if "&" not in text:
        return text
    return text.replace("&#44;", ",").replace("&#91;", "[").replace("&#93;", "]").replace("&amp;", "&")


def parse(message: str) -> list[dict[str, Any]]:
    """The segments of a string message, in V11's array form. What is not a code is text."""
    segments: list[dict[str, Any]] = []
    position = 0
    for code in _CODE.finditer(message):
        if code.start() > position:
            segments.append(_text(message[position : code.start()]))
        pairs = (pair.partition("=") for pair in code[2].split(",") if "=" in pair)
        segments.append({"type": code[1], "data": {key: unescape(value) for key, _, value in pairs}})
        position = code.end()
    if position < len(message):
        segments.append(_text(message[position:]))
    return segments


def _text(text: str) -> dict[str, Any]:
    return {"type": "text", "data": {"text": unescape(text)}}
