"""Values in the words of clauses."""

import pytest

from plugins.charter.domain.hours import quiet, work
from plugins.charter.domain.ladder import read_ladder
from plugins.charter.domain.parameters import read_parameters
from plugins.charter.domain.values import clock, effective, schedule


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("20:00前", "20:00"),
        ("晚上8点半", "20:30"),
        ("下午三点", "15:00"),
        ("9时30分", "09:30"),
        ("没有时间", None),
        ("25点", None),
    ],
)
def test_times_of_day(text: str, time: str | None) -> None:
    assert clock(text) == time


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("22:30至次日6:30", "22:30-06:30"),
        ("晚上十点到早上七点", "22:00-07:00"),
        ("12:00—14:00", "12:00-14:00"),
        ("22:30以后", None),
        ("每日6:00至22:00为工作时间", "22:00-06:00"),
        ("午休12:00至14:00、夜间22:00至次日7:00不得在群内发布信息", "12:00-14:00|22:00-07:00"),
        ("工作时间为周一至周五9:00-18:00", None),
        ("工作时间为9:00-18:00，22:00至次日7:00请勿打扰", "22:00-07:00"),
    ],
)
def test_quiet_hours(text: str, span: str | None) -> None:
    assert quiet(text) == span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("工作时间为周一至周五9:00-18:00。", "周一至周五 09:00-18:00"),
        ("上班时间：周一至周五上午8:30-12:00，下午13:30-17:30", "周一至周五 08:30-12:00|13:30-17:30"),
        ("9:00至18:00为工作时间", "09:00-18:00"),
        ("工作日8:00到17:00是办公时间", "工作日 08:00-17:00"),
        ("22:00至次日7:00为休息时间", None),
        ("工作时间之外不得打扰", None),
    ],
)
def test_working_hours(text: str, span: str | None) -> None:
    assert work(text) == span


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("每周五上午10点", "weekly:friday@10:00"),
        ("每月1日", "monthly:1"),
        ("每周", "weekly"),
        ("每季度", "quarterly"),
        ("有时", None),
    ],
)
def test_schedules(text: str, when: str | None) -> None:
    assert schedule(text) == when


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("自2025年3月1日起施行", "2025-03-01"),
        ("自发布之日起实施", "publication"),
        ("2025年13月1日起施行", None),
        ("2024年5月1日成立", None),
    ],
)
def test_dates_of_effect(text: str, day: str | None) -> None:
    assert effective(text) == day


@pytest.mark.parametrize(
    ("text", "ladder"),
    [
        ("第一次提醒；第二次通报；第三次禁言一天；仍不改正的移出群聊。", "remind>bulletin>mute:1d>kick"),
        ("首次警告，再次违反禁言30分钟，屡教不改的移出并上报上级领导。", "warn>mute:30m>kick+escalate"),
        ("第二次禁言；第一次提醒。", "remind>mute"),
        ("违规的予以警告。", None),
    ],
)
def test_ladders(text: str, ladder: str | None) -> None:
    assert read_ladder(text) == ladder


@pytest.mark.parametrize(
    ("text", "code", "parameters"),
    [
        ("两小时内回复", "notice.ack", {"within": "2h"}),
        ("连续60天未发言的移出，提前7天提醒", "cleanup.members", {"inactive_days": "60", "grace_days": "7"}),
        ("群名片格式为“部门-姓名”", "realname", {"pattern": "部门-姓名"}),
        ("禁言半小时", "sanction.mute", {"duration": "30m"}),
        ("10秒内连发8条", "moderation.flood", {"window": "10s", "messages": "8"}),
        ("保存180天", "archive.messages", {"retention_days": "180"}),
        ("及时予以回复（如收到、执行之类）", "notice.ack", {"ack_words": "收到|执行"}),
        ("不发广告", "moderation.ads", {}),
    ],
)
def test_parameters_of_a_code(text: str, code: str, parameters: dict[str, str]) -> None:
    assert read_parameters(text, [code]) == parameters
