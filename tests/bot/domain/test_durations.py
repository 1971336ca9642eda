"""Durations as people type them."""

from datetime import timedelta

import pytest

from bot.domain.durations import han_number, parse_duration, say_duration

S, M, H, D = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("30s", 30 * S), ("10m", 10 * M), ("2h", 2 * H), ("1d", D), ("1w", 7 * D),
        ("30分钟", 30 * M), ("2小时", 2 * H), ("1天", D), ("1周", 7 * D), ("30秒", 30 * S),
        ("10M", 10 * M), ("2H", 2 * H), ("10min", 10 * M), ("10 分钟", 10 * M), ("１０分钟", 10 * M),
        ("1h30m", 90 * M), ("1天2小时", 26 * H), ("1小时30分", 90 * M), ("1d 2h", 26 * H), ("一天零两小时", 26 * H),
        ("半小时", 30 * M), ("一个半小时", 90 * M), ("两个半小时", 150 * M), ("1小时半", 90 * M), ("1.5h", 90 * M),
        ("十五分钟", 15 * M), ("一百二十秒", 120 * S), ("两天", 2 * D), ("三个月", 90 * D), ("1个星期", 7 * D),
    ],
)  # fmt: skip
def test_a_duration_is_read(text: str, length: timedelta) -> None:
    assert parse_duration(text) == length


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10",
        "m",
        "0m",
        "0.1s",
        "0.9秒",
        "-1h",
        "10x",
        "一二分钟",
        "1h!",
        "很久",
        "99999w",
        "9999999999s",
        "1h30",
        "第1天",
        "1m2",
        "小时",
    ],
)
def test_what_is_none_is_refused(text: str) -> None:
    assert parse_duration(text) is None


def test_a_mute_of_less_than_a_second_cannot_turn_into_lifting_one() -> None:
    assert parse_duration("0.5s") is None
    assert parse_duration("1.5s") == 2 * S


@pytest.mark.parametrize(
    ("text", "number"),
    [("十", 10), ("十五", 15), ("二十", 20), ("一百零五", 105), ("一百二十", 120), ("两", 2), ("30", 30), ("〇", 0)],
)
def test_chinese_numbers_are_read(text: str, number: int) -> None:
    assert han_number(text) == number


@pytest.mark.parametrize("text", ["", "一二", "五个", "x"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert han_number(text) is None


@pytest.mark.parametrize(
    ("length", "text"),
    [(10 * M, "10分钟"), (90 * M, "1小时30分钟"), (D + 2 * H + 3 * M, "1天2小时"),
     (45 * S, "45秒"), (0 * S, "0秒"), (30 * D, "30天")],
)  # fmt: skip
def test_a_duration_is_said_in_two_units_at_most(length: timedelta, text: str) -> None:
    assert say_duration(length) == text
