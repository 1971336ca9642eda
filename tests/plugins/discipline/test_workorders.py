"""On a platform that cannot: a work order to the owner, verified, and reminded when overdue."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.members import Role
from bot.domain.ports import Ability, Outcome
from bot.governance import roster
from bot.store import models
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


@pytest.mark.parametrize("command", ["/unmute", "/pardon 1 弄错了"])
async def test_a_silence_that_is_lifted_asks_nothing_of_the_platform(wechat: TestHouse, command: str) -> None:
    await wechat.say("老板", "/mute 1h 吵闹", mention="王强")
    await wechat.say("老板", command, mention="王强" if command == "/unmute" else None)
    [order] = await models.WorkOrder.all()
    assert order.state == "dropped"
    before = len(wechat.said())
    await wechat.say("王强", "谢谢")
    assert len(wechat.said()) == before
    assert not any("没有做成" in text for text in wechat.said())


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


async def test_an_overdue_order_is_passed_on_to_superusers_and_the_owner_s_deputy(wechat: TestHouse) -> None:
    await wechat.say("老板", "/联系人 add 副手 群主 wxid_deputy")
    wechat.platform.script("kick", Outcome.DENIED)
    await wechat.say("老板", "/kick 发广告", mention="王强")
    for _ in range(5):
        await wechat.pass_time(timedelta(hours=24, minutes=1))
    for person in (SUPERUSER, "wxid_deputy"):
        assert sum("工单逾期" in text for text in wechat.platform.sent_privately(person)) == 1


async def test_open_orders_stand_in_the_list_of_what_waits(wechat: TestHouse) -> None:
    wechat.platform.script("kick", Outcome.DENIED)
    await wechat.say("老板", "/kick 第四条 发广告", mention="王强")
    await wechat.say("老板", "/申请")
    assert "【工单】移出 王强（第四条）" in wechat.last()
    await wechat.say("老板", "/查看 1")
    assert "工单：移出，待办" in wechat.last()


async def test_done_is_believed_when_the_member_list_shows_it(wechat: TestHouse) -> None:
    wechat.platform.script("kick", Outcome.DENIED)
    await wechat.say("老板", "/kick 发广告", mention="王强")
    await wechat.say("老板", "/通过 1")
    assert "还在成员列表里" in wechat.last()
    wechat.platform.group().members.pop(wechat.id_of("王强"))
    await wechat.say("老板", "/通过 1")
    assert any("工单已核实" in text for text in wechat.said())
    await wechat.say("老板", "/申请")
    assert "没有待审核" in wechat.last()


async def test_whoever_is_to_be_silent_gets_no_answer_but_to_an_appeal(wechat: TestHouse) -> None:
    await wechat.say("老板", "/mute 1h 吵闹", mention="王强")
    await wechat.say("王强", "/帮助")
    assert not any("/群规" in text for text in wechat.said()[1:])
    assert wechat.house.intake.counters.silenced == 1
    await wechat.say("王强", "/申诉 1 我没有")
    assert any("提出申诉" in text for text in wechat.said())
    await wechat.pass_time(timedelta(hours=2))
    await wechat.say("王强", "/群规 广告")
    assert "第四条" in wechat.last()


async def test_what_they_post_meanwhile_is_counted_and_kept(wechat: TestHouse) -> None:
    await wechat.say("老板", "/mute 1h 吵闹", mention="王强")
    for words in ("我偏要说", "还要说"):
        wechat.clock.advance(60)
        await wechat.say("王强", words)
    await wechat.house.archive.flush()
    await wechat.say("老板", "/案件 1")
    assert "期间又发言 2 次" in wechat.last()
    await wechat.pass_time(timedelta(hours=1))
    assert any("期间发言 2 次，已留作证据" in text for text in wechat.said())
    kept = await models.ArchivedMessage.filter(member_id=wechat.id_of("王强"), kept_for_case__isnull=False)
    assert {row.text for row in kept} == {"我偏要说", "还要说"}


async def test_a_silence_that_was_kept_ends_without_a_word(wechat: TestHouse) -> None:
    await wechat.say("老板", "/mute 1h 吵闹", mention="王强")
    before = len(wechat.said())
    await wechat.pass_time(timedelta(hours=2))
    assert [text for text in wechat.said()[before:] if "群名片" not in text] == []
