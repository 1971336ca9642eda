"""A file of unknown origin is read and judged in a process of its own, with bounds on memory and time."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson

from .domain.reading import Reading
from .domain.reading_json import reading_from_json
from .reading import MAX_BYTES, TOO_HEAVY, Unreadable, refuse_early

SECONDS = 10
"""By the clock; of processor time the child allows itself less."""
_CHILD = Path(__file__).with_name("child.py")
_LONGEST_NAME = 100


def check_file(file: Path) -> dict[str, Any]:
    """What ``regulation check --json`` answers for this file. Raises Unreadable with a line for people.

    Blocks for at most SECONDS and a little.
    """
    try:
        if not file.is_file():
            raise Unreadable("没有这个文件" if not file.exists() else "不是文件")
        if file.stat().st_size > MAX_BYTES:
            raise Unreadable("文件太大")
        data = file.read_bytes()
    except OSError as error:
        raise Unreadable(f"文件打不开（{error.strerror}）") from error
    refuse_early(data, file.name)
    return _ask_child(data, file.name)


def check_bytes(data: bytes, filename: str) -> Reading:
    """The same for a file that was sent, by its name's ending. Blocks likewise. Raises Unreadable."""
    refuse_early(data, filename)
    return reading_from_json(_ask_child(data, filename))


def check_pasted(text: str) -> Reading:
    """The same for a text pasted into the chat or a form. Raises Unreadable."""
    return check_bytes(text.encode(), "群规.txt")


def _ask_child(data: bytes, filename: str) -> dict[str, Any]:
    # -P: the child's own folder is no place to look for modules.
    words = [sys.executable, "-P", str(_CHILD), "./" + filename[-_LONGEST_NAME:]]
    try:
        done = subprocess.run(words, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(TOO_HEAVY) from error
    if done.returncode != 0:
        raise Unreadable(TOO_HEAVY)
    answer: dict[str, Any] = orjson.loads(done.stdout)
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return answer
