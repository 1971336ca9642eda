"""Parameters of a V11 call, read the lenient way the implementations read them."""

from typing import Any


class BadParams(Exception):
    """A parameter is missing or of the wrong kind."""


class Params:
    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def id(self, name: str) -> str:
        """An id given as a number or as digits."""
        value = self.values.get(name)
        if isinstance(value, bool) or not str(value if value is not None else "").lstrip("-").isdigit():
            raise BadParams(f"参数错误: {name}")
        return str(value)

    def has(self, name: str) -> bool:
        return self.values.get(name) not in (None, "")

    def text(self, name: str, default: str | None = None) -> str:
        value = self.values.get(name, default)
        if value is None:
            raise BadParams(f"参数错误: {name}")
        return str(value)

    def number(self, name: str, default: int | None = None) -> int:
        value = self.values.get(name, default)
        try:
            return int(value)  # pyright: ignore[reportArgumentType]
        except (TypeError, ValueError):
            raise BadParams(f"参数错误: {name}") from None

    def flag(self, name: str, default: bool) -> bool:
        value = self.values.get(name, default)
        return value.lower() == "true" if isinstance(value, str) else bool(value)
