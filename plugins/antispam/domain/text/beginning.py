"""Patterns that can only begin with certain characters, so that most places of a text are passed over at once.

Python's own search does so only where a pattern begins with a plain character. What is found is the same.
"""

import re
from collections.abc import Iterator
from typing import Self


class Beginning:
    """``characters``: what stands within the brackets of a set, among them whatever ``pattern`` may begin with.

    ``needs``: what is somewhere in every text in which ``pattern`` is, and is sooner looked for.
    """

    __slots__ = ("_gate", "_needs", "pattern")

    def __init__(self, characters: str, pattern: str, *, needs: Self | None = None) -> None:
        self.pattern = re.compile(pattern)
        # One character, and that the pattern matches from there on.
        self._gate = re.compile(rf"[{characters}](?<=(?={pattern})[\s\S])")
        self._needs = needs

    def search(self, text: str) -> re.Match[str] | None:
        if self._needs is not None and not self._needs.is_in(text):
            return None
        gate = self._gate.search(text)
        return None if gate is None else self.pattern.match(text, gate.start())

    def is_in(self, text: str) -> bool:
        return self._gate.search(text) is not None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        at = 0
        while (gate := self._gate.search(text, at)) and (found := self.pattern.match(text, gate.start())):
            yield found
            at = found.end()

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.pattern.fullmatch(text)
