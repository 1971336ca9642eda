"""Who is in the group without having been there before, on both platforms."""

from datetime import timedelta

from bot.domain.events import MemberLeft
from bot.domain.ids import MemberId
from bot.domain.members import Role
from bot.governance import roster
from bot.store import models
from plugins.joining.models import Arrival
from tests.support.house import TestHouse

from .conftest import Ask
from .test_requests import joined


def welcomes(house: TestHouse) -> list[str]:
    return [text for text in house.said() if "欢迎" in text]


async def test_a_newcomer_is_welcomed_with_the_rules_and_how_to_register(house: TestHouse) -> None:
    await house.happen(joined(house, "30001"))
    await house.pass_time(4)
    [text] = welcomes(house)
    assert "《基本群规》" in text
    assert "/登记 姓名 部门" in text
    assert "部门-姓名" in text


async def test_twenty_who_come_within_a_minute_get_one_welcome(house: TestHouse) -> None:
    for number in range(20):
        await house.happen(joined(house, str(31000 + number)))
        await house.pass_time(2)
    await house.pass_time(timedelta(minutes=3))
    [text] = welcomes(house)
    assert "等 20 位新成员" in text
    assert text.count("310") == 5


async def test_two_who_come_a_little_apart_are_not_welcomed_in_a_stream(house: TestHouse) -> None:
    for number in range(6):
        await house.happen(joined(house, str(31000 + number)))
        await house.pass_time(8)
    await house.pass_time(timedelta(minutes=2))
    assert len(welcomes(house)) == 2


async def test_nobody_is_welcomed_who_has_left_again(house: TestHouse) -> None:
    await house.happen(joined(house, "30001"))
    await house.happen(
        MemberLeft(account=house.account, chat=house.chat, at=house.clock.now(), member=MemberId("30001"))
    )
    await house.pass_time(10)
    assert welcomes(house) == []
    assert await Arrival.all().count() == 0


async def test_a_banned_member_who_got_in_is_removed_by_a_case_with_its_clause(house: TestHouse) -> None:
    await house.say("林静", "/ban 打广告", mention="李雷")
    await house.settle()
    house.platform.calls.clear()
    await house.happen(
        MemberLeft(account=house.account, chat=house.chat, at=house.clock.now(), member=house.id_of("李雷"))
    )
    await house.happen(joined(house, house.id_of("李雷")))
    await house.pass_time(10)
    [call] = house.calls("kick")
    assert call["member"] == house.id_of("李雷")
    assert any("案件 #2" in text and "第十二条" in text for text in house.said())
    assert welcomes(house) == []


async def test_people_brought_in_by_a_plain_member_are_told_once(house: TestHouse) -> None:
    for number in range(3):
        await house.happen(joined(house, str(31000 + number), operator=house.id_of("李雷"), invited=True))
    await house.pass_time(5)
    told = [text for text in house.said() if "未经管理员同意" in text]
    assert len(told) == 1
    assert "李雷" in told[0]
    assert "第十一条" in told[0]
    assert "31002" in told[0]


async def test_the_inviters_breach_is_a_proposed_case_and_the_newcomers_are_held_against_the_roster(
    house: TestHouse,
) -> None:
    house.platform.add_member("31000", card="研发部-周九")
    await house.happen(joined(house, "31001", operator=house.id_of("李雷"), invited=True))
    await house.pass_time(5)
    case = await models.Case.get(offence="conduct.invite")
    assert (case.member_id, case.state, case.clause) == (house.id_of("李雷"), "proposed", "第十一条")
    told = next(text for text in house.said() if "未经管理员同意" in text)
    assert "[不在册]" in told
    assert f"案件 #{case.number}" in told


async def test_people_brought_in_by_an_administrator_are_nobodys_concern(house: TestHouse) -> None:
    await house.happen(joined(house, "31000", operator=house.id_of("林静"), invited=True))
    await house.pass_time(5)
    assert not any("未经管理员同意" in text for text in house.said())


async def test_who_was_let_in_on_request_was_not_brought_in(house: TestHouse, ask: Ask) -> None:
    await ask("31000", "张三 研发部")
    await house.happen(joined(house, "31000", operator=house.id_of("李雷"), invited=True))
    await house.pass_time(5)
    assert not any("未经管理员同意" in text for text in house.said())


async def test_who_comes_back_need_not_register_again(house: TestHouse) -> None:
    await house.say("王强", "/登记 王强 研发部")
    member = house.id_of("王强")
    await house.happen(MemberLeft(account=house.account, chat=house.chat, at=house.clock.now(), member=member))
    await house.happen(joined(house, member))
    await house.pass_time(5)
    assert "/登记" not in welcomes(house)[0]


async def test_on_wechat_a_difference_of_the_list_is_welcomed_once(wechat: TestHouse) -> None:
    for number in range(7):
        wechat.platform.add_member(f"wxid_new{number}", nickname=f"新人{number}")
    await roster.look_at_list(wechat.group, now=wechat.clock.now())
    await wechat.pass_time(4)
    [text] = welcomes(wechat)
    assert "新人0" in text
    assert "等 7 位" in text


async def test_on_wechat_who_came_without_a_request_is_told_once_with_what_the_roster_says(wechat: TestHouse) -> None:
    wechat.platform.add_member("wxid_new1", nickname="研发部-周九")
    wechat.platform.add_member("wxid_new2", nickname="路人")
    await roster.look_at_list(wechat.group, now=wechat.clock.now())
    await wechat.pass_time(timedelta(minutes=2))
    [told] = [text for text in wechat.said() if "没有申请记录" in text]
    assert "[疑似 研发部 周九]" in told
    assert "[不在册]" in told
    assert "第十二条" in told


async def test_another_bot_of_ours_is_not_welcomed(house: TestHouse) -> None:
    house.platform.add_member("10001", Role.ADMIN)
    await house.happen(joined(house, "10001"))
    await house.pass_time(5)
    assert welcomes(house) == []
