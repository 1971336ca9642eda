"""One normaliser for messages and for the words looked up in them.

Two views are made by one table pass each. ``folded`` keeps separators: width, case, styled letters
and digits, traditional and variant forms are folded, invisible characters dropped. ``compact`` keeps
letters, digits and hanzi only, so that inserted symbols, spaces and emoji do not hide a word.
Hanzi are never folded to Latin letters, and Chinese numerals never to digits: that broke ordinary
words (下三滥) elsewhere. Only ``digits`` reads numerals as digits, for numbers alone.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parents[2] / "words" / "folding.json"
"""Written by ``tools/write_folding.py`` from Unicode's tables and a list of traditional characters."""
MAX_LENGTH = 6_000
"""Characters looked at: platforms send at most about 4,500 at once."""

_RUN = re.compile(r"(\D)\1\1+")
_SEPARATORS = re.compile(r"[\W_]+")
_DIGITS = str.maketrans("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺两oli", "00123456789123456789120" + "11")


class Span(NamedTuple):
    """A half-open range of characters of the original text."""

    start: int
    end: int


def _load(path: Path = TABLE) -> dict[int, str]:
    """By code point what a character is folded to, "" where it is dropped. Others stay as they are."""
    table: dict[str, str] = json.loads(path.read_text("utf-8"))
    return {ord(character): plain for plain, characters in table.items() for character in characters}


_FOLDED = _load()


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    return _FOLDED.get(ord(character), character)


@dataclass(slots=True)
class Normalised:
    """A text with its views. Positions are worked out only when something was found."""

    original: str
    folded: str
    compact: str
    _positions: dict[bool, list[int]] | None = None

    def _map(self, compact: bool) -> list[int]:
        if self._positions is None:
            places = [i for i, c in enumerate(self.original) for _ in _FOLDED.get(ord(c), c)]
            loose = [place for place, c in zip(places, self.folded, strict=True) if c.isalnum()]
            if len(loose) != len(self.compact):
                runs = _RUN.finditer(_SEPARATORS.sub("", self.folded))
                drop = {i for run in runs for i in range(run.start() + 1, run.end())}
                loose = [place for i, place in enumerate(loose) if i not in drop]
            self._positions = {False: places, True: loose}
        return self._positions[compact]

    def places(self, start: int, end: int) -> list[int]:
        """The original index of each character of ``compact[start:end]``."""
        return self._map(True)[start:end]

    def span(self, start: int, end: int) -> Span:
        """Where ``folded[start:end]`` (not empty) stands in the original."""
        places = self._map(False)
        return Span(places[start], places[end - 1] + 1)


def _squeeze(folded: str) -> str:
    loose = _SEPARATORS.sub("", folded)
    return _RUN.sub(r"\1", loose) if _RUN.search(loose) else loose


def compact(text: str) -> str:
    """The form in which words are looked up: for words and messages alike."""
    return _squeeze(fold(text))


def fold(text: str) -> str:
    return text[:MAX_LENGTH].translate(_FOLDED)


def normalise(text: str) -> Normalised:
    text = text[:MAX_LENGTH]
    folded = text.translate(_FOLDED)
    return Normalised(text, folded, _squeeze(folded))


def digits(folded: str) -> str:
    """The folded text with Chinese numerals and o, l, i read as digits; of the same length."""
    return folded.translate(_DIGITS)
