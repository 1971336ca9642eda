"""Writing JSON for the wire."""

import base64
from collections.abc import Callable
from os import PathLike
from typing import Any

import orjson


def _plain(value: object) -> Any:
    """What NoneBot and other authors' plugins put into parameters, as JSON."""
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, set | frozenset | tuple):
        return list(value)  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
    if isinstance(value, PathLike):
        return str(value)  # pyright: ignore[reportUnknownArgumentType]
    dump: Callable[[], Any] | None = getattr(value, "model_dump", None)
    if dump is not None:
        return dump()
    raise TypeError(f"not JSON: {type(value).__name__}")


def dumps(value: object) -> str:
    """JSON text. Raises TypeError for what cannot be written."""
    return orjson.dumps(value, default=_plain, option=orjson.OPT_NON_STR_KEYS).decode("utf-8")
