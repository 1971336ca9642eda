"""The table behind the normaliser; it stands in the kernel, for names are folded as well."""

import re
from functools import cache

from bot.governance.folding import FOLDED, fold_character, places_of

__all__ = ["FOLDED", "fold_character", "fold_characters", "places_of"]

_BEYOND = re.compile("[\U00010000-\U0010ffff]")


def fold_characters(text: str) -> str:
    """One table pass."""
    return text.translate(_by_place() if _BEYOND.search(text) is None else FOLDED)


@cache
def _by_place() -> list[int | str]:
    """The same table by place, for nearly all texts: a list answers in half the time, for a dictionary raises an
    exception for every character that it does not have. Two megabytes, only made where they are needed."""
    return [FOLDED.get(code, code) for code in range(0x10000)]
