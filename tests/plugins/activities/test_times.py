"""What people write about the time of an activity."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from plugins.activities.domain.refusals import DraftRefused
from plugins.activities.domain.times import read_times

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Monday."""


def _said(moment: datetime | None) -> str | None:
    return f"{moment:%m-%d %H:%M}" if moment is not None else None


@pytest.mark.parametrize(
    ("text", "start", "end", "deadline"),
    [
        ("周五14:00", "03-06 14:00", None, None),
        ("周五 14:00-16:00", "03-06 14:00", "03-06 16:00", None),
        ("明天下午3点到5点", "03-03 15:00", "03-03 17:00", None),
        ("下午3-6点", "03-02 15:00", "03-02 18:00", None),
        ("3月6日（周五）14:00", "03-06 14:00", None, None),
        ("3月6日周五 14:00", "03-06 14:00", None, None),
        ("2026-03-06 14:00", "03-06 14:00", None, None),
        ("2026-03-06 14:00~2026-03-07 12:00", "03-06 14:00", "03-07 12:00", None),
        ("3月6日14:00至3月7日12:00", "03-06 14:00", "03-07 12:00", None),
        ("明天14:00 2小时", "03-03 14:00", "03-03 16:00", None),
        ("明天14:00 共2小时30分", "03-03 14:00", "03-03 16:30", None),
        ("22:00-次日2点", "03-02 22:00", "03-03 02:00", None),
        ("22:00-2:00", "03-02 22:00", "03-03 02:00", None),
        ("明天14点到16点半", "03-03 14:00", "03-03 16:30", None),
        ("明天中午12点-下午2点", "03-03 12:00", "03-03 14:00", None),
        ("明天14:00，截止今天18:00", "03-03 14:00", None, "03-02 18:00"),
        ("3月6日（周五）14:00-16:00（报名截止3月5日18:00）", "03-06 14:00", "03-06 16:00", "03-05 18:00"),
        ("30分钟后", "03-02 09:30", None, None),
    ],
)
def test_start_end_and_deadline_are_read(text: str, start: str, end: str | None, deadline: str | None) -> None:
    times = read_times(text, NOW)
    assert (_said(times.starts_at), _said(times.ends_at), _said(times.deadline)) == (start, end, deadline)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("随便", "time_unread"),
        ("明天25:00", "time_unread"),
        ("周五", "no_clock"),
        ("今天8:00", "past"),
        ("2020-01-01 8:00", "past"),
        ("2028-01-01 8:00", "far"),
        ("3月7日周五 14:00", "wrong_weekday"),
        ("明天14:00 吃饭", "unread"),
        ("明天14:00-13:00", "end_before_start"),
        ("3月6日14:00至3月5日12:00", "end_before_start"),
        ("明天14:00 截止后天", "deadline_late"),
        ("明天14:00 截止今天8:00", "deadline_past"),
        ("明天14:00 截止不知道", "deadline_unread"),
    ],
)
def test_what_is_wrong_with_a_time_is_named(text: str, problem: str) -> None:
    with pytest.raises(DraftRefused) as refused:
        read_times(text, NOW)
    assert refused.value.fields["problem"] == problem
