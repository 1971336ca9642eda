"""When an activity starts, ends and closes its sign-up, from what people write into one field."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.durations import parse_duration
from bot.domain.moments import parse_moment

from .refusals import DraftRefused

LONGEST_AHEAD = timedelta(days=366)
LONGEST_WORDS = 100
"""Characters in which a time can be said; more are not read, which could take long."""
LONGEST = timedelta(days=31)
LONGEST_NIGHT = timedelta(hours=12)
"""``22:00-2:00`` ends on the next day; ``14:00-13:00`` is a slip."""
_DEADLINE = re.compile(r"[,，;；（(\s]*(?:报名)?截止(?:时间|到|至|于)?[:：]?\s*")
_CLOCK = r"\d{1,2}(?:[:：]\d{2}|[点點时時](?:半|整|[一三]刻|\d{1,2}分?)?)"
_PART = r"(?:上午|中午|下午|傍晚|晚上|晚)"
_TO = r"\s*(?:-|—|－|–|~|～|至|到)+\s*"
_UNTIL_CLOCK = re.compile(rf"{_TO}(次日|第二天)?\s*({_PART})?\s*({_CLOCK})$")
_UNTIL_MOMENT = re.compile(r"\s*(?:至|到|~|～|—| - )\s*")
_BARE_HOUR = re.compile(r"(?<![\d:：])(\d{1,2})$")
_LENGTH = re.compile(r"[,，;；\s]*(?:共|时长|历时|约)?\s*")
_WEEKDAY = re.compile(r"[（(\s]*(?:周|星期|礼拜)([一二三四五六日天])[)）]?")
_DAY = re.compile(r"\d\s*[月日号]|\d[-/.]\d")
_PROBES = (time(0, 1), time(7), time(11), time(18), time(21, 30))
"""A text that says its time of day is read the same whichever of these is the default."""


@dataclass(frozen=True, slots=True)
class Times:
    """Aware, in the zone of the ``now`` they were read with."""

    starts_at: datetime
    ends_at: datetime | None = None
    deadline: datetime | None = None


def read_times(text: str, now: datetime) -> Times:
    """``周五14:00-16:00 截止周四18:00``. All in the future, or DraftRefused with what is wrong."""
    if len(text) > LONGEST_WORDS:
        raise DraftRefused("time_unread", text)
    when, closes = _cut_deadline(text.strip())
    start_text, end = _cut_end(when)
    starts, rest = _moment(start_text, now)
    if end is None and rest:
        end, rest = _LENGTH.sub("", rest, count=1), ""
        length = parse_duration(end)
        if length is None:
            raise DraftRefused("unread", end)
        ends: datetime | None = starts + length
    else:
        ends = _end(start_text, end, starts) if end else None
    if rest:
        raise DraftRefused("unread", rest)
    _check(starts, ends, now)
    return Times(starts, ends, read_deadline(closes, starts, now) if closes else None)


def read_deadline(text: str, starts: datetime, now: datetime) -> datetime:
    """When sign-up closes: in the future and not after the start. Raises DraftRefused."""
    words = text.strip("（()） ")
    read = parse_moment(_DEADLINE.sub("", words, count=1), now) if len(words) <= LONGEST_WORDS else None
    if read is None or read[1]:
        raise DraftRefused("deadline_unread", text)
    if read[0] <= now:
        raise DraftRefused("deadline_past", text)
    if read[0] > starts:
        raise DraftRefused("deadline_late", text)
    return read[0]


def _cut_deadline(text: str) -> tuple[str, str]:
    match = _DEADLINE.search(text)
    if match is None:
        return text, ""
    return text[: match.start()].strip(), text[match.end() :].strip(" )）")


def _cut_end(text: str) -> tuple[str, str | None]:
    """The part that says the start, and the words of the end if there are some."""
    match = _UNTIL_CLOCK.search(text)
    if match is not None and match.start() > 0:
        start = text[: match.start()].strip()
        bare = _BARE_HOUR.search(start)
        return (f"{start}点" if bare else start), f"{match[1] or ''}{match[2] or ''}{match[3]}"
    halves = _UNTIL_MOMENT.split(text, maxsplit=1)
    return (halves[0].strip(), halves[1].strip()) if len(halves) == 2 else (text, None)


def _moment(text: str, now: datetime) -> tuple[datetime, str]:
    plain, weekday = _without_weekday(text)
    reads = {parse_moment(plain, now, default) for default in _PROBES}
    read = next(iter(reads))
    if read is None or None in reads:
        raise DraftRefused("time_unread", text)
    if len(reads) > 1:
        raise DraftRefused("no_clock", text)
    if weekday is not None and read[0].weekday() != weekday:
        raise DraftRefused("wrong_weekday", text)
    return read


def _without_weekday(text: str) -> tuple[str, int | None]:
    """A weekday beside a date (``3月6日周五``) only confirms it."""
    match = _WEEKDAY.search(text)
    if match is None or not _DAY.search(text[: match.start()]):
        return text, None
    return f"{text[: match.start()]} {text[match.end() :]}", min("一二三四五六日天".index(match[1]), 6)


def _end(start_text: str, text: str, starts: datetime) -> datetime:
    following = text.startswith(("次日", "第二天"))
    words = text.removeprefix("次日").removeprefix("第二天")
    day_start = starts.replace(hour=0, minute=0, second=0, microsecond=0)
    # a moment before the day begins: a bare time of day is then read on the day itself
    read = parse_moment(words, day_start - timedelta(seconds=1) if _has_day(words) else day_start)
    if read is None or read[1]:
        raise DraftRefused("end_unread", text)
    end = read[0]
    if _has_day(words):
        return end
    if following:
        return end + timedelta(days=1)
    afternoon = any(word in start_text for word in ("下午", "傍晚", "晚"))
    if end <= starts and afternoon and end + timedelta(hours=12) > starts and end.hour < 12:
        return end + timedelta(hours=12)
    return end if end > starts or end + timedelta(days=1) - starts > LONGEST_NIGHT else end + timedelta(days=1)


def _has_day(text: str) -> bool:
    return bool(_DAY.search(text) or _WEEKDAY.search(text))


def _check(starts: datetime, ends: datetime | None, now: datetime) -> None:
    if starts <= now:
        raise DraftRefused("past")
    if starts > now + LONGEST_AHEAD:
        raise DraftRefused("far")
    if ends is not None and not starts < ends <= starts + LONGEST:
        raise DraftRefused("end_before_start")
