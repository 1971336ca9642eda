"""China's public holidays and the weekend days worked in their place."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from loguru import logger


@dataclass(frozen=True, slots=True)
class ChineseCalendar:
    """By the government's yearly announcements; a year not announced yet goes by the plain week, said once."""

    holidays: frozenset[date]
    made_up: frozenset[date]
    """Saturdays and Sundays that are worked."""
    years: range
    _warned: set[int] = field(default_factory=set[int], compare=False, hash=False)

    def is_working_day(self, day: date) -> bool:
        if not self._knows(day):
            return day.weekday() < 5
        return day in self.made_up or (day.weekday() < 5 and day not in self.holidays)

    def is_holiday(self, day: date) -> bool:
        return self._knows(day) and day in self.holidays

    def _knows(self, day: date) -> bool:
        if day.year in self.years:
            return True
        if day.year not in self._warned:
            self._warned.add(day.year)
            logger.warning("holidays of {} are not known: Monday to Friday count as working days", day.year)
        return False


@cache
def chinese_calendar() -> ChineseCalendar:
    """Read on first use: a bot that asks for no working hours does not hold twenty years of holidays."""
    from chinese_calendar import constants  # pyright: ignore[reportMissingTypeStubs]

    holidays: set[date] = set(constants.holidays)
    made_up: set[date] = set(constants.workdays)
    return ChineseCalendar(frozenset(holidays), frozenset(made_up), range(min(holidays).year, max(holidays).year + 1))


class LazyCalendar:
    """The same, not read until the first day is asked for."""

    def is_working_day(self, day: date) -> bool:
        return chinese_calendar().is_working_day(day)

    def is_holiday(self, day: date) -> bool:
        return chinese_calendar().is_holiday(day)
