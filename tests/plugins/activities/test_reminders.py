"""When those who come are reminded, as a table of cases: days and hours of one week, quiet from 22:00 to 07:00."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.durations import parse_duration
from bot.domain.hours import WeeklyHours
from plugins.activities.domain.reminders import Quiet, reminders

ZONE = ZoneInfo("Asia/Shanghai")
NIGHT = WeeklyHours.parse("22:00-07:00", ZONE)
QUIET = Quiet(NIGHT.start_of, lambda moment: NIGHT.next_end(moment) or moment)


def at(text: str) -> datetime:
    """``4 14:00``: the fourth of March 2026, a Wednesday."""
    day, clock = text.split()
    return datetime.fromisoformat(f"2026-03-{int(day):02d}T{clock}").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("start", "before", "now", "expected"),
    [
        ("6 14:00", "1d 1h", "2 09:00", ["5 14:00", "6 13:00"]),
        ("6 14:00", "2h", "2 09:00", ["6 12:00"]),
        ("6 14:00", "1d 1h", "5 15:00", ["6 13:00"]),
        ("6 14:00", "1d 1h", "6 13:30", []),
        ("6 14:00", "1d 1h", "5 14:00", ["6 13:00"]),
        ("6 07:30", "1d 1h", "2 09:00", ["5 07:30", "5 21:30"]),
        ("6 06:00", "1d 1h", "2 09:00", ["4 21:30", "5 21:30"]),
        ("6 23:00", "1d 1h", "2 09:00", ["5 21:30", "6 21:30"]),
        ("6 22:30", "1d 1h", "2 09:00", ["5 21:30", "6 21:30"]),
        ("6 09:00", "1d 12h", "2 09:00", ["5 09:00", "5 21:00"]),
        ("6 09:00", "1d 10h", "5 22:30", ["6 07:00"]),
        ("6 07:30", "1h", "5 22:30", ["6 07:00"]),
        ("6 07:05", "1h", "5 22:30", []),
        ("6 14:00", "1h 50m", "2 09:00", ["6 13:00"]),
        ("6 14:00", "1h 1h", "2 09:00", ["6 13:00"]),
        ("6 14:00", "7d 1d", "2 09:00", ["5 14:00"]),
        ("6 14:00", "5m", "2 09:00", ["6 13:55"]),
        ("6 14:00", "", "2 09:00", []),
    ],
)
def test_reminders_stand_before_the_start_apart_and_outside_the_quiet_hours(
    start: str, before: str, now: str, expected: list[str]
) -> None:
    lengths = [length for word in before.split() if (length := parse_duration(word)) is not None]
    found = reminders(at(start), lengths, QUIET, at(now))
    assert [due.at for due in found] == [at(each) for each in expected]
    assert len({due.name for due in found}) == len(found)
    assert all(due.at < due.until <= at(start) for due in found)


def test_no_reminder_falls_into_the_quiet_hours_whatever_the_start() -> None:
    now = at("2 09:00")
    for minutes in range(0, 3 * 24 * 60, 7):
        start = now + timedelta(minutes=minutes)
        for due in reminders(start, [timedelta(days=1), timedelta(hours=1)], QUIET, now):
            assert not NIGHT.contains(due.at), (start, due)
            assert now < due.at < start


def test_hours_that_are_quiet_at_noon_too_are_kept() -> None:
    both = WeeklyHours.parse("12:00-14:00|22:00-07:00", ZONE)
    quiet = Quiet(both.start_of, lambda moment: both.next_end(moment) or moment)
    (due,) = reminders(at("6 14:30"), [timedelta(hours=1)], quiet, at("2 09:00"))
    assert due.at == at("6 11:30")
