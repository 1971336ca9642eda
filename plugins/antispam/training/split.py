"""A split of labelled messages that no copy crosses.

Advertisements are posted again with another price or number, so a random split measures memory.
Near-copies (MinHash over character shingles, checked by Jaccard similarity) are put into clusters,
and whole clusters go to one side. The folding used here is its own and must stay as it is:
the bot's normaliser gets better from release to release, and the sides must not move with it.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from zlib import crc32

import numpy as np
import numpy.typing as npt

from .rows import Row, read_rows

__all__ = ["SEED", "Row", "clusters", "read_rows", "split"]

SEED = 20240
BANDS, DEPTH = 24, 3
"""At a similarity of .5, 96 pairs in 100 share a band; at .2, 17."""
SIMILAR = 0.5
"""Shingles in common, of all the two texts have, from which two messages count as one."""
MOST_COMPARED = 12
"""Different texts of a bucket a newcomer is compared with: buckets of thousands must not cost their square."""
HEAD = 400
"""Characters compared: what follows in a long message rarely makes it another one."""

_DIGITS = re.compile(r"\d+")
_LOOSE = re.compile(r"[\W_]+")
_RUN = re.compile(r"(.)\1\1+")


def split(rows: Iterable[Row], *, holdout: float = 0.2, seed: int = SEED) -> tuple[list[Row], list[Row]]:
    """The rows to train on and those held out, each in their order.

    The same for the same set of rows, in whatever order and process. A cluster goes where a hash of
    its smallest folded text says, so ``holdout`` is met on average and in clusters.
    """
    rows = list(rows)
    names = clusters([row.text for row in rows])
    out = {name: _chance(name, seed) < holdout for name in set(names)}
    kept = [row for row, name in zip(rows, names, strict=True) if not out[name]]
    held = [row for row, name in zip(rows, names, strict=True) if out[name]]
    return kept, held


def clusters(texts: Sequence[str]) -> list[str]:
    """For each text the name of its cluster: the smallest folded text in it."""
    forms = [fold(text) for text in texts]
    distinct = sorted(set(forms))  # sorted, so that the order of rows changes nothing
    parents = _join(distinct)
    # Joined towards the smaller index, so the root is the smallest text.
    name_of = {form: distinct[_root(parents, i)] for i, form in enumerate(distinct)}
    return [name_of[form] for form in forms]


def fold(text: str) -> str:
    """Letters and hanzi only, in one width and case; every number is one 0, for numbers are what changes in copies."""
    plain = unicodedata.normalize("NFKC", text[:HEAD]).casefold()
    return _RUN.sub(r"\1\1", _DIGITS.sub("0", _LOOSE.sub("", plain)))


def shingles(form: str) -> set[int]:
    """Hashed runs of three characters; of two for short texts, which share few."""
    length = 3 if len(form) >= 12 else 2
    if len(form) < 5:
        return {crc32(form.encode())}
    return {crc32(form[i : i + length].encode()) for i in range(len(form) - length + 1)}


def _join(forms: Sequence[str]) -> list[int]:
    parents = list(range(len(forms)))
    sets = [shingles(form) for form in forms]
    for band in _bands(sets):
        buckets: dict[bytes, list[int]] = defaultdict(list)
        for i, key in enumerate(band):
            others = buckets[key]
            for other in others:
                if _root(parents, i) == _root(parents, other):
                    break
                if _similarity(sets[i], sets[other]) >= SIMILAR:
                    low, high = sorted((_root(parents, i), _root(parents, other)))
                    parents[high] = low
                    break
            else:
                if len(others) < MOST_COMPARED:
                    others.append(i)
    return parents


def _bands(sets: Sequence[set[int]]) -> Iterable[list[bytes]]:
    """The bucket keys of each text, a band at a time."""
    if not sets:
        return
    values = np.fromiter((value for each in sets for value in sorted(each)), np.uint64)
    starts = np.cumsum([0, *map(len, sets)])[:-1]
    chance = np.random.RandomState(1)  # the generator whose numbers never change between versions
    for _ in range(BANDS):
        columns: list[npt.NDArray[np.uint32]] = []
        for _ in range(DEPTH):
            factor, offset = (int(n) for n in chance.randint(1, 2**62, 2, dtype=np.int64))
            mixed = (values * np.uint64(factor | 1) + np.uint64(offset)) >> np.uint64(32)
            columns.append(np.minimum.reduceat(mixed, starts).astype(np.uint32))
        yield [row.tobytes() for row in np.stack(columns, axis=1)]


def _root(parents: list[int], i: int) -> int:
    while parents[i] != i:
        parents[i] = parents[parents[i]]
        i = parents[i]
    return i


def _similarity(a: set[int], b: set[int]) -> float:
    common = len(a & b)
    return common / (len(a) + len(b) - common)


def _chance(name: str, seed: int) -> float:
    digest = blake2b(name.encode(), digest_size=8, salt=seed.to_bytes(8, "little")).digest()
    return int.from_bytes(digest, "little") / 2**64
