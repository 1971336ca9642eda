from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from loguru import logger

from bot.domain.regulation import Clause, Duty, RegulationText
from bot.governance import regulations
from bot.governance.hours import GroupHours, chinese_calendar, read_hours
from bot.governance.regulations import Regulation

SHANGHAI = ZoneInfo("Asia/Shanghai")


def hours_of(*parameters: dict[str, str]) -> GroupHours:
    clauses = tuple(Clause(f"第{i}条", "", (Duty("hours", "auto", each),)) for i, each in enumerate(parameters, 1))
    return read_hours(Regulation(1, RegulationText("试", "1", clauses)), SHANGHAI, chinese_calendar())


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 1, 26), True),  # a Sunday before the Spring Festival
        (date(2025, 1, 28), False),
        (date(2025, 2, 8), True),
        (date(2025, 4, 27), True),
        (date(2025, 5, 5), False),
        (date(2025, 9, 28), True),
        (date(2025, 10, 8), False),
        (date(2025, 10, 11), True),
        (date(2026, 1, 4), True),
        (date(2026, 2, 14), True),
        (date(2026, 2, 16), False),
        (date(2026, 2, 28), True),
        (date(2026, 5, 9), True),
        (date(2026, 9, 20), True),
        (date(2026, 10, 1), False),
        (date(2026, 10, 10), True),
        (date(2026, 10, 17), False),
        (date(2026, 3, 2), True),
    ],
)
def test_holidays_and_make_up_days_are_known(day: date, works: bool) -> None:
    assert chinese_calendar().is_working_day(day) is works


def test_a_weekend_is_no_holiday_but_one_inside_a_holiday_is() -> None:
    assert not chinese_calendar().is_holiday(date(2026, 10, 17))
    assert chinese_calendar().is_holiday(date(2026, 10, 3))


def test_a_year_that_is_not_announced_yet_goes_by_the_week_and_says_so_once() -> None:
    told: list[str] = []
    sink = logger.add(lambda message: told.append(str(message)), level="WARNING")
    calendar = chinese_calendar()
    unknown = calendar.years.stop + 30
    days = [date(unknown, 1, 1) + timedelta(days=i) for i in range(14)]
    assert [calendar.is_working_day(day) for day in days] == [day.weekday() < 5 for day in days]
    assert not any(calendar.is_holiday(day) for day in days)
    logger.remove(sink)
    assert len([line for line in told if str(unknown) in line]) == 1


def test_without_a_clause_only_the_bot_itself_is_quiet_at_night() -> None:
    for hours in (read_hours(None, SHANGHAI, chinese_calendar()), hours_of({})):
        assert hours.is_quiet(at("2026-03-02T22:00"))
        assert hours.next_loud(at("2026-03-02T23:00")) == at("2026-03-03T07:00")
        assert hours.next_loud(at("2026-03-02T12:00")) == at("2026-03-02T12:00")
        assert hours.stated_at(at("2026-03-02T23:00")) is None
        assert hours.is_working(at("2026-03-02T10:00"))
        assert not hours.is_working(at("2026-10-01T10:00"))


def test_the_built_in_regulation_states_no_hours() -> None:
    hours = read_hours(Regulation(1, regulations.basic()), SHANGHAI, chinese_calendar())
    assert hours.stated == ()


def test_stated_quiet_hours_replace_the_bot_s_own() -> None:
    hours = hours_of({"quiet": "23:30-06:00"})
    assert not hours.is_quiet(at("2026-03-02T23:00"))
    stated = hours.stated_at(at("2026-03-03T05:00"))
    assert stated is not None
    assert stated.clause.path == "第1条"
    assert hours.began(stated, at("2026-03-03T05:00")) == at("2026-03-02T23:30")


def test_a_clause_about_noon_does_not_make_the_nights_loud() -> None:
    hours = hours_of({"quiet": "12:00-14:00"})
    assert hours.is_quiet(at("2026-03-02T13:00"))
    assert hours.is_quiet(at("2026-03-03T03:00"))
    assert hours.stated_at(at("2026-03-03T03:00")) is None


def test_several_clauses_are_read_together() -> None:
    hours = hours_of({"quiet": "12:00-14:00"}, {"quiet": "22:00-07:00"}, {"work": "周一至周五 08:30-17:30"})
    held = [hours.stated_at(at(moment)) for moment in ("2026-03-02T13:00", "2026-03-02T23:00", "2026-03-02T15:00")]
    assert [each and each.clause.path for each in held] == ["第1条", "第2条", None]
    assert hours.is_working(at("2026-02-28T08:30"))  # a Saturday that is worked
    assert not hours.is_working(at("2026-03-02T08:00"))


def test_outside_working_hours_needs_working_hours_that_are_stated() -> None:
    assert hours_of({"outside_working_hours": "yes"}).stated == ()
    hours = hours_of({"outside_working_hours": "yes"}, {"work": "09:00-18:00"})
    stated = hours.stated_at(at("2026-03-01T10:00"))  # a Sunday
    assert stated is not None
    assert hours.began(stated, at("2026-03-01T10:00")) == at("2026-02-28T18:00")
    assert hours.stated_at(at("2026-03-02T10:00")) is None


def test_hours_that_cannot_be_read_count_as_not_stated() -> None:
    hours = hours_of({"quiet": "很晚", "work": "早上"})
    assert hours.stated == ()
    assert hours.is_quiet(at("2026-03-02T23:00"))


def test_working_time_crosses_a_holiday() -> None:
    hours = hours_of({})
    assert hours.add_working_time(at("2026-09-30T17:30"), timedelta(hours=1)) == at("2026-10-08T09:30")
    assert hours.working_time_between(at("2026-09-30T17:00"), at("2026-10-08T10:00")) == timedelta(hours=2)


def test_the_bot_s_own_emergency_words_are_joined_by_the_regulation_s() -> None:
    assert {"停电", "断粮"} <= set(hours_of({"emergency": "断粮"}).emergency_words)


def test_another_zone_s_clocks_are_followed() -> None:
    hours = read_hours(None, ZoneInfo("Europe/Berlin"), chinese_calendar())
    assert hours.is_quiet(datetime(2026, 3, 2, 21, 30, tzinfo=UTC))
    assert not hours.is_quiet(datetime(2026, 3, 2, 15, 0, tzinfo=UTC))
