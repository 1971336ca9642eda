"""The regulation's schedule as a cron rule."""

from datetime import UTC, datetime

import pytest

from bot.store.cron import check_rule, next_run
from plugins.cleanup.domain.timetable import cron_of


@pytest.mark.parametrize(
    ("schedule", "cron"),
    [
        ("weekly:friday@10:00", "0 10 * * 5"),
        ("weekly:Mon@09:30", "30 9 * * 1"),
        ("weekly:7@18:00", "0 18 * * 0"),
        ("weekly", "0 10 * * 5"),
        ("monthly:1@09:00", "0 9 1 * *"),
        ("monthly", "0 10 1 * *"),
        ("monthly:31", "0 10 L * *"),
        ("monthly:last@17:45", "45 17 L * *"),
        ("quarterly:5", "0 10 5 1,4,7,10 *"),
        ("daily@08:05", "5 8 * * *"),
        ("daily", "0 10 * * *"),
    ],
)
def test_a_stated_schedule_becomes_a_rule_that_can_be_read(schedule: str, cron: str) -> None:
    assert cron_of(schedule) == cron
    check_rule(cron, "Asia/Shanghai")


@pytest.mark.parametrize(
    "schedule",
    ["", "often", "weekly:someday", "weekly:8", "weekly@25:00", "monthly:32", "monthly:0", "daily:friday", "* * * * *"],
)
def test_what_is_no_schedule_is_none(schedule: str) -> None:
    assert cron_of(schedule) is None


def test_the_last_day_of_the_month_exists_in_february() -> None:
    run = next_run(cron_of("monthly:31@10:00") or "", "Asia/Shanghai", datetime(2026, 2, 10, tzinfo=UTC))
    assert (run.month, run.day) == (2, 28)
