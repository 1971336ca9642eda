"""Reading values out of frames that may hold anything at any place.

None of these raise, whatever they are given: a frame is somebody else's word.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

Frame = dict[str, Any]

_LONGEST_ID = 64
_LONGEST_HANDLE = 128
_LATEST = 253402300799
_MILLISECONDS_FROM = 100_000_000_000
_NOTHING: Frame = {}


def text_of(value: object) -> str:
    """An id or a short text: integers in decimal, "" for anything that is neither text nor number."""
    if type(value) is str:
        return value
    if type(value) is int:
        return str(value)
    if type(value) is float and value.is_integer():
        return str(int(value))
    return ""


def id_of(value: object) -> str | None:
    """An id, or None where the field is missing, empty or 0: some implementations write 0 for "not told"."""
    text = text_of(value)
    return text if text.strip() and text != "0" and len(text) <= _LONGEST_ID else None


def handle_of(value: object) -> str:
    """A message's or file's handle: like an id, but 0 may be one. "" where there is none or it is absurd."""
    text = text_of(value)
    return text if len(text) <= _LONGEST_HANDLE else ""


def name_of(value: object) -> str:
    """A name or title that people gave, cut at 200 characters."""
    return text_of(value)[:200]


def number_of(value: object) -> float | None:
    """A finite number, also when it is written as text."""
    if type(value) is int or type(value) is float:
        return float(value) if abs(value) < 1e300 else None
    if type(value) is str and len(value) <= 20:
        try:
            number = float(value)
        except ValueError:
            return None
        return number if abs(number) < 1e300 else None
    return None


def size_of(value: object) -> int | None:
    """A number of bytes; NapCat writes it as text."""
    number = number_of(value)
    return int(number) if number is not None and number >= 0 else None


def time_of(value: object, otherwise: datetime) -> datetime:
    """Unix seconds (or milliseconds) as aware UTC; ``otherwise`` where it is missing or absurd."""
    if type(value) is not int and type(value) is not float:
        value = number_of(value)
        if value is None:
            return otherwise
    if value > _MILLISECONDS_FROM:
        value /= 1000
    # Written so that NaN, which equals nothing, falls through to ``otherwise`` as well.
    if 0 < value <= _LATEST:
        return datetime.fromtimestamp(value, UTC)
    return otherwise


def when_of(value: object) -> datetime | None:
    """A point in time, or None where it is missing, 0 or absurd."""
    number = number_of(value)
    if number is None or not 0 < number <= _MILLISECONDS_FROM:
        return None
    return datetime.fromtimestamp(number, UTC)


def dict_of(value: object) -> Frame:
    """The object at this place, or an empty one."""
    return cast(Frame, value) if type(value) is dict else _NOTHING


def list_of(value: object) -> list[Any]:
    """The array at this place, or an empty one."""
    return cast(list[Any], value) if type(value) is list else []


def is_list(value: object) -> bool:
    """Whether there is an array at all: an empty one is an answer, a missing one is not."""
    return type(value) is list


def first_text(source: Mapping[str, Any], *names: str) -> str:
    """The first of these fields that holds a non-empty text or number."""
    for name in names:
        if text := text_of(source.get(name)):
            return text
    return ""
