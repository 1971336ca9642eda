"""Options are taken wherever people write them, and ordinary words stay in the text."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ids import MemberId
from bot.domain.messages import Mention
from plugins.notices.domain.addressing import (
    ADMINISTRATORS,
    EVERYWHERE,
    HERE,
    Candidate,
    Known,
    UnknownAudience,
    Wanted,
    holds,
    role_among,
)
from plugins.notices.domain.drafts import BadPlan, Draft, read_draft

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Monday."""
POSITIONS = {"班组长", "部门负责人", "副经理", "经理"}
KNOWN = Known(
    role=lambda word: role_among(word, POSITIONS),
    saved=lambda name: name if name in ("党员", "值班 人员") else None,
    group=lambda name: {"技术部群": "7", "财务群": "8"}.get(name),
)
DEPARTMENTS = {"财务部": "财务部", "研发部": "研发部"}


def draft(words: str) -> Draft:
    people = {"王芳": Mention(MemberId("11"), "王芳")}
    return read_draft(words, (), NOW, DEPARTMENTS.get, people.get, known=KNOWN)


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return NOW.replace(month=month, day=day, hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("停电 紧急", "停电"),
        ("紧急 停电", "停电"),
        ("【紧急】停电", "停电"),
        ("停电 紧急 截止 18:00", "停电"),
        ("紧急 给 财务部 停电", "停电"),
        ("停电\n紧急\n请关机", "停电\n请关机"),
        ("停电 加急", "停电"),
    ],
)
def test_urgent_is_read_at_the_edges(words: str, text: str) -> None:
    read = draft(words)
    assert (read.text, read.urgent) == (text, True)


@pytest.mark.parametrize(
    "text",
    [
        "紧急通知：明天停电",
        "情况紧急，请速回",
        "请注意，紧急，速回",
        "紧急，请各部门自查",
        "学习紧急预案",
        "电话在紧急 联系人一栏",
        "不紧急",
    ],
)
def test_urgent_as_a_word_of_the_text_stays(text: str) -> None:
    read = draft(text)
    assert (read.text, read.urgent) == (text, False)


@pytest.mark.parametrize("words", ["明天停电 草稿", "草稿 明天停电", "明天停电 草稿 紧急", "存草稿 明天停电"])
def test_a_draft_is_asked_for_at_the_edges(words: str) -> None:
    read = draft(words)
    assert (read.text, read.kept) == ("明天停电", True)


@pytest.mark.parametrize("text", ["请修改合同草稿", "草稿已发邮箱，请审阅", "把 草稿 发给我", "制度草稿：见附件"])
def test_a_draft_that_is_spoken_of_is_none(text: str) -> None:
    read = draft(text)
    assert (read.text, read.kept) == (text, False)


@pytest.mark.parametrize(
    ("words", "text", "source"),
    [
        ("明天停电 来源 集团办公室", "明天停电", "集团办公室"),
        ("明天停电。来源：市教育局", "明天停电。", "市教育局"),
        ("来源 集团办 明天停电", "明天停电", "集团办"),
        ("明天停电 来源“市 教育局” 截止 18:00", "明天停电 来源“市 教育局”", ""),
        ("明天停电 来源 “市 教育局” 截止 18:00", "明天停电", "市 教育局"),
        ("一、停电\n来源：物业\n二、停水", "一、停电\n二、停水", "物业"),
        ("请说明资金来源", "请说明资金来源", ""),
        ("请核实数据来源：各部门自查", "请核实数据来源：各部门自查", ""),
        ("来源不明的邮件不要打开", "来源不明的邮件不要打开", ""),
        ("来源 不明的邮件，不要打开。谢谢", "来源 不明的邮件，不要打开。谢谢", ""),
    ],
)
def test_the_source_is_an_option_or_a_word(words: str, text: str, source: str) -> None:
    read = draft(words)
    assert (read.text, read.source) == (text, source)


@pytest.mark.parametrize(
    ("words", "text", "planned"),
    [
        ("停电 定时 明天9:00", "停电", at(3, 9)),
        ("定时 明天9:00 停电", "停电", at(3, 9)),
        ("停电，定时：18:00", "停电", at(2, 18)),
        ("停电 定时 周五", "停电", at(6, 9)),
        ("停电 定时发布 3月5日14:00 请关机", "停电 请关机", at(5, 14)),
        ("请 定时 开窗通风", "请 定时 开窗通风", None),
        ("设备要定时 检查", "设备要定时 检查", None),
        ("定时器坏了", "定时器坏了", None),
    ],
)
def test_a_planned_time_is_read(words: str, text: str, planned: datetime | None) -> None:
    read = draft(words)
    assert (read.text, read.planned, read.repeats) == (text, planned, False)


@pytest.mark.parametrize("words", ["停电 定时 25:00", "停电 定时 明天下班", "停电 定时 每周八 9:00"])
def test_a_planned_time_that_is_none_is_refused_rather_than_published_now(words: str) -> None:
    if words == "停电 定时 明天下班":
        assert draft(words).planned == at(3, 9)
        return
    with pytest.raises(BadPlan):
        draft(words)


