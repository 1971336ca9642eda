"""On a platform that cannot: a work order to the owner, verified, and reminded when overdue."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.members import Role
from bot.domain.ports import Ability, Outcome
from bot.governance import roster
from tests.support.clock import FakeClock
from tests.support.house import SUPERUSER, TestHouse, open_house
from tests.support.platform import FakePlatform

WECHAT = frozenset({Ability.KICK, Ability.ANNOUNCE, Ability.MENTION, Ability.MEMBER_LIST})


@pytest.fixture
async def wechat(store: str, clock: FakeClock) -> AsyncIterator[TestHouse]:
    """A WeChat group: no roles, no mute, no recall, no message ids; a superuser enables it."""
    platform = FakePlatform("wxid_bot", "wechat", abilities=WECHAT, clock=clock)
    house = await open_house(clock, platform)
    platform.add_member(SUPERUSER, Role.MEMBER, card="老板")
    house.names["老板"] = SUPERUSER
    house.member("王强")
    await house.say("老板", "/启用")
    await house.say("老板", "/模式 执行")
    platform.group().history.clear()
    yield house


async def test_a_mute_that_the_platform_cannot_do_becomes_a_work_order(wechat: TestHouse) -> None:
    await wechat.say("老板", "/mute 1h 第六条 骂人", mention="王强")
    assert "【工单】" in wechat.last()
    assert "案件 #1" in wechat.last()
    assert "第六条" in wechat.last()


async def test_somebody_who_was_asked_to_be_silent_and_speaks_is_told_once_an_hour(wechat: TestHouse) -> None:
    await wechat.say("老板", "/mute 1h 吵闹", mention="王强")
    await wechat.say("王强", "我偏要说")
    await wechat.say("王强", "还要说")
    assert sum("又发言了" in text for text in wechat.said()) == 1


async def test_a_pardon_ends_the_silence_and_its_order(wechat: TestHouse) -> None:
    await wechat.say("老板", "/mute 1h 吵闹", mention="王强")
    await wechat.say("老板", "/pardon 1 弄错了")
    before = len(wechat.said())
    await wechat.say("王强", "谢谢")
    assert len(wechat.said()) == before


async def test_a_refused_kick_is_asked_of_the_owner_and_verified_when_the_member_is_gone(wechat: TestHouse) -> None:
    wechat.platform.script("kick", Outcome.DENIED, detail="操作失败")
    await wechat.say("老板", "/kick 发广告", mention="王强")
    assert "【工单】" in wechat.last()
    wechat.platform.group().members.pop(wechat.id_of("王强"))
    await roster.look_at_list(wechat.group, now=wechat.clock.now())
    await wechat.settle()
    assert "工单已核实" in wechat.last()


async def test_an_overdue_order_is_reminded_three_times_and_then_given_up(wechat: TestHouse) -> None:
    wechat.platform.script("kick", Outcome.DENIED)
    await wechat.say("老板", "/kick 发广告", mention="王强")
    for _ in range(5):
        await wechat.pass_time(timedelta(hours=24, minutes=1))
    said = wechat.said()
    assert sum("工单催办" in text for text in said) == 3
    assert sum("逾期未完成" in text for text in said) == 1


async def test_an_advertisement_that_cannot_be_recalled_is_asked_to_be_taken_back(wechat: TestHouse) -> None:
    await wechat.say("王强", "日结兼职 一天三百 加微信 abc12345")
    assert wechat.calls("recall") == []
    assert "自行撤回" in wechat.last()
