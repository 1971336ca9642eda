"""Quiet hours and working hours of a group, from its regulation in force.

Without a clause the bot keeps its own reminders quiet from 22:00 to 07:00 and takes 09:00 to 18:00 on
working days for working hours; no member is held to hours that no clause states.
"""

from datetime import datetime, timedelta, tzinfo

from bot.domain.hours import Calendar
from bot.domain.ids import GroupId
from bot.governance.directory import GroupState
from bot.governance.hours.calendar import ChineseCalendar, LazyCalendar, chinese_calendar
from bot.governance.hours.group_hours import EMERGENCY_WORDS, GroupHours, StatedQuiet, read_hours
from bot.governance.regulations import Regulation
from bot.governance.zone import zone

__all__ = [
    "EMERGENCY_WORDS",
    "ChineseCalendar",
    "GroupHours",
    "StatedQuiet",
    "add_working_time",
    "chinese_calendar",
    "is_quiet",
    "is_working",
    "next_loud",
    "of",
    "working_time_between",
]

_CALENDAR: Calendar = LazyCalendar()
_MOST = 4_000
_read: dict[GroupId, tuple[Regulation | None, tzinfo, GroupHours]] = {}


def of(group: GroupState) -> GroupHours:
    """Read once for as long as the group's regulation is the same object; nothing is awaited."""
    here, regulation = zone(), group.regulation
    known = _read.get(group.id)
    if known is not None and known[0] is regulation and known[1] is here:
        return known[2]
    if len(_read) >= _MOST:
        _read.clear()
    hours = read_hours(regulation, here, _CALENDAR)
    _read[group.id] = (regulation, here, hours)
    return hours


def is_quiet(group: GroupState, now: datetime) -> bool:
    """Whether the bot's own reminders wait now."""
    return of(group).is_quiet(now)


def next_loud(group: GroupState, now: datetime) -> datetime:
    """``now`` where it is not quiet, else the end of the quiet hours."""
    return of(group).next_loud(now)


def is_working(group: GroupState, now: datetime) -> bool:
    return of(group).is_working(now)


def working_time_between(group: GroupState, a: datetime, b: datetime) -> timedelta:
    return of(group).working_time_between(a, b)


def add_working_time(group: GroupState, start: datetime, length: timedelta) -> datetime:
    """When ``length`` of working time has passed since ``start``. Raises ValueError for a negative length."""
    return of(group).add_working_time(start, length)
