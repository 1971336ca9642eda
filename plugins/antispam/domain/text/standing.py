"""Whether what was found stands in the message as a word, or was put together from its neighbours."""

from collections.abc import Sequence
from itertools import pairwise

from .folding import fold_character
from .normalise import Normalised

_SENTENCE_END = frozenset("，。！？；：,!?;:\n\r、")
_CODE_JOINTS = frozenset("-_/")
_GAP = 4


def stands(text: Normalised, start: int, end: int, *, acts: bool, wild: bool) -> bool:
    """Whether ``text.compact[start:end]`` is written as one word; more is asked of a word that ``acts`` by itself.

    ``wild`` words have gaps anyway.
    """
    found = text.compact[start:end]
    if not (found[0].isascii() or found[-1].isascii()) and found in text.folded:
        return True
    places = text.places(start, end)
    first, last = text.compact_span(start, end)
    last -= 1
    strict = found.isascii() or acts
    if _cut_from_token(text.original, first, -1, strict) or _cut_from_token(text.original, last, 1, strict):
        return False
    return wild or last + 1 - first == end - start or _gaps_allowed(text.original, places)


def _cut_from_token(original: str, index: int, step: int, strict: bool) -> bool:
    """Whether a match that ends in a Latin letter or digit goes on beyond its end (``sb`` in ``usb``).

    Where it is ``strict`` it may not be part of a product code either (``SB-200``, ``导出U8``).
    """
    edge, beyond = fold_character(original[index]), index + step
    if not edge.isascii() or not edge.isalnum() or not 0 <= beyond < len(original):
        return False
    outer = fold_character(original[beyond])
    if strict and (outer in _CODE_JOINTS or (outer.isascii() and outer.isalnum())):
        return True
    return outer.isascii() and (outer.isalpha() if edge.isalpha() else outer.isdigit())


def _gaps_allowed(original: str, places: Sequence[int]) -> bool:
    """Inserted symbols may not hide a word, but two sentences that meet do not make one."""
    gaps: list[str] = []
    for left, right in pairwise(places):
        between = original[left + 1 : right]
        gap = "".join(c for c in map(fold_character, between) if c and c != fold_character(original[left]))
        if len(gap) > _GAP:
            return False
        if gap:
            gaps.append(gap)
    if not gaps or (len(gaps) == len(places) - 1 and (len(places) > 2 or gaps[0].isspace())):
        return True
    if any(c in _SENTENCE_END for gap in gaps for c in gap):
        return False
    return len(places) >= 4 or not any(gap.isspace() for gap in gaps)
