"""Patterns that can only begin with certain characters, so that most places of a text are passed over at once.

Python's own search does so only where a pattern begins with a plain character. What is found is the same.
"""

import re
from collections.abc import Iterator


class Beginning:
    """``characters``: what stands within the brackets of a set, among them whatever ``pattern`` may begin with."""

    __slots__ = ("_gate", "pattern")

    def __init__(self, characters: str, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        # One character, and that the pattern matches from there on.
        self._gate = re.compile(rf"[{characters}](?<=(?={pattern})[\s\S])")

    def search(self, text: str) -> re.Match[str] | None:
        gate = self._gate.search(text)
        return None if gate is None else self.pattern.match(text, gate.start())

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        at = 0
        while (gate := self._gate.search(text, at)) and (found := self.pattern.match(text, gate.start())):
            yield found
            at = found.end()

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.pattern.fullmatch(text)
