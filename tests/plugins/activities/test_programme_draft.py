"""Programmes as people write them, and the period a clause speaks of."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import Refusal
from plugins.activities.domain.periods import period_of
from plugins.activities.domain.programme import read_programme, reread
from plugins.activities.domain.refusals import ProgrammeRefused

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("said", "first", "minutes"),
    [
        ("每周三 14:00", "03-04 14:00", None),
        ("每周三 14:00-16:00", "03-04 14:00", 120),
        ("每周三14:00至15:30", "03-04 14:00", 90),
        ("每周三下午2点-4点", "03-04 14:00", 120),
        ("每周三下午2点到下午4点半", "03-04 14:00", 150),
        ("每月第一个周五 15:00", "03-06 15:00", None),
        ("每月第一个周五 15:00-17:00", "03-06 15:00", 120),
        ("每月25日 18:30", "03-25 18:30", None),
        ("每月25日 18:30 时长2小时", "03-25 18:30", 120),
        ("工作日 8:30-8:45", "03-03 08:30", 15),
        ("每两周周一 10:00", "03-02 10:00", None),
        ("每周一至周五 9:30 遇节假日跳过", "03-02 09:30", None),
        ("每周一 10:00-11:00 遇节假日顺延", "03-02 10:00", 60),
        ("每天 12:00", "03-02 12:00", None),
    ],
)
def test_the_rule_and_its_end_are_read(said: str, first: str, minutes: int | None) -> None:
    draft = read_programme(f"读书会 | {said} | 三楼 | 轮流分享", MONDAY)
    found = draft.recurrence.next_after(NOW)
    assert found is not None
    assert found.strftime("%m-%d %H:%M") == first
    assert (draft.length.total_seconds() / 60 if draft.length else None) == minutes
    again = reread(draft.rule, MONDAY)
    assert again is not None
    assert again.next_after(NOW) == found


@pytest.mark.parametrize(
    ("text", "capacity", "ahead"),
    [
        ("a | 每周三 14:00 | b | c", None, 3),
        ("a | 每周三 14:00 | b | c | 20", 20, 3),
        ("a | 每周三 14:00 | b | c | 20人 | 提前5天", 20, 5),
        ("a | 每周三 14:00 | b | c | 提前一周发布", None, 7),
        ("a | 每周三 14:00 | b | c | ", None, 3),
        ("a ｜ 每周三 14:00 ｜ b ｜ c ｜ 不限", None, 3),
    ],
)
def test_what_follows_are_places_and_days_ahead(text: str, capacity: int | None, ahead: int) -> None:
    draft = read_programme(text, MONDAY)
    assert (draft.capacity, draft.days_ahead) == (capacity, ahead)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a", "no_rule"),
        ("| 每周三 14:00 | b | c", "no_title"),
        ("a | 每周三 14:00", "no_place"),
        ("a | 每周三 14:00 | b", "no_content"),
        ("a | 周三 | b | c", "rule_unread"),
        ("a | 每周三 | b | c", "rule_unread"),
        ("a | 每周三 14:00 大概 | b | c", "rule_unread"),
        ("a | 每周三 14:00-13:00 | b | c", "end_unread"),
        ("a | 3月5日 14:00 | b | c", "rule_unread"),
        (f"a | 每周三 14:00{' ' * 80} x | b | c", "rule_unread"),
        ("a | 每周三 14:00 | b | c | 提前90天", "ahead"),
        ("a | 每周三 14:00 | b | c | 很多人", "capacity_unread"),
        (f"{'长' * 61} | 每周三 14:00 | b | c", "title_long"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, problem: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_programme(text, MONDAY)
    assert refused.value.fields["problem"] == problem


def test_a_refused_programme_has_a_text_of_its_own() -> None:
    assert ProgrammeRefused("no_rule").template == "activities/programme_refused"


@pytest.mark.parametrize(
    ("schedule", "begins", "ends", "near"),
    [
        ("weekly", "03-02", "03-09", False),
        ("weekly:friday@10:00", "03-02", "03-09", False),
        ("monthly", "03-01", "04-01", False),
        ("monthly:25@15:00", "03-01", "04-01", False),
        ("quarterly", "01-01", "04-01", True),
        ("yearly", "01-01", "01-01", False),
    ],
)
def test_the_period_of_a_clause(schedule: str, begins: str, ends: str, near: bool) -> None:
    period = period_of(schedule, NOW)
    assert period is not None
    assert (f"{period.begins:%m-%d}", f"{period.ends:%m-%d}") == (begins, ends)
    assert period.is_near_end(NOW) is near
    assert period.begins <= NOW < period.ends


@pytest.mark.parametrize("schedule", ["daily", "", "sometimes"])
def test_what_comes_every_day_or_never_has_no_period(schedule: str) -> None:
    assert period_of(schedule, NOW) is None
