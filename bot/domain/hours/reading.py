"""Hours as regulations write them, read into stretches: ``周一至周五 09:00-12:00|14:00-18:00``."""

import re
import unicodedata
from collections.abc import Iterator

from bot.domain.hours.days import DAYS_OFF, EVERY_DAY, WEEKEND, WORKING_DAYS, Days
from bot.domain.hours.stretches import DAY_MINUTES, Stretch

_NAMES = {
    **{f"{week}{day}": i for week in ("周", "星期", "礼拜") for i, day in enumerate("一二三四五六日")},
    **{f"{week}天": 6 for week in ("周", "星期", "礼拜")},
    **{name: i for i, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
    **{
        name: i for i, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
    },
}
_BARE = {day: i for i, day in enumerate("一二三四五六日")} | {"天": 6}
_SETS = {
    "每天": EVERY_DAY, "每日": EVERY_DAY, "全周": EVERY_DAY, "daily": EVERY_DAY,
    "周末": WEEKEND, "双休日": WEEKEND, "weekend": WEEKEND,
}  # fmt: skip
_WORKING = ("工作日", "workdays", "workday")
_RESTING = ("休息日", "节假日", "非工作日", "holidays", "holiday")

_TO = r"\s*(?:-|–|—+|~|～|至|到)\s*"
_DAY_NAME = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_SET_NAME = "|".join(sorted(map(re.escape, (*_SETS, *_WORKING, *_RESTING)), key=len, reverse=True))
_DAY_RANGE = re.compile(rf"({_DAY_NAME})(?:{_TO}({_DAY_NAME}|[一二三四五六日天](?![点时])))?", re.IGNORECASE)
_SET = re.compile(_SET_NAME, re.IGNORECASE)
_CLOCK = r"(\d{1,2})(?::(\d{2})|[点时](?:(半)|(\d{1,2})分?)?)"
_HOURS = re.compile(rf"{_CLOCK}{_TO}(次日|翌日|第二天)?\s*{_CLOCK}")
_BETWEEN = re.compile(r"[\s,;|、/和及的]*")


def read_stretches(text: str, days: Days, named_working: bool) -> Iterator[Stretch]:
    """The stretches ``text`` names, in its order. Raises ValueError with what cannot be read."""
    rest = unicodedata.normalize("NFKC", text).strip()
    at = _skip(rest, 0)
    while at < len(rest):
        named, at = _read_days(rest, at, named_working)
        days = named or days
        match = _HOURS.match(rest, at)
        if match is None:
            raise ValueError(f"no hours at {rest[at:]!r} of {text!r}")
        yield _stretch(match, days, text)
        at = _skip(rest, match.end())


def _skip(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match is not None else at


def _read_days(text: str, at: int, named_working: bool) -> tuple[Days | None, int]:
    """The days named at ``at``, None where none are, and where the hours follow."""
    named: set[int] = set()
    whole: Days | None = None
    while True:
        if (match := _SET.match(text, at)) is not None:
            word = match[0].lower()
            if word in _SETS:
                named |= _SETS[word]
            else:
                whole = WORKING_DAYS if word in _WORKING else DAYS_OFF
        elif (match := _DAY_RANGE.match(text, at)) is not None:
            named |= _day_range(match[1], match[2])
        else:
            break
        at = _skip(text, match.end())
    if whole is not None and named:
        raise ValueError(f"days off and weekdays together in {text!r}")
    if whole is not None:
        return whole, at
    if not named:
        return None, at
    return Days(frozenset(named), True if named_working and len(named) < len(EVERY_DAY) else None), at


def _day_range(first: str, last: str | None) -> set[int]:
    start = _NAMES[first.lower()]
    end = start if last is None else _NAMES.get(last.lower(), _BARE.get(last, start))
    return {(start + i) % 7 for i in range((end - start) % 7 + 1)}


def _stretch(match: re.Match[str], days: Days, text: str) -> Stretch:
    start = _minute(match[1], match[2], match[3], match[4], text)
    end = _minute(match[6], match[7], match[8], match[9], text)
    if start == DAY_MINUTES:
        start = 0
    if match[5] and end > start:
        raise ValueError(f"more than a day in {text!r}")
    if end == start:
        raise ValueError(f"hours that begin and end at once in {text!r}")
    return Stretch(start, end if end > start else end + DAY_MINUTES, days)


def _minute(hour: str, minute: str | None, half: str | None, spoken: str | None, text: str) -> int:
    value = int(hour) * 60 + (30 if half else int(minute or spoken or 0))
    if int(minute or spoken or 0) > 59 or value > DAY_MINUTES:
        raise ValueError(f"no such time of day in {text!r}")
    return value
