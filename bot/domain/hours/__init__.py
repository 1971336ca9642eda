"""Hours of the week as regulations state them: quiet hours over midnight, working hours on working days."""

from bot.domain.hours.days import ALWAYS, DAYS_OFF, PLAIN_WEEK, WORKING_DAYS, Calendar, Days, PlainWeek
from bot.domain.hours.stretches import Stretch
from bot.domain.hours.week import WeeklyHours

__all__ = [
    "ALWAYS",
    "DAYS_OFF",
    "PLAIN_WEEK",
    "WORKING_DAYS",
    "Calendar",
    "Days",
    "PlainWeek",
    "Stretch",
    "WeeklyHours",
]