@pytest.mark.parametrize(
    ("words", "spoken", "first"),
    [
        ("交周报 每周一 9:00", "每周一 9:00", at(9, 9)),
        ("每周一 9:00 交周报", "每周一 9:00", at(9, 9)),
        ("交周报 每天 8:30", "每天 8:30", at(3, 8, 30)),
        ("交周报 每月1日 9:00", "每月1日 9:00", at(1, 9, month=4)),
        ("交周报 工作日 9:00", "工作日 9:00", at(3, 9)),
        ("工作日 9:30 交周报 免回复", "工作日 9:30", at(2, 9, 30)),
        ("交周报\n每周五 15:00", "每周五 15:00", at(6, 15)),
        ("交周报 定时 每周五 15:00 谢谢", "每周五 15:00", at(6, 15)),
        ("给 财务部 交周报 每周五 15:00 紧急", "每周五 15:00", at(6, 15)),
        ("交周报 每周一 9:00 遇节假日顺延", "每周一 9:00 遇节假日顺延", at(9, 9)),
    ],
)
def test_a_rule_of_repetition_is_read(words: str, spoken: str, first: datetime) -> None:
    read = draft(words)
    assert (read.spoken, read.planned) == (spoken, first)
    assert read.text in ("交周报", "交周报 谢谢")


@pytest.mark.parametrize(
    "text",
    [
        "每周一 9:00，在三楼开例会",
        "每周一 9:00前交周报",
        "例会改为每周一 9:00",
        "例会时间：每周一 9:00",
        "例会时间： 每周一 9:00",
        "工作日 9:00 至 18:00 开放",
        "工作日 9:00-18:00 有人值班",
        "每周一下午打扫卫生",
        "请大家每天 8:30 打卡签到",
        "每天都要打卡",
        "食堂工作日 11:30 开饭，周末不开",
    ],
)
def test_a_rule_that_the_text_speaks_of_is_published_as_it_stands(text: str) -> None:
    read = draft(text)
    assert (read.text, read.spoken, read.planned) == (text, "", None)


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("停电 定时 明天9:00 截止 18:00", at(3, 18)),
        ("停电 截止 18:00 定时 明天9:00", at(3, 18)),
        ("停电 定时 明天9:00 截止 明天18:00", at(3, 18)),
        ("停电 定时 明天9:00 截止 周五", at(6, 18)),
        ("停电 定时 明天9:00 截止 2小时内", at(3, 11)),
        ("交周报 每周五 9:00 截止 18:00", at(6, 18)),
        ("交周报 每周五 9:00 截止 明天9:00", at(7, 9)),
    ],
)
def test_a_deadline_of_a_notice_for_later_counts_from_then(words: str, deadline: datetime) -> None:
    assert draft(words).deadline == deadline


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("开会 给 班组长", {"roles": ("班组长",)}),
        ("开会 给 各班组长", {"roles": ("班组长",)}),
        ("开会 给 负责人", {"roles": ("负责人",)}),
        ("开会 给 管理员", {"roles": (ADMINISTRATORS,)}),
        ("开会 给 财务部 班组长", {"departments": ("财务部",), "roles": ("班组长",)}),
        ("开会 给 名单“党员”", {"lists": ("党员",)}),
        ("开会 给名单“党员”", {"lists": ("党员",)}),
        ("开会 给 名单“值班 人员”、财务部", {"lists": ("值班 人员",), "departments": ("财务部",)}),
        ("开会 给 名单党员", {"lists": ("党员",)}),
        ("开会 给 群“技术部群”", {"groups": ("7",)}),
        ("开会 给 群“技术部群”、本群", {"groups": ("7", HERE)}),
        ("开会 给 技术部群、财务群", {"groups": ("7", "8")}),
        ("开会 给 全部群", {"groups": (EVERYWHERE,)}),
        ("开会 给 全部群 给 班组长", {"groups": (EVERYWHERE,), "roles": ("班组长",)}),
    ],
)
def test_the_audience_may_be_roles_lists_and_groups(words: str, expected: dict[str, tuple[str, ...]]) -> None:
    read = draft(words)
    assert read.text == "开会"
    found = {name: getattr(read, name) for name in ("departments", "roles", "lists", "groups")}
    assert {name: value for name, value in found.items() if value} == expected


@pytest.mark.parametrize("words", ["开会 给 名单“没有”", "开会 给 群“没有”", "开会 给 总裁"])
def test_an_audience_that_is_not_known_is_refused(words: str) -> None:
    with pytest.raises(UnknownAudience):
        draft(words)


@pytest.mark.parametrize(
    "text", ["给大家拜年", "请把钥匙还给 班组长的同事", "群“技术部群”解散", "名单“党员”已更新", "请发给班组长"]
)
def test_words_that_name_people_in_a_sentence_are_no_audience(text: str) -> None:
    read = draft(text)
    assert read.text == text
    assert not read.names_audience


@pytest.mark.parametrize(
    ("role", "position", "held"),
    [
        ("班组长", "班组长", True),
        ("负责人", "部门负责人", True),
        ("经理", "副经理", False),
        ("经理", "部门经理", True),
        ("长", "班组长", False),
        ("班组长", None, False),
    ],
)
def test_who_holds_a_role(role: str, position: str | None, held: bool) -> None:
    assert holds(role, position) is held


def test_whoever_fits_one_of_the_wanted_is_asked() -> None:
    someone = Candidate(MemberId("1"), "财务部", "班组长", 5)
    assert Wanted().fits(someone)
    assert Wanted(people=frozenset({5})).fits(someone)
    assert Wanted(roles=frozenset({"班组长"})).fits(someone)
    assert not Wanted(departments=frozenset({"研发部"})).fits(someone)
    assert not Wanted(roles=frozenset({ADMINISTRATORS})).fits(someone)
    assert not Wanted(departments=frozenset({""})).fits(Candidate(MemberId("2")))
