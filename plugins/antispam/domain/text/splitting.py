"""Split characters: 扌丁 written for 打, 女马 for 妈.

A pair one part of which nobody writes as a word is joined at once. Two ordinary characters are often only
neighbours (女子, 日月), so they are joined in a second view, in which only curated words are looked up.
"""

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from .folding import FOLDED

TABLE = Path(__file__).parents[2] / "words" / "parts.json"
"""Written by ``tools/write_parts.py``."""
_ALONE = str.maketrans("氵忄", "水心")
"""Parts that stand for a whole character where they spell none with their neighbour."""
_NEIGHBOURS = ("艹我",)
"""Swearing and whoever is sworn at."""


class Joint(NamedTuple):
    """``text[start:end]`` spells one character."""

    start: int
    end: int
    character: str


def _load(path: Path = TABLE) -> tuple[dict[str, str], dict[str, str]]:
    raw: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8"))
    bare, plain = (
        {
            first + rest[i]: FOLDED.get(ord(rest[i + 1]), rest[i + 1])
            for first, rest in raw[kind].items()
            for i in range(0, len(rest), 2)
        }
        for kind in ("bare", "plain")
    )
    for pair in _NEIGHBOURS:
        bare.pop(pair, None)
    return bare, plain


_BARE, PLAIN = _load()
"""By pair the character it spells: with a bare part, and of two ordinary characters."""
BARE_PARTS = "氵扌亻忄艹钅讠纟犭衤礻饣疒阝冫⺮⻊辶刂灬攵宀冖彳廴彡囗戋隹尃畐佥夋咅殳豸耒疋虍廾"
_PAIR = re.compile(f"([{BARE_PARTS}])[ .·*_-]?([^\\W\\d_a-z])|([^\\W\\d_a-z])[ .·*_-]?([{BARE_PARTS}])")


def bare_joints(folded: str) -> list[Joint]:
    """The characters spelt with a bare part, from left to right."""
    found: list[Joint] = []
    at = 0
    while match := _PAIR.search(folded, at):
        pair = (match[1] or match[3]) + (match[2] or match[4])
        if (character := _BARE.get(pair)) is not None:
            found.append(Joint(match.start(), match.end(), character))
            at = match.end()
        else:
            at = match.start() + 1
    return found


def join(text: str, joints: Iterable[Joint]) -> str:
    pieces: list[str] = []
    at = 0
    for joint in joints:
        pieces += (text[at : joint.start], joint.character)
        at = joint.end
    return "".join(pieces) + text[at:]


def join_alone(text: str) -> str:
    """Read the parts that are left as the characters they stand for; of the same length."""
    return text.translate(_ALONE)


def merged(starts: Sequence[int], ends: Sequence[int], joints: Iterable[Joint]) -> tuple[list[int], list[int]]:
    """The places of the joined text, from those of the text before."""
    new_starts: list[int] = []
    new_ends: list[int] = []
    at = 0
    for joint in joints:
        new_starts += [*starts[at : joint.start], starts[joint.start]]
        new_ends += [*ends[at : joint.start], ends[joint.end - 1]]
        at = joint.end
    return [*new_starts, *starts[at:]], [*new_ends, *ends[at:]]
