"""When two texts are the same but for some inserted characters. Texts are compact forms."""

import re
from collections.abc import Callable, Sequence

from ..native import BUILT, Native, quickest

NEARLY = 0.8
SHORTEST = 8
"""Shorter ones are the same only when they are equal."""
_DIFFERENCE = 8
_ANCHORED = 32
_RARE, _LESS_RARE = re.compile("[題-鿿]"), re.compile("[迎-鿿]")
"""About every fiftieth character of ordinary writing, and about every twelfth."""
_PROBES = "", "明天下午三点开会", "你们那里都长期如此", "请各位領導题字迎接", "加微信abc123领红包，名额有限"


def may_be_near(one: str, other: str) -> bool:
    """Whether comparing them is worth it: two that are nearly the same have four fifths of ``other``'s pairs in common.

    Of others that is known after a few pairs.
    """
    return has_length_of(one, other) and _has_pairs_of(one, other)


def has_length_of(one: str, other: str) -> bool:
    length, others = len(one), len(other)
    return length >= SHORTEST and others >= SHORTEST and -_DIFFERENCE <= length - others <= _DIFFERENCE


def count_near(texts: Sequence[str], form: str) -> int:
    """How many of the texts, each of about ``form``'s length, are nearly the same; most often it is known of all
    at once that they are not."""
    if not _has_pairs_of("\n".join(texts), form):
        return 0
    own = pairs(form)
    return sum(nearly_same(pairs(text), own) for text in texts if _has_pairs_of(text, form))


def _has_pairs_of(text: str, form: str) -> bool:
    size, missing = len(form), 0
    for i in range(size - 1):
        if form[i : i + 2] not in text:
            missing += 5
            if missing >= size:
                return False
    return True


def pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def nearly_same(left: set[str], right: set[str]) -> bool:
    """By their pairs of neighbouring characters."""
    common = len(left & right)
    return common >= NEARLY * (len(left) + len(right) - common)


def anchors_in_python(form: str) -> tuple[str, ...]:
    """A few places of a text that a near-same one shares: what stands around the first of its rarer characters, how it
    begins and how it ends. Whatever is inserted changes some of them, hardly all."""
    if len(form) < SHORTEST:
        return ()
    rare = _RARE.search(form, 0, _ANCHORED) or _LESS_RARE.search(form, 0, _ANCHORED)
    at = rare.start() if rare else 0
    return form[max(at - 1, 0) : at + 3], form[:6], form[-6:]


def anchoring(native: Native | None) -> Callable[[str], tuple[str, ...]]:
    """The quickest way to them."""
    return quickest(native, lambda built: built.anchors, anchors_in_python, [(probe,) for probe in _PROBES])


anchors = anchoring(BUILT)
