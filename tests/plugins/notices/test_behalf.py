"""A leader answers for a report: recorded as such, refused to others."""

import pytest

from bot.domain.messages import Mention, Text
from bot.domain.people import Person
from plugins.notices.models import Receipt
from plugins.notices.service.behalf import leads
from tests.plugins.notices.roster import enrol
from tests.support.house import TestHouse


async def answered(house: TestHouse) -> dict[str, str]:
    names = {id: name for name, id in house.names.items()}
    return {names[row.member_id]: f"{row.how}:{row.by_name}" for row in await Receipt.all().order_by("id")}


async def test_an_administrator_answers_for_a_member_by_command(each_store: TestHouse) -> None:
    house = each_store
    await house.say("林静", "/notice 停电")
    await house.say("赵敏", "/收到 1", mention="王强")
    assert await answered(house) == {"王强": "behalf:赵敏"}
    assert "王强 对通知 #1 的回复（赵敏代）" in house.last()
    await house.say("林静", "/notice 1")
    assert "王强（赵敏代）" in house.last()
    await house.say("赵敏", "/收到 1", mention="王强")
    assert "此前已经回复" in house.last()


async def test_the_superior_of_the_roster_and_the_head_of_the_department_may(house: TestHouse) -> None:
    await enrol(house, "王强", superior="周明")
    await enrol(house, "李雷", department="财务部", position="财务部主任")
    await enrol(house, "周明", department="财务部")
    await house.say("林静", "/notice 停电")
    await house.say("周明", "代王强收到")
    await house.say("李雷", [Text("收到，代"), Mention(house.id_of("周明"), "周明"), Text(" 回复")])
    assert await answered(house) == {"王强": "behalf:周明", "周明": "behalf:李雷"}


async def test_others_are_refused_by_command_and_not_heard_in_talk(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    before = len(house.said())
    await house.say("李雷", "代王强收到")
    await house.say("李雷", "代查无此人收到")
    assert len(house.said()) == before
    await house.say("李雷", "/ack 1", mention="王强")
    assert "可以代其回复" in house.last()
    assert await answered(house) == {}


async def test_nobody_is_answered_for_who_was_not_asked(house: TestHouse) -> None:
    await house.say("林静", [Text("/notice 停水 给 "), Mention(house.id_of("李雷"), "李雷")])
    await house.say("赵敏", "/ack 1", mention="王强")
    assert "没有要求王强回复" in house.last()
    assert await answered(house) == {}


async def test_who_is_answered_for_needs_no_number_where_one_notice_waits(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    await house.say("赵敏", "/ack", mention="王强")
    await house.say("林静", "/notice 停水")
    await house.say("赵敏", "/ack", mention="李雷")
    assert "多条通知" in house.last()
    assert await answered(house) == {"王强": "behalf:赵敏"}


async def test_who_answered_for_somebody_and_they_themselves_may_take_it_back(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    await house.say("赵敏", "/ack 1", mention="王强")
    await house.say("赵敏", [Text("/ack 1 撤回 "), Mention(house.id_of("王强"), "王强")])
    assert await answered(house) == {}
    await house.say("赵敏", "/ack 1", mention="王强")
    await house.say("王强", "/ack 1 撤回")
    assert await answered(house) == {}


async def test_a_mention_of_the_publisher_is_no_answer_on_behalf(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    await house.say("王强", "/ack 1", mention="林静")
    assert await answered(house) == {"王强": "command:"}


@pytest.mark.parametrize(
    ("leader", "report", "is_led"),
    [
        (Person("周明"), Person("王强", superior="周 明"), True),
        (Person("周明", department="财务部", position="部门负责人"), Person("王强", department="财务部"), True),
        (Person("周明", department="财务部", position="办公室主任助理"), Person("王强", department="财务部"), False),
        (Person("周明", department="技术部", position="主任"), Person("王强", department="财务部"), False),
        (Person("周明", department=None, position="主任"), Person("王强", department=None), False),
        (Person("周明", state="departed"), Person("王强", superior="周明"), False),
        (Person("周明", department="财务部", position="会计"), Person("王强", department="财务部"), False),
        (None, Person("王强"), False),
        (Person("周明"), None, False),
    ],
)
def test_who_leads_whom_is_the_rosters_word(leader: Person | None, report: Person | None, is_led: bool) -> None:
    assert leads(leader, report) is is_led
