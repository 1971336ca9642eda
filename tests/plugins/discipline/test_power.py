"""Power is asked afresh: commands from those who may not are refused and do nothing."""

from datetime import timedelta

import pytest

from bot.domain.members import Role
from bot.domain.ports import Outcome
from tests.support.house import SUPERUSER, TestHouse

SANCTIONS = ["/warn 理由", "/mute 10m 理由", "/unmute", "/kick 理由", "/ban 理由"]
OTHERS = ["/halt", "/resume", "/mode 观察", "/disable", "/requests", "/approve 1", "/confirm 1", "/pardon 1 理由",
          "/uphold 1 理由", "/word add 测试词", "/allow add 测试词", "/unban 12345", "/console 12345"]  # fmt: skip


@pytest.mark.parametrize("command", SANCTIONS)
@pytest.mark.parametrize("target", ["陈立", "林静", "李雷", "王强"])
async def test_a_member_sanctions_nobody(house: TestHouse, command: str, target: str) -> None:
    await house.say("王强", command, mention=target)
    assert [c.name for c in house.platform.calls if c.name in ("mute", "kick", "recall")] == []
    assert "权限" in house.last()


@pytest.mark.parametrize("command", OTHERS)
async def test_a_member_cannot_use_what_administrators_have(house: TestHouse, command: str) -> None:
    before = house.group
    await house.say("王强", command)
    assert "权限" in house.last()
    assert house.group == before


@pytest.mark.parametrize("command", SANCTIONS)
@pytest.mark.parametrize("target", ["陈立", "赵敏", "林静", "群规"])
async def test_an_administrator_acts_on_no_equal_no_higher_not_on_themselves_and_not_on_the_bot(
    house: TestHouse, command: str, target: str
) -> None:
    house.names["群规"] = house.platform.account
    await house.say("林静", command, mention=target)
    assert [c.name for c in house.platform.calls if c.name in ("mute", "kick")] == []
    assert "案件" not in house.last()


async def test_a_forged_role_in_the_frame_gives_no_power(house: TestHouse) -> None:
    await house.say("王强", "/kick 理由", mention="李雷", claim=Role.OWNER)
    assert house.calls("kick") == []
    assert "权限" in house.last()


async def test_of_two_roles_the_lower_counts(house: TestHouse) -> None:
    await house.say("林静", "/kick 理由", mention="李雷", claim=Role.MEMBER)
    assert house.calls("kick") == []


async def test_a_role_that_cannot_be_asked_is_no_role(house: TestHouse) -> None:
    await house.pass_time(timedelta(minutes=2))
    house.platform.script("member", Outcome.UNKNOWN, times=3)
    await house.say("林静", "/kick 理由", mention="李雷")
    assert house.calls("kick") == []
    assert "无法确认" in house.last()


async def test_an_administrator_demoted_before_delivery_kicks_nobody(house: TestHouse) -> None:
    house.house.worker.accounts.down(house.account)
    await house.say("林静", "/warn 理由", mention="李雷")
    house.house.worker.accounts.up(house.platform)
    await house.say("林静", "/kick 理由", mention="李雷")
    assert len(house.calls("kick")) == 1
    house.platform.calls.clear()


async def test_a_superuser_may_act_on_an_administrator_but_not_on_the_bot(house: TestHouse) -> None:
    house.names["超管"] = SUPERUSER
    await house.say("超管", "/mute 10m 理由", mention="林静")
    assert len(house.calls("mute")) == 1


async def test_granting_makes_an_administrator_until_it_is_revoked(house: TestHouse) -> None:
    await house.say("陈立", "/grant 管理员", mention="李雷")
    await house.say("李雷", "/mute 10m 理由", mention="王强")
    assert len(house.calls("mute")) == 1
    await house.say("陈立", "/revoke", mention="李雷")
    await house.say("李雷", "/mute 10m 理由", mention="王强")
    assert len(house.calls("mute")) == 1


async def test_an_unknown_word_after_the_slash_gets_no_answer(house: TestHouse) -> None:
    await house.say("王强", "/不存在的命令 你好")
    await house.say("王强", "今天的日报发一下")
    assert house.said() == []


async def test_a_mistaken_command_gets_its_right_form(house: TestHouse) -> None:
    await house.say("林静", "/mute 很久", mention="李雷")
    assert house.last().startswith("写法：/禁言")
