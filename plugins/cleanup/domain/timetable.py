"""When the round is due: ``weekly:friday@10:00`` of a regulation → a cron rule of five fields."""

import re
from datetime import datetime, timedelta

from bot.domain.hours import Calendar

_FORM = re.compile(r"(daily|weekly|monthly|quarterly)(?::([a-z]+|\d{1,2}))?(?:@(\d{1,2}):(\d{2}))?")
_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_USUAL_DAY = 5
_USUAL_HOUR = 10
_LONGEST_REST = 20
"""Days: longer than any run of public holidays."""


def cron_of(schedule: str) -> str | None:
    """``daily``, ``weekly``, ``monthly`` or ``quarterly``, each with a day and ``@HH:MM`` if stated; else None.

    Without a day: Friday, or the first of the month; without a time: 10:00. The 29th and later mean
    the month's last day, which every month has.
    """
    form = _FORM.fullmatch(schedule.strip().lower())
    if form is None:
        return None
    kind, day = form[1], form[2]
    hour, minute = (int(form[3]), int(form[4])) if form[3] else (_USUAL_HOUR, 0)
    if hour > 23 or minute > 59:
        return None
    if kind == "daily":
        return None if day else f"{minute} {hour} * * *"
    if kind == "weekly":
        weekday = _weekday(day)
        return None if weekday is None else f"{minute} {hour} * * {weekday}"
    of_month = _day_of_month(day)
    months = "1,4,7,10" if kind == "quarterly" else "*"
    return None if of_month is None else f"{minute} {hour} {of_month} {months} *"


def after_holidays(moment: datetime, calendar: Calendar) -> datetime | None:
    """The same time on the next working day, where the moment falls on a public holiday; else None.

    An ordinary weekend is no holiday: a regulation that says Sunday means it.
    """
    if not calendar.is_holiday(moment.date()):
        return None
    later = moment
    for _ in range(_LONGEST_REST):
        later += timedelta(days=1)
        if calendar.is_working_day(later.date()):
            break
    return later


def _weekday(day: str | None) -> int | None:
    if day is None:
        return _USUAL_DAY
    if day.isdecimal():
        return int(day) % 7 if 1 <= int(day) <= 7 else None
    return next((number for number, name in enumerate(_DAYS) if len(day) >= 3 and name.startswith(day)), None)


def _day_of_month(day: str | None) -> str | None:
    if day is None:
        return "1"
    if day == "last":
        return "L"
    if not day.isdecimal() or not 1 <= int(day) <= 31:
        return None
    return "L" if int(day) > 28 else str(int(day))
