from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.domain.messages import IncomingMessage, Mention, MentionAll, Segment, Text
from plugins.notices.domain.drafts import BadDeadline, Draft, UnknownAudience, read_draft, written

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
A, B = Mention(MemberId("11"), "王芳"), Mention(MemberId("12"), "李强")
BOT = Mention(MemberId("10001"), "群规")
PEOPLE = {"王芳": A}
DEPARTMENTS = {"财务部": "财务部", "财务": "财务部", "研发部": "研发部"}


def said(*parts: Segment) -> IncomingMessage:
    account, chat = AccountId("10001"), ChatRef("qq", "900")
    return IncomingMessage(account, chat, MessageId("1"), MemberId("1"), "林静", parts, NOW, NOW)


def draft(*parts: Segment | str) -> Draft:
    message = said(*(Text(p) if isinstance(p, str) else p for p in parts))
    return read_draft(*written(message), NOW, DEPARTMENTS.get, PEOPLE.get)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return NOW.replace(day=day, hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("words", "text", "deadline"),
    [
        ("/notice 明天停电", "明天停电", None),
        ("／通知 明天停电", "明天停电", None),
        ("/notice 明天停电 截止 18:00", "明天停电", at(2, 18)),
        ("/notice 明天停电 截止 18：00", "明天停电", at(2, 18)),
        ("/notice 明天停电，截止 18:00", "明天停电", at(2, 18)),
        ("/notice 截止 明天9:00 请交报表", "请交报表", at(3, 9)),
        ("/notice 请交报表 截止 明天 下午3点 谢谢配合", "请交报表 谢谢配合", at(3, 15)),
        ("/notice 请交报表 截止：周五", "请交报表", at(6, 18)),
        ("/notice 请交报表 截止18:00", "请交报表", at(2, 18)),
        ("/notice 请交报表 截止时间 3月5日12:00前", "请交报表", at(5, 12)),
        ("/notice 请交报表\n截止 2小时内", "请交报表", at(2, 11)),
        ("/notice 报名截止了，别再报", "报名截止了，别再报", None),
        ("/notice 一、停电\n二、停水\n\n截止 18:00", "一、停电\n二、停水", at(2, 18)),
        ("/notice 会议改到18:00", "会议改到18:00", None),
    ],
)
def test_a_deadline_is_read_wherever_it_stands(words: str, text: str, deadline: datetime | None) -> None:
    read = draft(words)
    assert (read.text, read.deadline) == (text, deadline)
    assert read.needs_answer


@pytest.mark.parametrize("words", ["/notice 停电 截止 25:00", "/notice 停电 截止 下班", "/notice 停电 截止 "])
def test_a_deadline_that_is_no_time_is_refused(words: str) -> None:
    if words.endswith("截止 "):
        assert draft(words).text == "停电 截止"
        return
    with pytest.raises(BadDeadline):
        draft(words)


@pytest.mark.parametrize(
    ("words", "text", "departments"),
    [
        ("/notice 交发票 给 财务部", "交发票", ("财务部",)),
        ("/notice 给 财务 交发票", "交发票", ("财务部",)),
        ("/notice 给 财务部、研发部 开会", "开会", ("财务部", "研发部")),
        ("/notice 开会 给 财务部 研发部 截止 18:00", "开会", ("财务部", "研发部")),
        ("/notice 请把材料交给张三", "请把材料交给张三", ()),
        ("/notice 送给 大家的礼物", "送给 大家的礼物", ()),
    ],
)
def test_departments_after_给_are_the_audience(words: str, text: str, departments: tuple[str, ...]) -> None:
    read = draft(words)
    assert (read.text, read.departments) == (text, departments)


def test_mentions_after_给_are_the_audience_and_others_stay_in_the_text() -> None:
    read = draft("/notice 开会 给 ", A, " ", B, " 截止 18:00")
    assert (read.text, read.members, read.deadline) == ("开会", (A, B), at(2, 18))
    read = draft("/notice 请联系 ", A, " 领取")
    assert (read.text, read.members) == ("请联系 @王芳 领取", ())


def test_a_name_typed_after_给_is_a_member_where_the_platform_does_not_say_so() -> None:
    read = draft("/notice 开会 给 @王芳 截止 18:00")
    assert (read.text, read.members) == ("开会", (A,))
    with pytest.raises(UnknownAudience):
        draft("/notice 开会 给 @不认识")


def test_everybody_may_be_named_as_the_audience() -> None:
    for read in (draft("/notice 给 全体成员 开会"), draft("/notice 给 ", MentionAll(), " 开会")):
        assert (read.text, read.members, read.departments) == ("开会", (), ())


def test_a_mention_right_after_the_command_is_not_lost() -> None:
    assert draft("/notice", A, " 请来一下").text == "@王芳 请来一下"


def test_the_bot_and_what_stands_before_the_command_are_no_part_of_the_notice() -> None:
    read = draft(BOT, " /notice 给 ", A, BOT, " 开会")
    assert (read.text, read.members) == ("开会", (A,))


def test_an_unknown_department_is_refused_rather_than_sent_to_everybody() -> None:
    with pytest.raises(UnknownAudience, match="后勤部"):
        draft("/notice 开会 给 后勤部")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("/notice 停电 免回复", "停电"),
        ("/notice 免回复 停电", "停电"),
        ("/notice 停电，免回复。", "停电，。"),
        ("/notice 停电，无需回复。", "停电，无需回复。"),
    ],
)
def test_a_notice_may_ask_for_no_answer(words: str, text: str) -> None:
    read = draft(words)
    assert not read.needs_answer
    if "，免" not in words:
        assert read.text == text


def test_private_use_characters_of_a_text_are_not_taken_for_mentions() -> None:
    assert draft("/notice 开会 \ue0000\ue001").text == "开会 0"
