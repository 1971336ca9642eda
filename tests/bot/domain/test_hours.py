from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.hours import WORKING_DAYS, WeeklyHours

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def quiet(text: str) -> WeeklyHours:
    return WeeklyHours.parse(text, SHANGHAI)


def work(text: str, zone: ZoneInfo = SHANGHAI) -> WeeklyHours:
    return WeeklyHours.parse(text, zone, days=WORKING_DAYS, named_working=True)


class Golden:
    """Monday the 2nd to Wednesday the 4th are a holiday, Saturday the 7th is worked for it."""

    def is_holiday(self, day: date) -> bool:
        return date(2026, 3, 2) <= day <= date(2026, 3, 4)

    def is_working_day(self, day: date) -> bool:
        return day == date(2026, 3, 7) or (day.weekday() < 5 and not self.is_holiday(day))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("22:30-06:30", "22:30-06:30"),
        ("12:00-14:00|22:00-07:00", "12:00-14:00、22:00-07:00"),
        ("１２：００－１４：００；22点半至次日6时", "12:00-14:00、22:30-06:00"),
        ("22:00~24:00", "22:00-24:00"),
        ("24:00-06:00", "00:00-06:00"),
        ("周末 00:00-24:00", "00:00-24:00"),
        ("9点15分到11点", "09:15-11:00"),
    ],
)
def test_hours_are_read(text: str, said: str) -> None:
    assert str(quiet(text)) == said


