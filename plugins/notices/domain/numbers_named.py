"""Which notices an answer names: ``收到 #12``, ``12号通知收到``, ``收到12、13``."""

import re
from functools import lru_cache

_SIGNED = re.compile(r"[#＃]\s*(\d{1,6})(?!\d)|(?:通知|编号)\s*(\d{1,6})(?![\d点:：月日])")
_DIGITS = re.compile(r"\d{1,6}")
_SEVERAL = r"(?P<digits>\d{1,6}(?:[\s、,，和]{1,4}\d{1,6})*)"
MOST = 10


def named_numbers(text: str, words: tuple[str, ...]) -> tuple[tuple[int, ...], str]:
    """The numbers, at most ten, and the text with blanks in their places.

    ``words`` are those that answer, the longer ones first: a bare number counts only beside one of them.
    ``收到1`` and ``收到+1`` are ways to say yes.
    """
    found = [int(m[1] or m[2]) for m in _SIGNED.finditer(text)]
    if found:
        return tuple(dict.fromkeys(found))[:MOST], _SIGNED.sub(lambda m: " " * len(m[0]), text)
    before, after = _beside(words)
    match = before.match(text) or after.search(text)
    if match is None or match["digits"].strip() in ("1", "１"):
        return (), text
    start, end = match.span("digits")
    numbers = tuple(dict.fromkeys(int(digits) for digits in _DIGITS.findall(match["digits"])))
    blank = re.sub(r"\S", " ", text[start:end])
    tail = text[end:]
    if match.re is before:
        tail = re.sub(r"^号", " ", tail)
    return numbers[:MOST], text[:start] + blank + tail


@lru_cache(maxsize=256)
def _beside(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    pattern = "|".join(re.escape(word) for word in words)
    before = re.compile(rf"^\s*{_SEVERAL}(?:号(?:通知)?)?[\s,，:：、]*(?=(?:均|都|已|我)*(?:{pattern}))", re.IGNORECASE)
    after = re.compile(rf"(?:{pattern})[了啦]?[\s:：,，]*{_SEVERAL}\s*$", re.IGNORECASE)
    return before, after
