"""What comes again: ``每周一 9:00``, ``工作日 8:30``, ``每月第一个周五下午3点``, ``每两周周三 14:00 遇节假日顺延``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.durations import han_number
from bot.domain.hours import PLAIN_WEEK, Calendar
from bot.domain.moments import parse_moment
from bot.domain.recurring_days import Days, Fixed, Monthly, Nth, Weekly, WorkingDays, YearDay

__all__ = ["Days", "OnHoliday", "Recurrence", "read_recurrence"]

_DAY = timedelta(days=1)
_HORIZON_DAYS = 366 * 9
"""Longer than from one 29 February to the next."""
_LONGEST_REST = 20
"""Days that a date is moved at most: longer than any run of days off."""
_MIDNIGHT = datetime.fromisoformat("2024-01-01T00:00+08:00")

_N = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_WEEK = "(?:周|星期|礼拜)"
_DAY_NAMES = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6}
_LIST = r"(?:\s*[、,，和及/]\s*(?:周|星期|礼拜)?[一二三四五六日天](?![点时]))*"
_DAILY = re.compile(r"每(?:天|日)")
_WORKING = re.compile(r"每?个?(?:逢)?工作日(?![一二三])")
_WEEKLY = re.compile(
    rf"(?:每(?P<every>{_N})?个?{_WEEK}?|(?P<other>隔){_WEEK}?的?){_WEEK}?(?P<first>[一二三四五六日天])"
    rf"(?:(?:至|到|-|~)(?:周|星期|礼拜)?(?P<last>[一二三四五六日天])|(?P<more>{_LIST}))"
)
_MONTHLY_NTH = re.compile(
    rf"每个?月的?(?:第(?P<nth>{_N})|最后一)个?(?:{_WEEK}(?P<day>[一二三四五六日天])|(?P<work>工作日))"
)
_MONTHLY = re.compile(
    rf"每个?月的?(?:(?P<end>月?底|月?末|最后一天)|(?P<days>{_N}(?:日|号)?(?:\s*[、,，和及/]\s*{_N}(?:日|号)?)*)(?<=[日号]))"
)
_QUARTERLY = re.compile(rf"每个?季度?的?(?:(?P<which>首|末|第(?P<nth>[一二三123])个?)月的?)?(?P<day>{_N})(?:日|号)")
_YEARLY = re.compile(rf"每年的?(?P<month>{_N})月(?P<day>{_N})(?:日|号)")
_HOLIDAYS = re.compile(
    r"[\s,，;；(（]*(?:如?遇|逢)(?:法定)?(?:节假日|假日|假期|休息日)(顺延|推迟|提前|跳过|不(?:开|发|举行|办)|取消|暂停|照常)[)）]?"
)


class OnHoliday(StrEnum):
    """What becomes of a day that is not worked."""

    KEPT = "kept"
    LATER = "later"
    EARLIER = "earlier"
    SKIPPED = "skipped"


_ON_HOLIDAY = {"顺延": OnHoliday.LATER, "推迟": OnHoliday.LATER, "提前": OnHoliday.EARLIER, "照常": OnHoliday.KEPT}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """On which days, at what time, and what a holiday does to it."""

    days: Days
    at: time
    on_holiday: OnHoliday = OnHoliday.KEPT

    def next_after(self, moment: datetime, calendar: Calendar = PLAIN_WEEK) -> datetime | None:
        """The first time after ``moment``, which is aware and in the zone people mean; None where it never comes."""
        return next(self.times_after(moment, calendar), None)

    def times_after(self, moment: datetime, calendar: Calendar = PLAIN_WEEK) -> Iterator[datetime]:
        """The times after ``moment`` in their order, each once, for some years ahead."""
        first = moment.date() - _LONGEST_REST * _DAY
        last = moment
        for number in range(_HORIZON_DAYS + _LONGEST_REST):
            day = first + number * _DAY
            if not self.days.fall_on(day, calendar):
                continue
            held = self._held_on(day, calendar)
            found = datetime.combine(held, self.at, tzinfo=moment.tzinfo) if held is not None else None
            if found is not None and found > last:
                yield found
                last = found

    def _held_on(self, day: date, calendar: Calendar) -> date | None:
        if self.on_holiday is OnHoliday.KEPT or calendar.is_working_day(day):
            return day
        if self.on_holiday is OnHoliday.SKIPPED:
            return None
        step = _DAY if self.on_holiday is OnHoliday.LATER else -_DAY
        moved = (day + number * step for number in range(1, _LONGEST_REST))
        return next((other for other in moved if calendar.is_working_day(other)), None)


def read_recurrence(text: str, today: date) -> tuple[Recurrence, str] | None:
    """The rule at the start of ``text`` and the unread rest, stripped on the left; None where none stands there.

    A rule without a time of day is none. ``每两周`` counts from the week of ``today``.
    """
    stripped = text.lstrip()
    for read in (_daily, _working, _monthly_nth, _monthly, _quarterly, _yearly, _weekly):
        found = read(stripped, today)
        if found is None:
            continue
        days, end = found
        clock = _clock(stripped[end:])
        if clock is None:
            return None
        at, rest = clock
        holidays = _HOLIDAYS.match(rest)
        if holidays is None:
            return Recurrence(days, at), rest.lstrip()
        how = _ON_HOLIDAY.get(holidays[1], OnHoliday.SKIPPED)
        return Recurrence(days, at, how), rest[holidays.end() :].lstrip()
    return None


def _clock(text: str) -> tuple[time, str] | None:
    plain = text.lstrip(" \t　的,，")
    read = parse_moment(f"今天{plain}", _MIDNIGHT)
    if read is None or len(read[1]) >= len(plain) or read[0].date() != _MIDNIGHT.date():
        return None
    return read[0].time(), read[1]


def _daily(text: str, today: date) -> tuple[Days, int] | None:
    match = _DAILY.match(text)
    return (Weekly(frozenset(range(7))), match.end()) if match else None


def _working(text: str, today: date) -> tuple[Days, int] | None:
    match = _WORKING.match(text)
    return (WorkingDays(), match.end()) if match else None


def _weekly(text: str, today: date) -> tuple[Days, int] | None:
    match = _WEEKLY.match(text)
    if match is None:
        return None
    first = _DAY_NAMES[match["first"]]
    if match["last"]:
        span = (_DAY_NAMES[match["last"]] - first) % 7
        weekdays = {(first + i) % 7 for i in range(span + 1)}
    else:
        weekdays = {first, *(_DAY_NAMES[c] for c in match["more"] or "" if c in _DAY_NAMES)}
    every = 2 if match["other"] else _number(match["every"]) or 1
    monday = today - timedelta(days=today.weekday())
    return (Weekly(frozenset(weekdays), every, monday), match.end()) if every <= 52 else None


def _monthly_nth(text: str, today: date) -> tuple[Days, int] | None:
    match = _MONTHLY_NTH.match(text)
    if match is None:
        return None
    nth = _number(match["nth"]) if match["nth"] else -1
    weekday = _DAY_NAMES[match["day"]] if match["day"] else None
    most = 5 if weekday is not None else 20
    return (Nth(nth, weekday), match.end()) if nth is not None and nth <= most and nth != 0 else None


def _monthly(text: str, today: date) -> tuple[Days, int] | None:
    match = _MONTHLY.match(text)
    if match is None:
        return None
    numbers = [-1] if match["end"] else [_number(n) for n in re.findall(_N, match["days"])]
    days = frozenset(n for n in numbers if n is not None and (n == -1 or 1 <= n <= 31))
    return (Monthly(days), match.end()) if len(days) == len(set(numbers)) else None


def _quarterly(text: str, today: date) -> tuple[Days, int] | None:
    match = _QUARTERLY.match(text)
    if match is None:
        return None
    which = {"首": 1, "末": 3}.get(match["which"] or "首") or _number(match["nth"] or "") or 1
    day = _number(match["day"])
    return (Fixed(frozenset({which, which + 3, which + 6, which + 9}), day), match.end()) if _is_day(day) else None


def _yearly(text: str, today: date) -> tuple[Days, int] | None:
    match = _YEARLY.match(text)
    month, day = (_number(match["month"]), _number(match["day"])) if match else (None, None)
    if match is None or month is None or day is None or not _is_date(month, day):
        return None
    return YearDay(month, day), match.end()


def _number(text: str | None) -> int | None:
    return han_number(text) if text else None


def _is_day(day: int | None) -> bool:
    return day is not None and 1 <= day <= 31


def _is_date(month: int, day: int) -> bool:
    try:
        date(2024, month, day)
    except ValueError:
        return False
    return True