@pytest.mark.parametrize(
    "text",
    [
        "", "夜间", "25:00-06:00", "22:61-06:00", "22:30", "22:30-", "22:30-22:30", "22:30-06:30 左右", "00:00-24:00",
        "12:00-24:00|00:00-12:00", "08:00-次日09:00", "工作日周末 22:00-06:00", "22:30-06:30|夜里",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match=r"hours|time|day|leaves"):
        quiet(text)


@pytest.mark.parametrize(
    ("hours", "moment", "holds"),
    [
        ("22:30-06:30", "2026-03-02T22:29:59", False),
        ("22:30-06:30", "2026-03-02T22:30:00", True),
        ("22:30-06:30", "2026-03-03T00:00:00", True),
        ("22:30-06:30", "2026-03-03T06:29:59", True),
        ("22:30-06:30", "2026-03-03T06:30:00", False),
        ("12:00-14:00|22:00-07:00", "2026-03-02T13:00:00", True),
        ("12:00-14:00|22:00-07:00", "2026-03-02T14:00:00", False),
        ("周五 22:00-08:00", "2026-03-07T03:00:00", True),  # Friday's night is on Saturday
        ("周五 22:00-08:00", "2026-03-06T03:00:00", False),
        ("周五至周日 23:00-07:00", "2026-03-09T01:00:00", True),
        ("周日至周二 23:00-07:00", "2026-03-04T01:00:00", True),
        ("sat,sun 13:00-15:00", "2026-03-08T14:00:00", True),
        ("周一、周三 13:00-15:00", "2026-03-03T14:00:00", False),
        ("22:00-24:00", "2026-03-03T00:00:00", False),
    ],
)
def test_when_hours_hold(hours: str, moment: str, holds: bool) -> None:
    assert quiet(hours).contains(at(moment)) is holds


def test_a_moment_of_another_zone_is_the_same_moment() -> None:
    assert quiet("22:30-06:30").contains(datetime(2026, 3, 2, 15, 0, tzinfo=UTC))  # 23:00 in Shanghai
    assert not quiet("22:30-06:30").contains(datetime(2026, 3, 2, 23, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("hours", "moment", "start", "end"),
    [
        ("22:30-06:30", "2026-03-02T12:00", "2026-03-02T22:30", "2026-03-03T06:30"),
        ("22:30-06:30", "2026-03-02T23:00", "2026-03-03T22:30", "2026-03-03T06:30"),
        ("22:30-06:30", "2026-03-03T06:30", "2026-03-03T22:30", "2026-03-04T06:30"),
        ("22:00-24:00|00:00-07:00", "2026-03-02T23:00", "2026-03-03T22:00", "2026-03-03T07:00"),
        ("20:00-23:00|22:00-07:00", "2026-03-02T21:00", "2026-03-03T20:00", "2026-03-03T07:00"),
        ("周六 00:00-24:00|周日 00:00-24:00", "2026-03-07T09:00", "2026-03-14T00:00", "2026-03-09T00:00"),
    ],
)
def test_when_hours_begin_and_end_next(hours: str, moment: str, start: str, end: str) -> None:
    assert quiet(hours).next_start(at(moment)) == at(start)
    assert quiet(hours).next_end(at(moment)) == at(end)


def test_a_night_is_known_by_its_beginning() -> None:
    hours = quiet("22:30-06:30")
    assert hours.start_of(at("2026-03-03T05:00")) == hours.start_of(at("2026-03-02T22:30")) == at("2026-03-02T22:30")
    assert hours.start_of(at("2026-03-03T12:00")) is None


@pytest.mark.parametrize(
    ("hours", "day", "worked"),
    [
        ("09:00-18:00", "2026-03-02", False),  # a holiday
        ("09:00-18:00", "2026-03-05", True),
        ("09:00-18:00", "2026-03-07", True),  # worked in its place
        ("09:00-18:00", "2026-03-08", False),
        ("周一至周五 09:00-18:00", "2026-03-03", False),
        ("mon-fri 09:00-18:00", "2026-03-07", True),
        ("周一至周六 09:00-18:00", "2026-03-14", True),  # a Saturday that this unit works
        ("周一至周六 09:00-18:00", "2026-03-04", False),
        ("周六、周日 09:00-18:00", "2026-03-14", True),
        ("每天 09:00-18:00", "2026-03-02", True),
        ("节假日 09:00-18:00", "2026-03-02", True),
        ("节假日 09:00-18:00", "2026-03-05", False),
    ],
)
def test_work_follows_holidays_and_make_up_days(hours: str, day: str, worked: bool) -> None:
    assert work(hours).contains(at(f"{day}T10:00"), Golden()) is worked


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-03-05T09:00", "2026-03-05T10:30", 1.5),
        ("2026-03-05T17:00", "2026-03-06T10:00", 2),
        ("2026-03-06T17:00", "2026-03-09T10:00", 1 + 9 + 1),  # the Saturday is worked
        ("2026-02-27T17:00", "2026-03-05T10:00", 1 + 1),  # the holiday is not
        ("2026-03-05T20:00", "2026-03-05T23:00", 0),
        ("2026-03-05T10:00", "2026-03-05T09:30", 0),
    ],
)
def test_working_time_between_two_moments(start: str, end: str, hours: float) -> None:
    between = work("09:00-18:00").working_time_between(at(start), at(end), Golden())
    assert between == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-03-05T09:00", 30, "2026-03-05T09:30"),
        ("2026-03-05T11:50", 20, "2026-03-05T13:40"),
        ("2026-03-05T17:30", 60, "2026-03-06T09:30"),
        ("2026-03-06T17:30", 60, "2026-03-07T09:30"),
        ("2026-03-07T17:30", 30, "2026-03-07T18:00"),
        ("2026-03-07T18:00", 30, "2026-03-09T09:30"),
        ("2026-03-02T03:00", 10, "2026-03-05T09:10"),
        ("2026-03-02T03:00", 0, "2026-03-02T03:00"),
    ],
)
def test_working_time_is_added(start: str, minutes: int, end: str) -> None:
    hours = work("周一至周五 09:00-12:00|13:30-18:00")
    assert hours.add_working_time(at(start), timedelta(minutes=minutes), Golden()) == at(end)


def test_less_than_nothing_cannot_be_added() -> None:
    with pytest.raises(ValueError, match="less than nothing"):
        work("09:00-18:00").add_working_time(at("2026-03-05T09:00"), timedelta(minutes=-1))


def test_where_clocks_are_set_the_night_is_shorter_but_ends_at_its_hour() -> None:
    hours = WeeklyHours.parse("22:00-07:00", BERLIN)
    began, end = next(hours.runs(at("2026-03-28T23:00", BERLIN)))
    assert end == at("2026-03-29T07:00", BERLIN)
    assert end - began == timedelta(hours=8)
