"""A file's bytes → its reading as JSON, within this process: what the child does."""

from pathlib import PurePath
from typing import Any

from .catalogue import vocabulary
from .domain.judge import TooManyClauses, read_regulation
from .domain.reading_json import reading_to_json
from .reading import Unreadable, read_text


def judge(data: bytes, filename: str) -> dict[str, Any]:
    """What ``regulation check --json`` answers. Without bounds on time. Raises Unreadable."""
    text = read_text(data, filename)
    try:
        return reading_to_json(read_regulation(text, vocabulary(), name=PurePath(filename).stem))
    except TooManyClauses as error:
        raise Unreadable("条款太多，不像一份制度") from error
