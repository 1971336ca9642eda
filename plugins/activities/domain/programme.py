"""A programme as it is written: ``标题 | 每周三 14:00-16:00 | 地点 | 内容 [| 名额] [| 提前5天]``."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.durations import han_number, parse_duration
from bot.domain.hours import Calendar
from bot.domain.moments import parse_moment
from bot.domain.recurring import Recurrence, read_recurrence

from .draft import LONGEST_CONTENT, LONGEST_PLACE, LONGEST_TITLE, read_capacity, short
from .refusals import ProgrammeRefused

DAYS_AHEAD = 3
MOST_DAYS_AHEAD = 30
LONGEST_RULE = 60
_BAR = re.compile(r"[|｜]")
_CLOCK = r"\d{1,2}(?:[:：]\d{2}|[点點时時](?:半|\d{1,2}分?)?)"
_END = re.compile(rf"\s*(?:-|—|－|–|~|～|至|到)+\s*((?:上午|中午|下午|晚上|晚)?\s*{_CLOCK})")
_LENGTH = re.compile(r"[,，\s]*(?:共|时长|历时)\s*([^\s,，|]{1,8})")
_AHEAD = re.compile(r"提前\s*(\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(天|日|周)\s*(?:发布|通知|报名|公布)?")


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """``rule`` is as it was spoken, without the end; ``length`` None where no end was said."""

    title: str
    rule: str
    recurrence: Recurrence
    length: timedelta | None
    place: str
    content: str
    capacity: int | None = None
    days_ahead: int = DAYS_AHEAD


def read_programme(text: str, today: date, days_ahead: int = DAYS_AHEAD) -> ProgrammeDraft:
    """Raises ProgrammeRefused, or DraftRefused, naming the first thing that is wrong."""
    fields = [field.strip() for field in _BAR.split(text)]
    while len(fields) > 4 and not fields[-1]:
        fields.pop()
    for index, name in enumerate(("title", "rule", "place", "content")):
        if index >= len(fields) or not fields[index]:
            raise ProgrammeRefused(f"no_{name}")
    rule, recurrence, length = read_rule(fields[1], today)
    capacity, ahead = _extras(fields[4:], days_ahead)
    return ProgrammeDraft(
        short(fields[0], LONGEST_TITLE, "title_long"),
        rule,
        recurrence,
        length,
        short(fields[2], LONGEST_PLACE, "place_long"),
        short(fields[3], LONGEST_CONTENT, "content_long"),
        capacity,
        ahead,
    )


def read_rule(text: str, today: date) -> tuple[str, Recurrence, timedelta | None]:
    """The rule without its end, as spoken and as read, and how long each date lasts. Raises ProgrammeRefused."""
    if len(text) > LONGEST_RULE:
        raise ProgrammeRefused("rule_unread", text)
    end = _END.search(text)
    stated = _LENGTH.search(text) if end is None else None
    cut = end or stated
    rule = f"{text[: cut.start()]} {text[cut.end() :]}".strip() if cut is not None else text.strip()
    read = read_recurrence(rule, today)
    if read is None or read[1]:
        raise ProgrammeRefused("rule_unread", text)
    length = _until(end[1], read[0].at, text) if end is not None else None
    if stated is not None:
        length = parse_duration(stated[1])
        if length is None or length > timedelta(days=1):
            raise ProgrammeRefused("end_unread", text)
    return rule, read[0], length


def reread(rule: str, made_on: date) -> Recurrence | None:
    """The rule of a row; None where this version reads it no longer."""
    read = read_recurrence(rule, made_on)
    return read[0] if read is not None else None


def next_date(recurrence: Recurrence, after: datetime, calendar: Calendar) -> datetime | None:
    """The first start after ``after``, which is in the zone people mean."""
    return recurrence.next_after(after, calendar)


def _until(words: str, at: time, text: str) -> timedelta:
    day = datetime.fromisoformat("2024-01-01T00:00+08:00")
    read = parse_moment(f"今天{words.replace(' ', '')}", day)
    starts = datetime.combine(day.date(), at, tzinfo=day.tzinfo)
    if read is None or read[1]:
        raise ProgrammeRefused("end_unread", text)
    ends = read[0]
    if ends <= starts and starts.hour >= 12 and ends.hour < 12 and ends + timedelta(hours=12) > starts:
        ends += timedelta(hours=12)  # 下午2点-4点
    if ends <= starts:
        raise ProgrammeRefused("end_unread", text)
    return ends - starts


def _extras(fields: list[str], days_ahead: int) -> tuple[int | None, int]:
    capacity: int | None = None
    for field in fields:
        match = _AHEAD.fullmatch(field)
        if match is None:
            capacity = read_capacity(field)
            continue
        number = han_number(match[1]) or 0
        days_ahead = number * (7 if match[2] == "周" else 1)
        if not 1 <= days_ahead <= MOST_DAYS_AHEAD:
            raise ProgrammeRefused("ahead", field)
    return capacity, days_ahead
