"""``/register`` and ``/leave``, in the group and in private."""

from datetime import timedelta

from bot.domain.events import MemberLeft
from bot.domain.ports import Outcome
from bot.governance import people
from bot.store import models
from plugins.joining.models import Asking
from tests.plugins.joining.conftest import have_roster
from tests.support.house import TestHouse


async def person_of(member: str) -> models.Person | None:
    row = await models.Membership.get(member_id=member).prefetch_related("person")
    return row.person


async def test_a_certain_registration_links_and_sets_the_right_card(house: TestHouse) -> None:
    await house.say("王强", "/登记 王强 研发部")
    person = await person_of(house.id_of("王强"))
    assert person is not None
    assert person.staff_number == "A1025"
    [call] = house.calls("set_card")
    assert (call["member"], call["card"]) == (house.id_of("王强"), "研发部-王强")
    assert "研发部-王强" in house.last()


async def test_a_phone_said_in_the_group_is_never_repeated(house: TestHouse) -> None:
    await house.say("王强", "/register 王强 研发部 13700137000")
    await house.say("李雷", "/register 李雷 研发部 13700137999")
    assert not any("13700137" in text for text in house.said())
    assert "私聊" in house.last()
    assert house.calls("recall") == []


async def test_registering_in_private_reaches_the_group(house: TestHouse) -> None:
    await house.say("王强", "/登记 王强 研发部 13700137000", private=True)
    assert await person_of(house.id_of("王强")) is not None
    assert house.said() == []
    [answer] = house.platform.sent_privately(house.id_of("王强"))
    assert "已完成" in answer
    assert "个人信息" not in answer


async def test_a_stranger_in_private_is_told_to_come_in_first(house: TestHouse) -> None:
    await house.say("77777", "/登记 王强 研发部", private=True)
    assert "先入群" in house.platform.sent_privately("77777")[0]


async def test_an_uncertain_registration_is_put_before_the_administrators(house: TestHouse) -> None:
    await house.say("李雷", "/登记 李雷 销售部")
    assert "已转管理员核对" in house.last()
    assert any("待审核：登记 #1" in text for text in house.said())
    await house.say("李雷", "/登记 李雷 销售部")
    assert "#1" in house.last()
    await house.say("林静", "/驳回 1 请到人事处办理")
    assert any("请到人事处办理" in text for text in house.said())


async def test_an_accepted_registration_brings_the_roster_up_to_date(house: TestHouse) -> None:
    await house.say("王强", "/登记 王强 研发部 13711112222")
    assert await person_of(house.id_of("王强")) is None
    await house.say("林静", "/通过 1")
    person = await person_of(house.id_of("王强"))
    assert person is not None
    assert person.phone == "13711112222"
    assert "电话已更新" in house.last()
    roster = await people.roster_of(house.group.organisation_id)
    assert any(each.phone == "13711112222" for each in roster.people)


async def test_nobody_takes_the_name_of_a_member_who_is_linked(house: TestHouse) -> None:
    await house.say("王强", "/登记 王强 研发部")
    await house.say("李雷", "/登记 王强 研发部")
    assert "已有账号" in house.last()
    assert await person_of(house.id_of("李雷")) is None


async def test_nobody_becomes_another_person_by_registering_again(house: TestHouse) -> None:
    await house.say("王强", "/登记 王强 研发部")
    await house.say("王强", "/登记 张三 研发部")
    assert "另一人" in house.last()


async def test_too_little_is_asked_for_more_and_bothers_nobody(house: TestHouse) -> None:
    await house.say("王强", "/登记 王强")
    assert "至少" in house.last()
    assert await Asking.all().count() == 0


async def test_a_card_that_cannot_be_set_is_asked_of_the_member(house: TestHouse) -> None:
    house.platform.script("set_card", Outcome.DENIED)
    await house.say("王强", "/登记 王强 研发部")
    assert "请你把群名片改为“研发部-王强”" in house.last()


async def test_on_wechat_the_right_card_is_told(wechat: TestHouse) -> None:
    await wechat.say("王强", "/登记 王强 研发部")
    assert "请把群名片改为“研发部-王强”" in wechat.last()
    assert wechat.calls("set_card") == []


async def test_leaving_is_approved_and_left_to_the_member(house: TestHouse) -> None:
    await house.say("李雷", "/退群 调到外地")
    assert any("调到外地" in text for text in house.said())
    await house.say("林静", "/通过 1")
    assert any("请在三天内自行退群" in text for text in house.said())
    assert house.calls("kick") == []
    await house.pass_time(timedelta(days=3, minutes=1))
    assert "仍在群内" in house.last()


async def test_who_has_left_is_not_looked_for(house: TestHouse) -> None:
    await house.say("李雷", "/leave 离职")
    await house.say("林静", "/approve 1")
    member = house.id_of("李雷")
    await house.happen(MemberLeft(account=house.account, chat=house.chat, at=house.clock.now(), member=member))
    house.platform.group().history.clear()
    await house.pass_time(timedelta(days=3, minutes=1))
    assert house.said() == []


async def test_leaving_needs_a_reason(house: TestHouse) -> None:
    await house.say("李雷", "/退群")
    assert house.last() == "写法：/退群 理由"


async def test_one_who_waited_for_the_roster_is_settled_by_asking_again(house: TestHouse) -> None:
    await models.Person.all().delete()
    people.forget_rosters()
    await house.say("王强", "/登记 王强 研发部")
    assert "已转管理员核对" in house.last()
    await have_roster(house)
    await house.say("王强", "/登记 王强 研发部")
    assert "登记 #1 已完成" in house.last()
    assert await person_of(house.id_of("王强")) is not None


async def test_one_approved_after_the_roster_came_is_linked_with_it(house: TestHouse) -> None:
    await models.Person.all().delete()
    people.forget_rosters()
    await house.say("王强", "/登记 王强 研发部")
    await have_roster(house)
    await house.say("林静", "/通过 1")
    person = await person_of(house.id_of("王强"))
    assert person is not None
    assert person.staff_number == "A1025"
