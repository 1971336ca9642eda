"""Values as people say them."""

import pytest

from plugins.charter.domain.saying import said


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("within", "3d", "3天"),
        ("within", "30m", "30分钟"),
        ("remind_before", "1d|2h", "1天、2小时"),
        ("schedule", "quarterly", "每季度"),
        ("schedule", "weekly:monday@10:00", "每周一 10:00"),
        ("schedule", "weekly:monday,friday", "每周一、五"),
        ("schedule", "monthly:10", "每月10日"),
        ("ladder", "remind>mute:1d>kick+escalate", "提醒 → 禁言1天 → 移出并上报"),
        ("departed", "yes", "是"),
        ("effective", "publication", "发布之日"),
        ("effective", "2025-03-01", "2025-03-01"),
        ("grace_days", "7", "7天"),
        ("messages", "10", "10条"),
        ("quiet", "22:00-07:00", "22:00-07:00"),
        ("fields", "姓名|部门", "姓名、部门"),
        ("pattern", "部门-姓名", "部门-姓名"),
    ],
)
def test_a_value_is_said(name: str, value: str, words: str) -> None:
    assert said(name, value) == words
