"""Points in time as people type them: ``18:00``, ``明天下午3点``, ``下周一9点``, ``12月5日14:00``, ``30分钟后``."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.durations import han_number, parse_duration

DEFAULT_TIME = time(18, 0)
"""The time of day of a date that is named without one."""
_END_OF_DAY = time(23, 59)
_HALF_A_YEAR = timedelta(days=183)

# One character for one, so that what is left over can be cut from the text as it was typed.
_NARROW = str.maketrans("０１２３４５６７８９：／－—．點時後週號　", "0123456789:/--.点时后周号 ")

_N = r"(?:\d{1,2}|[零〇一二两三四五六七八九十]{1,3})"
_DAYS = {"大后天": 3, "今天": 0, "今日": 0, "当天": 0, "明天": 1, "明日": 1, "后天": 2, "后日": 2}
_SHORT_DAYS = {"今": 0, "明": 1, "后": 2}
_WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6, "末": 6} | {str(i): i - 1 for i in range(1, 8)}

_RELATIVE = re.compile(r"([^后内\n]{1,20}?)(?:之后|以后|之内|以内|后|内)")
_DAY_WORD = re.compile("|".join(_DAYS))
_SHORT_DAY = re.compile(r"([今明后])(?=[早晚晨夜])")
_WEEKDAY = re.compile(r"(本|这个?|下下个?|下个?)?(?:周|星期|礼拜)([一二三四五六日天末]|[1-7](?!\d))")
_FULL_DATE = re.compile(rf"(20\d\d)(?:[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?!\d)|年({_N})月({_N})(?:日|号)?)")
_MONTH_DAY = re.compile(rf"(今年|明年)?({_N})月({_N})(?:日|号)?")
_SLASH_DATE = re.compile(r"(\d{1,2})[-/](\d{1,2})(?![\d\-/.%:个人名天件条次号楼室]|[小分]时?)")
_DAY_OF_MONTH = re.compile(rf"(本月|这个月|下个?月)?({_N})(?:日|号(?![楼线门院厅库机车文会桌店]))")
_MONTH_END = re.compile(r"(本|这个|当|下个?)?月(?:底|末)|年底|年末")
_IN_BRACKETS = re.compile(r"\s*[(（](?:周|星期|礼拜)[一二三四五六日天][)）]")

_PERIOD = re.compile(r"(凌晨|清晨|早晨|早上|上午|中午|正午|下午|傍晚|晚上|夜里|夜间|午夜|[早晨晚夜])\s*")
_COLON = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?(?![\d:])")
_SPOKEN = re.compile(
    rf"({_N})(?:点钟?|时(?!候|间|段|期))"
    rf"(?:(半|整|一刻|三刻)|({_N})分?(?![\d:个项条人名天]))?(?!意见|建议|要求|内容|说明|注意|原因|希望|想法|需|问题|提)"
)
_LOOKS_LIKE_CLOCK = re.compile(rf"\d{{1,4}}:\d|{_N}点|\d+时")
_BETWEEN = re.compile(r"[\s的T]*")
_BEFORE = re.compile(r"(?:之前|以前|前|之内|以内|内|止)(?=$|[\s,，。.;；、!！?？)）])")

_KINDS = {
    "凌晨": "night", "早": "morning", "晨": "morning", "清晨": "morning", "早晨": "morning", "早上": "morning",
    "上午": "forenoon", "中午": "noon", "正午": "noon", "下午": "afternoon", "傍晚": "evening", "晚上": "evening",
    "晚": "evening", "夜": "evening", "夜里": "evening", "夜间": "evening", "午夜": "midnight",
}  # fmt: skip
# The hours a part of the day covers for the given default, and its own time where that lies outside.
_PARTS = {
    "night": (0, 6, time(6, 0)), "morning": (6, 10, time(9, 0)), "forenoon": (8, 12, time(10, 0)),
    "noon": (12, 14, time(12, 0)), "afternoon": (13, 18, time(15, 0)), "evening": (19, 24, time(20, 0)),
    "midnight": (23, 24, _END_OF_DAY),
}  # fmt: skip
# Hours of the clock's face that mean the second half of the day.
_SECOND_HALF = {"noon": (1, 6), "afternoon": (1, 11), "evening": (5, 12), "midnight": (5, 12)}


@dataclass(frozen=True, slots=True)
class _Day:
    """``moves_on`` gives the day meant instead when the first one turns out to be past."""

    day: date
    end: int
    moves_on: timedelta | None = None


@dataclass(frozen=True, slots=True)
class _Clock:
    """``days`` is 1 where the words of one evening reach into the next day (``晚上12点``)."""

    at: time
    end: int
    days: int = 0


class _Invalid(Exception):
    """The text begins with a time that does not exist."""


def parse_moment(text: str, now: datetime, default_time: time = DEFAULT_TIME) -> tuple[datetime, str] | None:
    """The point in time at the start of ``text`` and the unread rest, stripped on the left; else None.

    ``now`` is aware and in the zone people mean; so is the answer. A bare time that is past today
    means tomorrow, a bare weekday the next one; a date without a year the nearest. What names its
    day outright (``今天9:00``, ``本周一``, ``2020-01-01``) is answered even where it is past: the
    caller refuses it. A date without a time is at ``default_time``, or at 23:59 where that is
    today and past. Impossible ones (``25:00``, ``2月30日``) are None.
    """
    stripped = text.lstrip()
    plain = stripped.translate(_NARROW)
    try:
        read = _relative(plain, now) or _absolute(plain, now, default_time)
    except (_Invalid, OverflowError):
        return None
    if read is None:
        return None
    moment, end = read
    return moment, stripped[_skip(_BEFORE, plain, end) :].lstrip()


def _relative(text: str, now: datetime) -> tuple[datetime, int] | None:
    match = _RELATIVE.match(text)
    length = parse_duration(match[1]) if match else None
    if match is None or length is None:
        return None
    whole_days = length % timedelta(days=1) == timedelta()
    clock = _clock(text, _skip(_BETWEEN, text, match.end())) if whole_days else None
    if clock is not None:
        return _at((now + length).date(), clock, now), clock.end
    return now + length, match.end()


def _absolute(text: str, now: datetime, default_time: time) -> tuple[datetime, int] | None:
    day = _day(text, now.date())
    if day is None:
        clock = _clock(text, 0)
        if clock is None:
            return None
        moment = _at(now.date(), clock, now)
        return (moment if moment > now else _at(now.date() + timedelta(days=1), clock, now)), clock.end
    start = _skip(_IN_BRACKETS, text, day.end)
    clock = _clock(text, _skip(_BETWEEN, text, start), default_time)
    if clock is None:
        clock = _Clock(default_time, start)
        if day.day == now.date() and default_time <= now.time() and day.moves_on is None:
            clock = _Clock(_END_OF_DAY, start)
    moment = _at(day.day, clock, now)
    if moment <= now and day.moves_on is not None:
        moment = _at(day.day + day.moves_on, clock, now)
    return moment, clock.end


def _skip(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _at(day: date, clock: _Clock, now: datetime) -> datetime:
    return datetime.combine(day + timedelta(days=clock.days), clock.at, tzinfo=now.tzinfo)


# --- the day ---------------------------------------------------------------------------------------


def _day(text: str, today: date) -> _Day | None:
    for read in _DAY_READERS:
        day = read(text, today)
        if day is not None:
            return day
    return None


def _day_word(text: str, today: date) -> _Day | None:
    match = _DAY_WORD.match(text)
    if match is not None:
        return _Day(today + timedelta(days=_DAYS[match[0]]), match.end())
    match = _SHORT_DAY.match(text)
    return _Day(today + timedelta(days=_SHORT_DAYS[match[1]]), match.end()) if match else None


def _weekday(text: str, today: date) -> _Day | None:
    match = _WEEKDAY.match(text)
    if match is None:
        return None
    week, wanted = match[1] or "", _WEEKDAYS[match[2]]
    monday = today - timedelta(days=today.weekday())
    if week.startswith(("本", "这", "下")):
        return _Day(monday + timedelta(days=7 * week.count("下") + wanted), match.end())
    ahead = (wanted - today.weekday()) % 7
    return _Day(today + timedelta(days=ahead), match.end(), moves_on=timedelta(days=7))


def _full_date(text: str, today: date) -> _Day | None:
    match = _FULL_DATE.match(text)
    if match is None:
        return None
    return _Day(_date(int(match[1]), _number(match[2] or match[4]), _number(match[3] or match[5])), match.end())


def _month_day(text: str, today: date) -> _Day | None:
    match = _MONTH_DAY.match(text)
    if match is None:
        match = _SLASH_DATE.match(text)
        if match is None:
            return None
        return _Day(_nearest(today, _number(match[1]), _number(match[2])), match.end())
    month, day = _number(match[2]), _number(match[3])
    if match[1]:
        return _Day(_date(today.year + (match[1] == "明年"), month, day), match.end())
    return _Day(_nearest(today, month, day), match.end())


def _day_of_month(text: str, today: date) -> _Day | None:
    match = _DAY_OF_MONTH.match(text)
    if match is None:
        return None
    day, following = _number(match[2]), (match[1] or "").startswith("下")
    if following or (not match[1] and day < today.day):
        first = today.replace(day=1) + timedelta(days=32)
        return _Day(_date(first.year, first.month, day), match.end())
    return _Day(_date(today.year, today.month, day), match.end())


def _month_end(text: str, today: date) -> _Day | None:
    match = _MONTH_END.match(text)
    if match is None:
        return None
    if match[0].startswith("年"):
        return _Day(date(today.year, 12, 31), match.end())
    first = today.replace(day=1)
    if (match[1] or "").startswith("下"):
        first = (first + timedelta(days=32)).replace(day=1)
    return _Day(first.replace(day=monthrange(first.year, first.month)[1]), match.end())


_DAY_READERS: tuple[Callable[[str, date], _Day | None], ...] = (
    _day_word, _full_date, _month_day, _day_of_month, _month_end, _weekday,
)  # fmt: skip


def _nearest(today: date, month: int, day: int) -> date:
    """In this year, or the next where this year's lies more than half a year back."""
    try:
        this = _date(today.year, month, day)
    except _Invalid:
        return _date(today.year + 1, month, day)
    return this if this >= today - _HALF_A_YEAR else _date(today.year + 1, month, day)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise _Invalid from error


