"""Writing JSON for the wire."""

import base64
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from os import PathLike
from typing import Any

import orjson
from nonebot.adapters import MessageSegment

# The adapters' segments are dataclasses that orjson would refuse by itself.
_OPTIONS = orjson.OPT_NON_STR_KEYS | orjson.OPT_PASSTHROUGH_DATACLASS


def _plain(value: object) -> Any:
    """What NoneBot and other authors' plugins put into parameters, as JSON."""
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, set | frozenset | tuple):
        return list(value)  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
    if isinstance(value, PathLike):
        return str(value)  # pyright: ignore[reportUnknownArgumentType]
    if isinstance(value, MessageSegment):
        return {"type": value.type, "data": value.data}  # pyright: ignore[reportUnknownMemberType]
    dump: Callable[[], Any] | None = getattr(value, "model_dump", None)
    if dump is not None:
        return dump()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"not JSON: {type(value).__name__}")


def dumps(value: object) -> str:
    """JSON text. Raises TypeError for what cannot be written."""
    return orjson.dumps(value, default=_plain, option=_OPTIONS).decode("utf-8")
