"""Where a command has a place, whose power counts there, and where it is answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from bot.domain.ids import AccountId
from bot.domain.members import SYSTEM, Role
from bot.effects.accounts import accounts
from bot.governance import groups
from bot.governance.directory import directory
from tests.support.house import SUPERUSER, TestHouse
from tests.support.platform import FakePlatform


@contextmanager
def inside(house: TestHouse, number: str, role: Role = Role.MEMBER) -> Iterator[list[str]]:
    """Speak in another group, of which everybody is a member in ``role``; what is said there."""
    for member in (house.account, *house.names.values()):
        house.platform.add_member(member, role, group=number)
    before, house.group_number = house.group_number, number
    try:
        yield house.platform.sent(number)
    finally:
        house.group_number = before


async def bind(house: TestHouse, number: str | None = "800") -> None:
    await groups.bind_console(house.group, number, actor=SYSTEM, now=house.clock.now())


async def test_an_administration_group_governs_and_is_answered_there(house: TestHouse) -> None:
    await bind(house)
    with inside(house, "800"):
        await house.say("林静", "/停止执法")
        assert "已停止" in house.last()
    assert house.group.halted
    assert house.said() == []


async def test_roles_are_those_of_the_governed_group(house: TestHouse) -> None:
    await bind(house)
    with inside(house, "800", Role.OWNER):
        await house.say("王强", "/停止执法", claim=Role.OWNER)
        assert "权限" in house.last()
    assert not house.group.halted


async def test_enabling_in_an_administration_group_asks_for_power_there(house: TestHouse) -> None:
    await bind(house)
    with inside(house, "800"):
        await house.say("陈立", "/启用")
        assert "权限" in house.last()
        assert directory.find(house.chat) is None


async def test_the_governed_group_s_own_account_asks_for_roles(house: TestHouse) -> None:
    await bind(house)
    second = FakePlatform("10002", clock=house.clock)
    second.add_member("10002", group="800")
    accounts.up(second)
    first, house.platform = house.platform, second
    try:
        with inside(house, "800"):
            await house.say("林静", "/停止执法")
    finally:
        house.platform = first
    assert house.group.halted


async def test_where_two_groups_are_governed_there_is_no_command(house: TestHouse) -> None:
    await bind(house)
    house.clock.advance(60)
    with inside(house, "901", Role.OWNER):
        await house.say("陈立", "/启用")
        await bind(house)
    with inside(house, "800"):
        await house.say("林静", "/停止执法")
        assert house.said() == []
    assert not house.group.halted


async def test_a_group_that_is_not_enabled_hears_only_enabling(house: TestHouse) -> None:
    with inside(house, "700", Role.OWNER):
        for words in ("/帮助", "/警告 @王强 x", "/案件 1", "/模式 执行", "日结兼职 一天三百 加微信 abc12345"):
            await house.say("陈立", words)
        assert house.said() == []
        await house.say("陈立", "/启用")
        assert "已启用《基本群规》" in house.last()


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ADMIN])
async def test_only_its_owner_or_a_superuser_enables_a_group(house: TestHouse, role: Role) -> None:
    with inside(house, "700", role):
        await house.say("林静", "/启用")
        assert directory.find(house.chat) is None
        house.platform.add_member(SUPERUSER, group="700")
        await house.say(SUPERUSER, "/启用")
        assert directory.find(house.chat) is not None


async def test_without_roles_on_the_platform_only_a_superuser_enables(house: TestHouse) -> None:
    house.platform.capabilities = replace(house.platform.capabilities, abilities=frozenset())
    with inside(house, "700", Role.OWNER):
        await house.say("陈立", "/启用")
        assert directory.find(house.chat) is None
        await house.say(SUPERUSER, "/启用")
        assert directory.find(house.chat) is not None


async def test_an_anonymous_voice_has_no_command(house: TestHouse) -> None:
    said = house.house.intake.message
    house.house.intake.message = lambda m: said(replace(m, anonymous=True))  # type: ignore[method-assign]
    await house.say("陈立", "/停止执法")
    await house.say("陈立", "/帮助")
    assert not house.group.halted
    assert all("权限" in text for text in house.said())


async def test_private_commands_are_answered_in_private_and_others_are_not(house: TestHouse) -> None:
    await house.say("王强", "/帮助", private=True)
    [text] = house.platform.sent_privately(house.id_of("王强"))
    assert "/申诉" in text
    assert "/警告" not in text
    await house.say("陈立", "/模式 执行", private=True)
    assert house.platform.sent_privately(house.id_of("陈立")) == []
    assert house.calls("member") == []


async def test_nobody_is_asked_for_roles_where_none_are_needed(house: TestHouse) -> None:
    await house.say("王强", "/群规")
    assert house.calls("member") == []


async def test_whoever_types_too_fast_is_told_so_and_then_not_answered(house: TestHouse) -> None:
    for _ in range(20):
        await house.say("王强", "/群规")
    assert len(house.said()) == 13
    assert "命令发得太快" in house.last()
    assert house.house.intake.counters.too_fast == 8


async def test_an_answer_mentions_where_the_platform_cannot_quote(house: TestHouse) -> None:
    house.platform.capabilities = replace(house.platform.capabilities, abilities=frozenset())
    await house.say("王强", "/案件 99")
    assert house.last().startswith("@王强 ")


async def test_an_account_that_is_gone_answers_nobody(house: TestHouse) -> None:
    accounts.down(AccountId(house.account))
    await house.say("王强", "/群规")
    assert house.said() == []


async def test_help_for_an_unknown_command_shows_the_form(house: TestHouse) -> None:
    await house.say("王强", "/帮助 没有")
    assert house.last() == "写法：/帮助 [命令]"
    await house.say("王强", "/帮助 /warn")
    assert "/警告（/warn）" in house.last()
