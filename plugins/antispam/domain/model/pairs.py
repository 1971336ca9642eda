"""Which hanzi stand side by side in ordinary writing: where many do not, they were exchanged for others.

What is exchanged for what sounds or looks alike leaves neighbours that nobody writes, and so do letters amid hanzi.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

from ..native import BUILT, Native, quickest
from ..text.normalise import Normalised

BITS = 21
BYTES = 1 << BITS - 3
"""The size of a table: a bit for each pair, by its hash. Of the pairs never seen about one in seventeen has one too."""
SHORTEST = 5
"""Pairs, below which nothing is said of a text."""
_LEAST = 2
"""Texts of the training that a usual pair stands in."""
_HANZI = re.compile("[一-鿿]+")
_AMID = re.compile("(?<=[一-鿿])[a-z]{1,2}(?=[一-鿿])")
_PROBES = "", "好", "代开发票", "代k发票，明天下午三点开会❤大家𠮷好"
_FACTOR, _KEPT = 0x9E3779B97F4A7C15, (1 << BITS) - 1


def oddness(text: Normalised, usual: bytes) -> float:
    """The share of a text's neighbours that are not usual, from 0 to 1; 0 for short texts."""
    count, strange = neighbours(usual, text.compact)
    amid = sum(len(letters) + 1 for letters in _AMID.findall(text.compact))
    if count + amid < SHORTEST:
        return 0.0
    return (strange + amid) / (count + amid)


def neighbours_in_python(usual: bytes, compact: str) -> tuple[int, int]:
    places = list(_places(compact))
    return len(places), sum(not usual[place >> 3] >> (place & 7) & 1 for place in places)


def neighbouring(native: Native | None) -> Callable[[bytes, str], tuple[int, int]]:
    """The quickest way to count the pairs of hanzi side by side, and those that a table does not have."""
    probes = [(table, text) for text in _PROBES for table in (bytes(BYTES), b"\x5a" * BYTES)]
    return quickest(native, lambda built: built.neighbours, neighbours_in_python, probes)


def is_usual(compact: str, usual: bytes) -> bool:
    """Whether all neighbours in a piece of a text, of two hanzi at least, stand side by side elsewhere too."""
    return neighbours(usual, compact) == (len(compact) - 1, 0)


def collect(texts: Iterable[Normalised]) -> bytes:
    """The table of the pairs that several of the texts have."""
    counted = Counter[int]()
    for text in texts:
        counted.update(set(_places(text.compact)))
    table = bytearray(BYTES)
    for place, count in counted.items():
        if count >= _LEAST:
            table[place >> 3] |= 1 << (place & 7)
    return bytes(table)


def _places(compact: str) -> Iterable[int]:
    for run in _HANZI.findall(compact):
        for left, right in pairwise(run):
            yield (ord(left) << 16 | ord(right)) * _FACTOR >> 24 & _KEPT


neighbours = neighbouring(BUILT)
