"""Characters written several times all over a text: httttps, 加加加微微微微信.

A laugh or a cry is stretched here and there (哈哈哈哈), so a text counts as stretched only where several different
characters are. Its runs are then one character each in both views, so that links and accounts are found as well.
"""

import re

from .splitting import Joint

_RUN = re.compile(r"([^\W\d_])\1\1+")
_WORLD_WIDE = 3
"""Of a run of w before a dot so many are left: that is how addresses begin."""
_SEVERAL = 3


def is_stretched(text: str) -> bool:
    """Whether at least three different letters or hanzi are written three times in a row and more."""
    return len(set(_RUN.findall(text))) >= _SEVERAL


def stretches(folded: str) -> list[Joint]:
    """The runs of letters and hanzi, each as the character it stands for, from left to right."""
    found: list[Joint] = []
    for match in _RUN.finditer(folded):
        start, end = match.span()
        if match[1] == "w" and folded.startswith(".", end):
            start += _WORLD_WIDE - 1
        if end - start > 1:
            found.append(Joint(start, end, match[1]))
    return found
