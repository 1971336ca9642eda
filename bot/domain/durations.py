"""Durations as people type them: ``30s 10m 2h 1d 1w``, ``30分钟 2小时 1天 1周``, and combined."""

import re
from datetime import timedelta

_SECONDS = {
    "s": 1, "sec": 1, "秒": 1, "秒钟": 1,
    "m": 60, "min": 60, "分": 60, "分钟": 60,
    "h": 3600, "小时": 3600, "个小时": 3600, "时": 3600, "钟头": 3600,
    "d": 86400, "天": 86400, "日": 86400,
    "w": 604800, "周": 604800, "星期": 604800, "个星期": 604800,
    "月": 2592000, "个月": 2592000,
}  # fmt: skip
_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_NUMBER = r"\d{1,9}(?:\.\d)?|半|[零〇一二两三四五六七八九十百]{1,5}"
_UNIT = "|".join(sorted(_SECONDS, key=len, reverse=True))
_PIECE = re.compile(rf"({_NUMBER})\s*({_UNIT})(半)?", re.IGNORECASE)
LONGEST = timedelta(days=3660)


def han_number(text: str) -> int | None:
    """A Chinese or Arabic whole number up to 9999 (``十五``, ``一百二十``, ``30``), else None.

    Digits in a row (``一二``) are no number: whether 12 is meant nobody knows.
    """
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for char in text:
        if char in _HAN_DIGITS:
            if digit:
                return None
            digit = _HAN_DIGITS[char]
        elif char in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
        else:
            return None
    return total + digit if text else None


def parse_duration(text: str) -> timedelta | None:
    """The whole of ``text`` as a duration of one second to ten years, in whole seconds, else None."""
    rest, seconds = text.strip().replace("个半小时", "小时半"), 0.0
    while rest:
        piece = _PIECE.match(rest)
        if piece is None:
            return None
        unit = _SECONDS[piece[2].lower()]
        if piece[1] == "半":
            amount = 0.5
        elif "." in piece[1]:
            amount = float(piece[1])
        else:
            amount = float(han_number(piece[1]) or 0)
        seconds += (amount + (0.5 if piece[3] else 0)) * unit
        rest = rest[piece.end() :].lstrip(" ,，零又")
    return timedelta(seconds=round(seconds)) if 1 <= seconds <= LONGEST.total_seconds() else None


def say_duration(duration: timedelta) -> str:
    """A duration in Chinese, largest unit first, at most two units: ``1天``, ``2小时30分钟``."""
    seconds = int(duration.total_seconds())
    parts: list[str] = []
    for size, name in ((86400, "天"), (3600, "小时"), (60, "分钟"), (1, "秒")):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count}{name}")
    return "".join(parts[:2]) or "0秒"
