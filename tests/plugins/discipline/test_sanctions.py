"""Sanctions on an administrator's word, through the whole house."""

from datetime import timedelta

from bot.domain.ids import ChatRef, MessageId
from bot.domain.members import Role
from bot.domain.messages import IncomingMessage, Mention, Text
from tests.support.house import TestHouse


async def test_a_first_warning_opens_case_one_and_tells_the_clause(house: TestHouse) -> None:
    await house.say("林静", "/warn 开会迟到", mention="王强")
    assert "案件 #1" in house.last()
    assert "第二十条" in house.last()
    assert "/申诉 1" in house.last()


async def test_the_ladder_goes_from_warning_over_mutes_to_removal(house: TestHouse) -> None:
    for _ in range(4):
        await house.say("林静", "/warn 第四条 发广告", mention="王强")
    durations = [call["duration"] for call in house.calls("mute")]
    assert durations == [timedelta(minutes=10), timedelta(days=1)]
    assert [call["member"] for call in house.calls("kick")] == [house.id_of("王强")]


async def test_a_member_cannot_warn(house: TestHouse) -> None:
    await house.say("李雷", "/warn 捣乱", mention="王强")
    assert house.last() == "没有使用这个命令的权限。"


async def test_an_administrator_cannot_mute_another(house: TestHouse) -> None:
    await house.say("林静", "/mute 10m 吵", mention="赵敏")
    assert house.calls("mute") == []
    assert "不能" in house.last()


async def test_a_mute_always_sends_its_duration(house: TestHouse) -> None:
    await house.say("林静", "/禁言 2小时 第六条 骂人", mention="王强")
    [call] = house.calls("mute")
    assert call["duration"] == timedelta(hours=2)


async def test_a_pardon_lifts_the_mute_and_the_case_counts_no_more(house: TestHouse) -> None:
    await house.say("林静", "/mute 1h 吵闹", mention="王强")
    await house.say("赵敏", "/pardon 1 弄错了")
    assert house.calls("mute")[-1]["duration"] == timedelta(0)
    await house.say("林静", "/warn 再次", mention="王强")
    assert "第 1 次" in house.last()


async def test_an_appeal_is_decided_by_another_administrator(house: TestHouse) -> None:
    await house.say("林静", "/warn 迟到", mention="王强")
    await house.say("王强", "/appeal 1 当时请假了")
    await house.say("林静", "/uphold 1 没有请假条")
    assert "以外的管理员" in house.last()
    await house.say("赵敏", "/pardon 1 确有请假")
    assert any("案件 #1 已撤销" in text for text in house.said())


async def test_an_appeal_and_its_decision_are_said_once_in_the_group(house: TestHouse) -> None:
    await house.say("林静", "/warn 迟到", mention="王强")
    before = len(house.said())
    await house.say("王强", "/appeal 1 当时请假了")
    await house.say("赵敏", "/uphold 1 没有请假条")
    await house.say("赵敏", "/pardon 1 请假条补来了")
    assert len(house.said()) == before + 3


async def test_an_order_from_the_administration_group_is_answered_there_too(house: TestHouse) -> None:
    for name, role in (("林静", Role.ADMIN), ("陈立", Role.OWNER)):
        house.platform.add_member(house.id_of(name), role, group="901", card=name)
    await house.say("陈立", "/console 901")
    now, console = house.clock.now(), ChatRef(house.platform.platform, "901")
    words = (Text("/警告 "), Mention(house.id_of("王强"), "王强"), Text(" 迟到"))
    message = IncomingMessage(
        house.account, console, MessageId("c1"), house.id_of("林静"), "林静", words, now, now
    )  # fmt: skip
    house.house.intake.message(message)
    await house.settle()
    assert "案件 #1" in house.last()
    assert house.platform.sent("901")[-1].startswith("案件 #1：王强，第二十条，警告。")