def _number(text: str) -> int:
    number = han_number(text)
    if number is None:
        raise _Invalid
    return number


# --- the time of day -------------------------------------------------------------------------------


def _clock(text: str, start: int, default_time: time | None = None) -> _Clock | None:
    """The time of day at ``start``; a part of the day alone counts only where a default is given."""
    period = _PERIOD.match(text, start)
    part = _KINDS[period[1]] if period else ""
    at = period.end() if period else start
    match = _COLON.match(text, at) or _SPOKEN.match(text, at)
    if match is not None:
        return _of_part(part, _number(match[1]), _minutes(match), match.end())
    if _LOOKS_LIKE_CLOCK.match(text, at) and not _is_a_list(text, at):
        raise _Invalid
    if period is None or default_time is None:
        return None
    first, last, own = _PARTS[part]
    fits = time(first) <= default_time and (last == 24 or default_time <= time(last))
    return _Clock(default_time if fits else own, start + len(period[0].rstrip()))


def _is_a_list(text: str, at: int) -> bool:
    """``三点要求`` is no time, and not an impossible one either."""
    return re.match(rf"{_N}点(?=意见|建议|要求|内容|说明|注意|原因|希望|想法|需|问题|提)", text[at:]) is not None


def _minutes(match: re.Match[str]) -> int:
    if match.re is _COLON:
        return int(match[2])
    if match[2]:
        return {"半": 30, "整": 0, "一刻": 15, "三刻": 45}[match[2]]
    return _number(match[3]) if match[3] else 0


def _of_part(part: str, hour: int, minute: int, end: int) -> _Clock:
    days = 0
    first, last = _SECOND_HALF.get(part, (1, 0))
    if first <= hour <= last:
        hour += 12
    elif part in ("evening", "midnight") and 0 <= hour < 5:
        days = 1
    elif part == "night" and hour == 12:
        hour = 0
    elif part in ("night", "morning", "forenoon") and hour > 12:
        raise _Invalid
    if hour == 24 and minute == 0:
        hour, days = 0, 1
    if hour > 23 or minute > 59:
        raise _Invalid
    return _Clock(time(hour, minute), end, days)
