"""Curated words of three characters and more, found by their sound: 伽薇信 for 加微信.

Tones are left out, and zh/z, ch/c, sh/s, -ng/-n are one sound. Over a whole lexicon that would flag nearly every
message; so only words marked ``~`` in the lists are looked up, and never where they are written as listed.
"""

import json
from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from ..native import BUILT, Native, quickest
from .entries import Strength, Word, load_words
from .matching import Hit, Scan
from .normalise import Normalised, compact
from .standing import stands

TABLE = Path(__file__).parents[2] / "words" / "syllables.json"
"""Written by ``tools/write_syllables.py``."""
_FIRST_SOUND = 0xE000
"""Each syllable is one private character, so that places in the sounded view are those of the compact one."""


def _spellings() -> dict[str, str]:
    """By how a sound is spelt its hanzi."""
    return json.loads(TABLE.read_text("utf-8"))


def sounds(others: Mapping[str, str] | None = None) -> str:
    """By code point a sign for how it sounds, or the character itself; ``others`` are read as something else."""
    table = list(map(chr, range(0x10000)))
    for sound, characters in enumerate(_spellings().values(), _FIRST_SOUND):
        for character in characters:
            table[ord(character)] = chr(sound)
    for character, other in (others or {}).items():
        table[ord(character)] = other
    return "".join(table)


_SOUNDS = sounds()
"""By code point the character of its sound, or itself. A string is the table that keeps most of a processor's cache."""
_PROBES = ("", "加微信abc", "伽薇信❤🧧12")


def sounded_in_python(view: str) -> str:
    return view.translate(_SOUNDS)


def sounding(native: Native | None) -> Callable[[str], str]:
    """The quickest way there is to make of a text one of its sounds."""
    return quickest(native, _natively, sounded_in_python, [(probe,) for probe in _PROBES])


def _natively(native: Native) -> Callable[[str], str]:
    sound, table = native.sound, array("H", map(ord, _SOUNDS)).tobytes()

    def sounded(view: str) -> str:
        heard = sound(table, view)
        return sounded_in_python(view) if heard is None else heard

    return sounded


sounded = sounding(BUILT)
"""The text with a sign for the sound of each hanzi; of the same length."""


def initials(view: str) -> str:
    """The text with the letter that the sound of each hanzi begins with; of the same length."""
    return sounded(view).translate(_initials())


@lru_cache(maxsize=1)
def _initials() -> dict[int, str]:
    return {sound: spelling[0] for sound, spelling in enumerate(_spellings(), _FIRST_SOUND)}


class SoundMatcher:
    """Finds words by their sound; about 3 µs for 40 characters."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = [word for word in words if word.sounded]
        self._written = [compact(word.text) for word in self._words]
        self._scan: Scan = AhoCorasick(
            [sounded(text) for text in self._written], matchkind=MatchKind.Standard, store_patterns=False
        ).find_matches_as_indexes

    def __len__(self) -> int:
        return len(self._words)

    def find(self, text: Normalised) -> list[Hit]:
        """The words that are heard but not written, in order of their end."""
        view = text.compact
        hits: list[Hit] = []
        for index, start, end in self._scan(sounded(view), True):
            word = self._words[index]
            if view[start:end] == self._written[index] or any(e in view for e in word.exceptions):
                continue
            if stands(text, start, end, acts=word.strength is Strength.ACT, wild=False):
                hits.append(Hit(word, text, start, end))
        return hits


@lru_cache(maxsize=1)
def builtin_sounds() -> SoundMatcher:
    return SoundMatcher(load_words())


def homophones(text: Normalised) -> list[Hit]:
    """The built-in words that sound like something written in the text."""
    return text.once(_heard)


def _heard(text: Normalised) -> list[Hit]:
    return builtin_sounds().find(text)
