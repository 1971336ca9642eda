"""Rules of what comes again, read and followed."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.hours import PLAIN_WEEK
from bot.domain.recurring import OnHoliday, read_recurrence

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE)


class Holidays:
    """1 to 8 October 2026 are off, Saturday 10 October is worked in their place."""

    def is_holiday(self, day: date) -> bool:
        return date(2026, 10, 1) <= day <= date(2026, 10, 8)

    def is_working_day(self, day: date) -> bool:
        if date(2026, 10, 1) <= day <= date(2026, 10, 8):
            return False
        return day.weekday() < 5 or day == date(2026, 10, 10)


def upcoming(text: str, since: datetime = MONDAY, count: int = 3) -> list[str]:
    read = read_recurrence(text, since.date())
    assert read is not None, text
    times = read[0].times_after(since)
    return [f"{next(times):%m-%d %H:%M}" for _ in range(count)]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("每天8:30", ["11-24 08:30", "11-25 08:30", "11-26 08:30"]),
        ("每日 18:00", ["11-23 18:00", "11-24 18:00", "11-25 18:00"]),
        ("工作日 9:00", ["11-24 09:00", "11-25 09:00", "11-26 09:00"]),
        ("每个工作日早上9点", ["11-24 09:00", "11-25 09:00", "11-26 09:00"]),
        ("每周一 9:00", ["11-30 09:00", "12-07 09:00", "12-14 09:00"]),
        ("每周一12:00", ["11-30 12:00", "12-07 12:00", "12-14 12:00"]),
        ("每星期五下午3点", ["11-27 15:00", "12-04 15:00", "12-11 15:00"]),
        ("每周一、三、五 9:00", ["11-25 09:00", "11-27 09:00", "11-30 09:00"]),
        ("每周一至周五 9:00", ["11-24 09:00", "11-25 09:00", "11-26 09:00"]),
        ("每周日晚上8点", ["11-29 20:00", "12-06 20:00", "12-13 20:00"]),
        ("每两周周三 14:00", ["11-25 14:00", "12-09 14:00", "12-23 14:00"]),
        ("隔周周三14:00", ["11-25 14:00", "12-09 14:00", "12-23 14:00"]),
        ("每月1日 9:00", ["12-01 09:00", "01-01 09:00", "02-01 09:00"]),
        ("每月1号、15号上午9点", ["12-01 09:00", "12-15 09:00", "01-01 09:00"]),
        ("每月31日 9:00", ["12-31 09:00", "01-31 09:00", "03-31 09:00"]),
        ("每月最后一天 17:00", ["11-30 17:00", "12-31 17:00", "01-31 17:00"]),
        ("每月末17:00", ["11-30 17:00", "12-31 17:00", "01-31 17:00"]),
        ("每月第一个周五 15:00", ["12-04 15:00", "01-01 15:00", "02-05 15:00"]),
        ("每月最后一个周五15:00", ["11-27 15:00", "12-25 15:00", "01-29 15:00"]),
        ("每月第一个工作日 9:00", ["12-01 09:00", "01-01 09:00", "02-01 09:00"]),
        ("每季度首月5日 9:00", ["01-05 09:00", "04-05 09:00", "07-05 09:00"]),
        ("每季度末月20日9:00", ["12-20 09:00", "03-20 09:00", "06-20 09:00"]),
        ("每年3月8日 10:00", ["03-08 10:00", "03-08 10:00", "03-08 10:00"]),
    ],
)
def test_rules_are_read_and_followed(text: str, times: list[str]) -> None:
    assert upcoming(text) == times


@pytest.mark.parametrize(
    "text",
    ["每周一", "每天都要打卡", "周一 9:00", "每月32日 9:00", "每年2月30日 9:00", "每人9:00", "工作日记要写",
     "每周一25:00", "每个人9:00前到", "每月第九个周五 9:00", "", "明天9:00", "每月工资15:00到账"],
)  # fmt: skip
def test_what_is_no_rule_is_left_alone(text: str) -> None:
    assert read_recurrence(text, MONDAY.date()) is None


def test_the_rest_of_the_words_is_given_back() -> None:
    read = read_recurrence("每周一 9:00 请提交周报", MONDAY.date())
    assert read is not None
    assert read[1] == "请提交周报"


@pytest.mark.parametrize(
    ("words", "how", "first"),
    [
        ("", OnHoliday.KEPT, "10-01 09:00"),
        (" 遇节假日顺延", OnHoliday.LATER, "10-09 09:00"),
        ("（遇节假日提前）", OnHoliday.EARLIER, "09-30 09:00"),
        ("，遇法定节假日跳过", OnHoliday.SKIPPED, "10-15 09:00"),
    ],
)
def test_a_holiday_moves_or_skips_it(words: str, how: OnHoliday, first: str) -> None:
    since = datetime(2026, 9, 29, 8, 0, tzinfo=ZONE)
    read = read_recurrence(f"每周四 9:00{words} 例会", since.date())
    assert read is not None
    rule, rest = read
    assert (rule.on_holiday, rest) == (how, "例会")
    found = rule.next_after(since, Holidays())
    assert f"{found:%m-%d %H:%M}" == first


def test_two_days_moved_to_the_same_one_are_held_once() -> None:
    since = datetime(2026, 9, 30, 12, 0, tzinfo=ZONE)
    read = read_recurrence("每天9:00 遇节假日顺延", since.date())
    assert read is not None
    times = read[0].times_after(since, Holidays())
    assert [f"{next(times):%m-%d}" for _ in range(3)] == ["10-09", "10-10", "10-12"]


def test_working_days_follow_the_calendar() -> None:
    since = datetime(2026, 9, 30, 12, 0, tzinfo=ZONE)
    read = read_recurrence("工作日9:00", since.date())
    assert read is not None
    times = read[0].times_after(since, Holidays())
    assert [f"{next(times):%m-%d}" for _ in range(3)] == ["10-09", "10-10", "10-12"]


def test_the_29th_of_february_comes_every_fourth_year() -> None:
    read = read_recurrence("每年2月29日9:00", MONDAY.date())
    assert read is not None
    found = read[0].next_after(MONDAY, PLAIN_WEEK)
    assert found is not None
    assert found.date() == date(2028, 2, 29)


def test_what_can_never_come_has_no_next_time() -> None:
    read = read_recurrence("每季度末月31日9:00", MONDAY.date())
    assert read is not None
    assert read[0].next_after(MONDAY + timedelta(days=60), PLAIN_WEEK) is not None
