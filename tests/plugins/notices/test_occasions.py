"""When a notice is reminded of, as arithmetic."""

from datetime import UTC, datetime, time, timedelta

import pytest

from plugins.notices.domain.nudging import Missed, allowed_at, by_notice, same_for_all, sign
from plugins.notices.domain.occasions import Occasion, Pace, now_due, occasions

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def at(hour: int, minute: int = 0, day: int = 2) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


class Nights:
    """Quiet from 22:00 to 07:00."""

    def is_quiet(self, now: datetime) -> bool:
        return now.time() >= time(22) or now.time() < time(7)

    def next_loud(self, now: datetime) -> datetime:
        if not self.is_quiet(now):
            return now
        day = now.date() + timedelta(days=1) if now.time() >= time(22) else now.date()
        return datetime.combine(day, time(7), UTC)

    def quiet_since(self, now: datetime) -> datetime:
        day = now.date() if now.time() >= time(22) else now.date() - timedelta(days=1)
        return datetime.combine(day, time(22), UTC)


def planned(deadline: datetime, pace: Pace, *, urgent: bool = False) -> list[tuple[str, datetime]]:
    return [(one.name, one.due) for one in occasions(deadline, at(9), pace, Nights(), urgent=urgent)]


def test_before_at_and_after_the_deadline_and_the_superior() -> None:
    pace = Pace((2 * HOUR, 30 * MINUTE), (HOUR,), superior=3 * HOUR)
    assert planned(at(18), pace) == [
        ("before:7200", at(16)),
        ("before:1800", at(17, 30)),
        ("deadline", at(18)),
        ("after:3600", at(19)),
        ("superior", at(21)),
    ]


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        pytest.param(at(7, day=3), at(21, 50), id="in the morning it would be too late"),
        pytest.param(at(9, 30, day=3), at(7, 30, day=3), id="two hours before is in the day"),
        pytest.param(at(0, 30, day=3), at(21, 50), id="past midnight"),
    ],
)
def test_what_would_be_in_the_night_is_before_it_or_in_the_morning(deadline: datetime, expected: datetime) -> None:
    first = planned(deadline, Pace((2 * HOUR,)))[0]
    assert first == ("before:7200", expected)


def test_in_the_morning_where_that_is_still_before_the_deadline() -> None:
    assert planned(at(8, day=3), Pace((3 * HOUR,)))[0] == ("before:10800", at(7, day=3))


def test_after_the_deadline_waits_for_the_morning() -> None:
    assert planned(at(23), Pace(()))[0] == ("deadline", at(7, day=3))


def test_what_is_urgent_does_not_wait() -> None:
    assert planned(at(23), Pace((HOUR,)), urgent=True) == [("before:3600", at(22)), ("deadline", at(23))]


def test_what_would_have_been_before_the_notice_is_left_out() -> None:
    assert planned(at(10), Pace((2 * HOUR,))) == [("deadline", at(10))]


PLANNED = [Occasion("before:7200", at(16)), Occasion("deadline", at(18)), Occasion("after:3600", at(19))]


@pytest.mark.parametrize(
    ("given", "now", "expected"),
    [
        ([], at(15, 49), None),
        ([], at(15, 50), "before:7200"),
        ([at(15, 50)], at(16), None),
        ([at(16)], at(18), "deadline"),
        ([at(16)], at(19, 30), "after:3600"),
        ([at(17, 55)], at(18), None),
        ([at(17, 49)], at(18), "deadline"),
        ([at(12)], at(16), "before:7200"),
    ],
)
def test_the_latest_that_is_due_stands_for_those_before_it(
    given: list[datetime], now: datetime, expected: str | None
) -> None:
    found = now_due(PLANNED, given, now)
    assert (found.name if found else None) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], at(12)),
        ([at(11)], at(12)),
        ([at(11, 30)], at(12, 30)),
        ([at(5), at(6), at(7), at(8), at(9), at(10)], at(5, day=3)),
        ([at(11, day=1), at(6), at(7), at(8), at(9), at(10)], at(12)),
    ],
)
def test_nobody_is_reminded_more_than_once_an_hour_and_six_times_a_day(
    told: list[datetime], expected: datetime
) -> None:
    assert allowed_at(told, at(12)) == expected


def test_a_person_stands_once_with_all_they_miss() -> None:
    lines = by_notice({"a": [15, 12], "b": [12]})  # type: ignore[dict-item]
    assert lines == [Missed(12, ("a", "b")), Missed(15, ("a",))]  # type: ignore[arg-type]
    assert not same_for_all(lines, 2)
    assert same_for_all(by_notice({"a": [1, 2], "b": [2, 1]}), 2)  # type: ignore[dict-item]


def test_the_sign_says_which_message_of_how_many() -> None:
    assert sign(1, 1, 47, 20) == ("1", "1/3")
    assert sign(1, 3, 7, 20) == ("1", "3/3")
    assert sign(4, 1, 20, 20) == ("4", "")
