"""What each look-alike, styled or traditional character stands for: one table for messages, words and names."""

import json
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("folding.json")
"""Written by ``tools/write_folding.py`` from Unicode's tables and a list of traditional characters."""


def _load(path: Path = TABLE) -> dict[int, str]:
    """By code point what a character is folded to, "" where it is dropped. Others stay as they are."""
    table: dict[str, str] = json.loads(path.read_text("utf-8"))
    return {ord(character): plain for plain, characters in table.items() for character in characters}


FOLDED = _load()


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    return FOLDED.get(ord(character), character)


def places_of(original: str) -> list[int]:
    """The index in ``original`` of each character of its folded form."""
    return [i for i, c in enumerate(original) for _ in FOLDED.get(ord(c), c)]
