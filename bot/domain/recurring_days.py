"""Sets of days that come again."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from bot.domain.hours import Calendar

_EPOCH = date(2024, 1, 1)
"""A Monday."""


class Days(Protocol):
    def fall_on(self, day: date, calendar: Calendar) -> bool: ...


@dataclass(frozen=True, slots=True)
class Weekly:
    """Weekdays (0 is Monday) of every ``every``-th week, counted from the week of ``since``, which is a Monday."""

    weekdays: frozenset[int]
    every: int = 1
    since: date = _EPOCH

    def fall_on(self, day: date, calendar: Calendar) -> bool:
        weeks = (day - timedelta(days=day.weekday()) - self.since).days // 7
        return day.weekday() in self.weekdays and weeks % self.every == 0


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days worked, with the weekends worked in place of others."""

    def fall_on(self, day: date, calendar: Calendar) -> bool:
        return calendar.is_working_day(day)


@dataclass(frozen=True, slots=True)
class Monthly:
    """Days of the month; -1 is its last. A month without the 31st has none for it."""

    days: frozenset[int]

    def fall_on(self, day: date, calendar: Calendar) -> bool:
        return day.day in self.days or (-1 in self.days and day.day == monthrange(day.year, day.month)[1])


@dataclass(frozen=True, slots=True)
class Nth:
    """The ``nth`` of a weekday in the month, -1 the last one; ``weekday`` None: of the working days."""

    nth: int
    weekday: int | None

    def fall_on(self, day: date, calendar: Calendar) -> bool:
        if self.weekday is not None and day.weekday() != self.weekday:
            return False
        if self.weekday is None and not calendar.is_working_day(day):
            return False
        length = monthrange(day.year, day.month)[1]
        of_kind = [
            other
            for other in (day.replace(day=number) for number in range(1, length + 1))
            if (calendar.is_working_day(other) if self.weekday is None else other.weekday() == self.weekday)
        ]
        index = self.nth if self.nth < 0 else self.nth - 1
        return -len(of_kind) <= index < len(of_kind) and of_kind[index] == day


@dataclass(frozen=True, slots=True)
class Fixed:
    """One day in some months of the year."""

    months: frozenset[int]
    day: int | None

    def fall_on(self, day: date, calendar: Calendar) -> bool:
        return day.month in self.months and day.day == self.day


@dataclass(frozen=True, slots=True)
class YearDay:
    """One day of the year."""

    month: int
    day: int

    def fall_on(self, day: date, calendar: Calendar) -> bool:
        return (day.month, day.day) == (self.month, self.day)
