"""Curated words of three characters and more, found by their sound: 伽薇信 for 加微信.

Tones are left out, and zh/z, ch/c, sh/s, -ng/-n are one sound. Over a whole lexicon that would flag nearly every
message; so only words marked ``~`` in the lists are looked up, and never where they are written as listed.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from .entries import Strength, Word, load_words
from .matching import Hit
from .normalise import Normalised, compact
from .standing import stands

TABLE = Path(__file__).parents[2] / "words" / "syllables.json"
"""Written by ``tools/write_syllables.py``."""
_FIRST_SOUND = 0xE000
"""Each syllable is one private character, so that places in the sounded view are those of the compact one."""


def _load(path: Path = TABLE) -> str:
    raw: dict[str, str] = json.loads(path.read_text("utf-8"))
    table = list(range(0x10000))
    for sound, characters in enumerate(raw.values(), _FIRST_SOUND):
        for character in characters:
            table[ord(character)] = sound
    return "".join(map(chr, table))


_SOUNDS = _load()
"""By code point the character of its sound, or itself. A string is the table that keeps most of a processor's cache."""


def sounded(view: str) -> str:
    """The text with a sign for the sound of each hanzi; of the same length."""
    return view.translate(_SOUNDS)


class SoundMatcher:
    """Finds words by their sound; about 3 µs for 40 characters."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = [word for word in words if word.sounded]
        self._written = [compact(word.text) for word in self._words]
        self._automaton = AhoCorasick(
            [sounded(text) for text in self._written], matchkind=MatchKind.Standard, store_patterns=False
        )

    def __len__(self) -> int:
        return len(self._words)

    def find(self, text: Normalised) -> list[Hit]:
        """The words that are heard but not written, in order of their end."""
        view = text.compact
        hits: list[Hit] = []
        for index, start, end in self._automaton.find_matches_as_indexes(sounded(view), overlapping=True):
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
    return builtin_sounds().find(text)
