from datetime import UTC, date, datetime, timedelta

import pytest

from plugins.antispam.domain.talk.trust import DAILY, Record, Trust, is_real, trust_of
from plugins.antispam.domain.text.normalise import compact

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("days_here", "real", "days", "trust"),
    [
        (None, 0, 0, Trust.KNOWN),  # here before anybody watched
        (0, 0, 0, Trust.NEW),
        (0, 50, 1, Trust.NEW),  # however much on the first day
        (0.5, 3, 2, Trust.KNOWN),
        (1, 2, 2, Trust.NEW),
        (1, 3, 1, Trust.KNOWN),
        (30, 0, 0, Trust.NEW),  # silent for a month: the first messages are still watched
        (7, 20, 5, Trust.TRUSTED),
        (6, 20, 5, Trust.KNOWN),
        (7, 19, 5, Trust.KNOWN),
        (7, 20, 4, Trust.KNOWN),
        (None, 20, 5, Trust.TRUSTED),
    ],
)
def test_trust_by_time_and_real_messages(days_here: float | None, real: int, days: int, trust: Trust) -> None:
    first_seen = NOW - timedelta(days=days_here) if days_here is not None else None
    assert trust_of(Record(first_seen, real, days), NOW) is trust


def test_somebody_of_whom_nothing_is_recorded_is_no_newcomer() -> None:
    assert trust_of(None, NOW) is Trust.KNOWN


@pytest.mark.parametrize(
    ("text", "real"),
    [
        ("今天的巡检记录已经上传到共享盘了", True),
        ("这个月的报销单谁来审核", True),
        ("收到", False),
        ("收到，谢谢王工", False),
        ("各位领导早上好", False),
        ("祝大家节日快乐，身体健康", False),
        ("1. 王强\n2. 李雷\n3. 韩梅梅", False),
        ("/反映 三楼的灯坏了", False),
        ("哈哈哈哈哈哈哈哈", False),
        ("好嘞马上", False),
        ("😀😀😀😀😀😀😀", False),
        ("", False),
    ],
)
def test_only_what_says_something_of_its_own_is_real(text: str, real: bool) -> None:
    assert is_real(text, compact(text)) is real


def test_the_same_words_again_earn_nothing() -> None:
    record = Record(NOW)
    assert [record.note(form, DAY) for form in ("一件事情说明", "一件事情说明", "另一件事情")] == [True, False, True]
    assert (record.real, record.days) == (2, 1)


def test_a_day_earns_only_so_much() -> None:
    record = Record(NOW)
    for i in range(40):
        record.note(f"第{i}件事情", DAY)
    assert (record.real, record.days) == (DAILY, 1)
    record.note("次日的事情", DAY + timedelta(days=1))
    assert (record.real, record.days) == (DAILY + 1, 2)


def test_a_breach_makes_a_newcomer_of_anybody() -> None:
    record = Record(None, 100, 40)
    record.forfeit(NOW)
    assert trust_of(record, NOW + timedelta(days=3)) is Trust.NEW


def test_what_is_remembered_of_words_is_bounded() -> None:
    record = Record(NOW)
    for i in range(100):
        record.note(f"第{i}件事情", DAY + timedelta(days=i))
    assert len(record.recent) == 8
