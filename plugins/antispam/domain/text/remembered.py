"""What was worked out of short texts: in a group most lines are 收到, 好的 and the like, said by many word for word."""

from typing import Generic, TypeVar

SHORT = 16
"""Characters; longer texts are seldom said twice."""
MOST = 2048

T = TypeVar("T")


class Remembered(Generic[T]):
    """The answers of a pure function of a text; all are forgotten when there are too many."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[str, T] = {}

    def get(self, text: str) -> T | None:
        return self._known.get(text)

    def keep(self, text: str, answer: T) -> T:
        if len(text) <= SHORT:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[text] = answer
        return answer
