"""The group itself, by command."""

import pytest

from bot.chat.commands import table
from bot.domain.members import Role
from bot.domain.ports import Outcome
from bot.governance.directory import directory
from bot.store import audit
from tests.support.house import TestHouse


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("/模式 观察", "observe"), ("/模式 协助", "assist"), ("/模式 执行", "enforce"),
        ("/mode OBSERVE", "observe"), ("/MODE assist", "assist"), ("／模式　观察", "observe"),
    ],
)  # fmt: skip
async def test_the_mode_is_changed_in_both_languages(house: TestHouse, words: str, mode: str) -> None:
    await house.say("陈立", words)
    assert house.group.mode == mode
    assert house.last().startswith("模式已改为")


async def test_the_mode_is_told_and_an_unknown_one_refused(house: TestHouse) -> None:
    await house.say("陈立", "/模式")
    assert house.last().startswith("当前模式：执行")
    await house.say("陈立", "/模式 严格")
    assert house.last().startswith("写法：/模式")
    assert house.group.mode == "enforce"


async def test_enabling_twice_is_told(house: TestHouse) -> None:
    house.clock.advance(60)
    await house.say("陈立", "/启用")
    assert house.last() == "本群已经启用。查看规则：/群规"


async def test_a_disabled_group_is_silent_and_its_cases_are_there_when_it_is_back(house: TestHouse) -> None:
    await house.say("林静", "/警告 迟到", mention="王强")
    await house.say("陈立", "/停用")
    assert house.last().startswith("已停用")
    before = len(house.said())
    await house.say("王强", "日结兼职 一天三百 加微信 abc12345")
    await house.say("林静", "/案件 1")
    assert len(house.said()) == before
    house.clock.advance(60)
    await house.say("陈立", "/启用")
    await house.say("林静", "/案件 1")
    assert "迟到" in house.last()
    assert await audit.verify(f"group:{house.group.id}") is None


@pytest.mark.parametrize("word", ["管理员", "admin", "ADMIN"])
async def test_a_granted_administrator_has_power_until_it_is_taken_back(house: TestHouse, word: str) -> None:
    await house.say("陈立", f"/任命 {word}", mention="李雷")
    assert house.last() == "已任命 李雷 为管理员。"
    await house.say("李雷", "/停止执法")
    assert house.group.halted
    await house.say("陈立", "/撤销", mention="李雷")
    assert house.last() == "已撤销 李雷 的任命。"
    await house.say("李雷", "/恢复执法")
    assert house.group.halted


async def test_a_grant_replaces_an_earlier_one(house: TestHouse) -> None:
    await house.say("陈立", "/任命 管理员", mention="李雷")
    await house.say("陈立", "/任命 组织者", mention="李雷")
    assert house.group.grants == {house.id_of("李雷"): Role.ORGANISER}


async def test_taking_back_what_was_not_given_is_told(house: TestHouse) -> None:
    await house.say("陈立", "/撤销", mention="李雷")
    assert "没有由我任命的身份" in house.last()


@pytest.mark.parametrize("words", ["/任命 群主", "/任命", "/任命 管理员 吧"])
async def test_other_roles_cannot_be_granted(house: TestHouse, words: str) -> None:
    await house.say("陈立", words, mention="李雷")
    assert house.last().startswith("写法：/任命")
    assert house.group.grants == {}


@pytest.mark.parametrize("target", ["陈立", "群规"])
async def test_nobody_grants_themselves_or_the_bot(house: TestHouse, target: str) -> None:
    house.names["群规"] = house.account
    await house.say("陈立", "/任命 管理员", mention=target)
    assert house.group.grants == {}


@pytest.mark.parametrize("who", ["林静", "王强"])
async def test_an_administrator_grants_nothing(house: TestHouse, who: str) -> None:
    await house.say(who, "/任命 管理员", mention="李雷")
    assert house.group.grants == {}


async def test_a_console_hears_what_is_meant_for_administrators(house: TestHouse) -> None:
    house.platform.group("800").name = "管理群\u202e{{ 7 }}"
    house.platform.add_member(house.id_of("陈立"), Role.ADMIN, group="800")
    await house.say("陈立", "/管理群 800")
    assert house.last() == "管理消息今后发到“管理群{{ 7 }}”（800）。"
    await house.say("林静", "/警告 迟到", mention="王强")
    await house.say("王强", "/申诉 1 请过假")
    assert "提出申诉" in house.platform.sent("800")[-1]
    await house.say("陈立", "/管理群 关闭")
    assert house.group.console is None


