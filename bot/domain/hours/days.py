"""On which days hours hold, and how a calendar decides it."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))
WEEKEND = frozenset({5, 6})


class Calendar(Protocol):
    """Which days are worked: public holidays, and weekend days worked in their place, differ from the week."""

    def is_working_day(self, day: date) -> bool: ...

    def is_holiday(self, day: date) -> bool:
        """A public holiday (or a day off for one), which an ordinary free weekend day is not."""
        ...


@dataclass(frozen=True, slots=True)
class PlainWeek:
    """Monday to Friday, and no holidays: where no calendar is known."""

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5

    def is_holiday(self, day: date) -> bool:
        return False


PLAIN_WEEK = PlainWeek()


@dataclass(frozen=True, slots=True)
class Days:
    """On which days a stretch begins.

    ``working`` True: on working days among ``weekdays``; named days stay free on public holidays, and a
    weekend day that is worked in place of a weekday counts as one. False: on days that are not worked.
    None: by the week alone, holidays or not.
    """

    weekdays: frozenset[int] = EVERY_DAY
    working: bool | None = None

    def hold(self, day: date, calendar: Calendar) -> bool:
        if self.working is None:
            return day.weekday() in self.weekdays
        if not self.working:
            return not calendar.is_working_day(day)
        if self.weekdays == EVERY_DAY:
            return calendar.is_working_day(day)
        if day.weekday() in self.weekdays:
            return not calendar.is_holiday(day)
        return day.weekday() >= 5 and bool(self.weekdays & WEEKDAYS) and calendar.is_working_day(day)


ALWAYS = Days()
WORKING_DAYS = Days(working=True)
DAYS_OFF = Days(working=False)
