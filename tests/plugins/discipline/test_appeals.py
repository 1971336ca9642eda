"""Appealing in private: the group is found, or asked for."""

from bot.domain.members import Role
from bot.governance import cases
from tests.support.house import TestHouse


async def second_group(house: TestHouse) -> None:
    """王强 has a case #1 in another group as well, where 林静 is an administrator too."""
    house.platform.group("901").name = "二群"
    for name, role in (("陈立", Role.OWNER), ("林静", Role.ADMIN), ("王强", Role.MEMBER)):
        house.platform.add_member(house.id_of(name), role, group="901", card=name)
    house.clock.advance(60)
    house.group_number = "901"
    await house.say("陈立", "/启用")
    await house.say("林静", "/警告 二群的事", mention="王强")
    house.group_number = "900"


async def answer(house: TestHouse, words: str) -> str:
    await house.say("王强", words, private=True)
    return house.platform.sent_privately(house.id_of("王强"))[-1]


async def test_in_private_the_one_group_is_found(house: TestHouse) -> None:
    await house.say("林静", "/警告 迟到", mention="王强")
    assert "申诉已收到（案件 #1）" in (await answer(house, "/申诉 1 当时请假了")).replace("，将", "）")
    assert any("当时请假了" in text for text in house.said())


async def test_in_several_groups_the_group_is_asked_for_and_can_be_named(house: TestHouse) -> None:
    await house.say("林静", "/警告 迟到", mention="王强")
    await second_group(house)
    asked = await answer(house, "/申诉 1 当时请假了")
    assert "/申诉 1 900 理由（测试群）" in asked
    assert "/申诉 1 901 理由（二群）" in asked
    await answer(house, "/申诉 1 901 当时请假了")
    assert "当时请假了" in house.platform.sent("901")[-1]
    assert not any("当时请假了" in text for text in house.said())


async def test_a_case_that_stands_is_meant_before_one_that_was_pardoned(house: TestHouse) -> None:
    await house.say("林静", "/警告 迟到", mention="王强")
    await house.say("林静", "/撤销案件 1 弄错了")
    await second_group(house)
    await answer(house, "/申诉 1 当时请假了")
    assert "当时请假了" in house.platform.sent("901")[-1]


async def test_somebody_else_s_case_is_no_case_in_private(house: TestHouse) -> None:
    await house.say("林静", "/警告 迟到", mention="李雷")
    assert await answer(house, "/申诉 1 我替他说") == "没有编号 #1 的这类事项。"
    assert (await cases.find_case(house.group.id, 1)).state == "standing"


async def test_an_appeal_needs_a_reason(house: TestHouse) -> None:
    await house.say("林静", "/警告 迟到", mention="王强")
    assert (await answer(house, "/申诉 1")).startswith("写法：/申诉")
