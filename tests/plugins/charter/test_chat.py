"""The regulation and the grounds of a case, asked for in chat."""

from bot.domain.members import Role
from bot.governance import roster
from bot.governance.regulations import basic
from tests.support.house import TestHouse


async def look_at_list(house: TestHouse) -> None:
    """The bot has looked at the member list once, as it does soon after a group is enabled."""
    await roster.look_at_list(house.group, now=house.clock.now())


async def test_the_whole_regulation_is_shown(house: TestHouse) -> None:
    await house.say("王强", "/群规")
    said = "\n".join(house.said())
    assert "《基本群规》" in said
    assert "第一条" in said
    assert "第二十六条" in said


async def test_a_word_shows_the_clauses_that_contain_it(house: TestHouse) -> None:
    await house.say("王强", "/rules 广告")
    assert "第四条" in house.last()
    assert "第五条" not in house.last()


async def test_one_clause_is_shown_by_its_number(house: TestHouse) -> None:
    await house.say("王强", "/群规 第十七条")
    assert "24小时内回复" in house.last()
    assert "第十八条" not in house.last()


async def test_a_word_in_no_clause_is_said_so(house: TestHouse) -> None:
    await house.say("王强", "/群规 火星")
    assert "没有含“火星”的条款" in house.last()


async def test_a_clause_that_is_not_there_is_said_so(house: TestHouse) -> None:
    await house.say("王强", "/群规 第九十条")
    assert "没有“第九十条”" in house.last()


async def test_a_bare_number_is_a_clause_and_else_a_word(house: TestHouse) -> None:
    await house.say("王强", "/群规 17")
    assert "第十七条" in house.last()
    await house.say("王强", "/群规 180")
    assert "重要消息留存180天" in house.last()


async def test_a_case_names_clause_version_and_text(house: TestHouse) -> None:
    await house.say("林静", "/warn 第四条 发广告", mention="王强")
    await house.say("王强", "/依据 1")
    assert "案件 #1" in house.last()
    assert f"《基本群规》{basic().version} 第四条" in house.last()
    assert "不得发布广告、推销及垃圾信息" in house.last()


async def test_an_administrator_sees_the_grounds_of_any_case(house: TestHouse) -> None:
    await house.say("林静", "/warn 第四条 发广告", mention="王强")
    await house.say("赵敏", "/why 1")
    assert "第四条" in house.last()


async def test_a_member_does_not_see_the_grounds_of_anothers_case(house: TestHouse) -> None:
    await house.say("林静", "/warn 第四条 发广告", mention="王强")
    await house.say("李雷", "/why 1")
    assert "不得发布广告" not in house.last()
    assert "权限" in house.last()


async def test_a_number_that_is_no_case_is_refused(house: TestHouse) -> None:
    await house.say("王强", "/why 99")
    assert "#99" in house.last()


async def test_why_wants_a_number_and_nothing_else(house: TestHouse) -> None:
    await house.say("王强", "/why 为什么")
    assert "/依据" in house.last() or "/why" in house.last()


async def test_a_stranger_asking_in_private_gets_no_regulation(house: TestHouse) -> None:
    house.names["路人"] = "77777"
    await house.say("路人", "/群规", private=True)
    [said] = house.platform.sent_privately("77777")
    assert "没有找到" in said
    assert "第四条" not in said


async def test_a_member_asks_for_the_rules_and_the_grounds_in_private(house: TestHouse) -> None:
    await house.say("王强", "大家好")
    await look_at_list(house)
    await house.say("林静", "/warn 第四条 发广告", mention="王强")
    await house.say("王强", "/群规 广告", private=True)
    await house.say("王强", "/依据 1", private=True)
    rules, why = house.platform.sent_privately(house.id_of("王强"))
    assert "第四条" in rules
    assert "不得发布广告" in why


async def test_in_private_nobody_sees_the_grounds_of_anothers_case(house: TestHouse) -> None:
    await look_at_list(house)
    await house.say("林静", "/warn 第四条 发广告", mention="王强")
    await house.say("赵敏", "/依据 1", private=True)
    assert house.platform.sent_privately(house.id_of("赵敏")) == ["没有编号 #1 的这类事项。"]


async def test_the_owner_sees_grounds_too(house: TestHouse) -> None:
    house.member("老板", Role.OWNER)
    await house.say("林静", "/warn 第六条 骂人", mention="王强")
    await house.say("陈立", "/why 1")
    assert "第六条" in house.last()