@pytest.mark.parametrize("words", ["/管理群 900", "/管理群 不存在"])
async def test_a_console_that_cannot_be_reached_is_refused(house: TestHouse, words: str) -> None:
    house.platform.script("group_name", Outcome.DENIED)
    await house.say("陈立", words)
    assert "请先把我拉进去" in house.last()
    assert house.group.console is None


async def test_a_halt_stops_automatic_sanctions_and_only_those(house: TestHouse) -> None:
    await house.say("林静", "/停止执法")
    await house.say("王强", "日结兼职 一天三百 加微信 abc12345")
    assert house.calls("recall") == []
    await house.say("林静", "/禁言 10m 吵闹", mention="王强")
    assert len(house.calls("mute")) == 1
    await house.say("林静", "/恢复执法")
    await house.say("李雷", "日结兼职 一天三百 加微信 abc12345")
    assert len(house.calls("recall")) == 1


async def test_help_shows_everybody_what_they_may_use(house: TestHouse) -> None:
    await house.say("王强", "/帮助")
    member = house.last()
    await house.say("林静", "/帮助")
    admin = house.last()
    await house.say("陈立", "/帮助")
    owner = house.last()
    assert "/警告" not in member
    assert "/警告" in admin
    assert "/停用" not in admin
    assert "/停用" in owner


async def test_help_calls_every_area_by_its_chinese_name(house: TestHouse) -> None:
    await house.say("陈立", "/帮助")
    headings = [line[1 : line.index("】")] for line in house.last().splitlines() if line.startswith("【")]
    assert len(headings) >= len({command.area for command in table.all()}) - 2
    assert [heading for heading in headings if heading.isascii()] == []


async def test_every_command_of_the_table_has_its_help(house: TestHouse) -> None:
    for command in table.all():
        house.clock.advance(30)
        await house.say("王强", f"/帮助 {command.alias}")
        assert house.last().startswith(f"/{command.alias}（/{command.name}）")


async def test_requests_list_what_waits_and_numbers_decide_it(house: TestHouse) -> None:
    await house.say("林静", "/申请")
    assert house.last() == "没有待审核的事项。"
    await house.say("陈立", "/模式 协助")
    await house.say("王强", "日结兼职 一天三百 加微信 abc12345")
    await house.say("林静", "/申请")
    assert "#1 案件" in house.last()
    assert "王强" in house.last()
    assert house.calls("recall") == []
    await house.say("林静", "/通过 1")
    assert len(house.calls("recall")) == 1
    await house.say("林静", "/驳回 1 误判")
    assert "已生效" in house.last()


@pytest.mark.parametrize("words", ["/通过 99", "/驳回 99 理由", "/查看 99", "/确认 99", "/案件 99", "/申诉 99 理由"])
async def test_a_number_that_is_not_there_is_told(house: TestHouse, words: str) -> None:
    await house.say("林静", words)
    assert house.last() == "没有编号 #99 的这类事项。"


async def test_a_member_sees_only_their_own_case(house: TestHouse) -> None:
    await house.say("林静", "/警告 迟到", mention="王强")
    await house.say("李雷", "/查看 1")
    assert "权限" in house.last()
    await house.say("王强", "/查看 1")
    assert "迟到" in house.last()


async def test_numbers_are_one_sequence_for_everything(house: TestHouse) -> None:
    await house.say("林静", "/警告 迟到", mention="王强")
    await house.say("林静", "/通知 明天停电")
    await house.say("林静", "/警告 迟到", mention="王强")
    said = "\n".join(house.said())
    assert "案件 #1" in said
    assert "#2" in said
    assert "案件 #3" in said


async def test_a_bot_that_knows_no_name_of_the_group_enables_it_all_the_same(house: TestHouse) -> None:
    house.platform.script("group_name", Outcome.UNKNOWN)
    house.group_number = "777"
    house.platform.add_member(house.id_of("陈立"), Role.OWNER, group="777")
    await house.say("陈立", "/启用")
    found = directory.find(house.chat)
    assert found is not None
    assert found.name == ""
