"""A question with an answer is passed on to the publisher once and kept."""

from bot.domain.members import Role
from plugins.notices.models import Notice, Receipt
from tests.support.house import TestHouse


async def kept(house: TestHouse) -> dict[str, str | None]:
    names = {id: name for name, id in house.names.items()}
    return {names[row.member_id]: row.question for row in await Receipt.all().order_by("id")}


def told_in_private(house: TestHouse, name: str) -> list[str]:
    found: list[str] = []
    for call in house.calls("send"):
        if call["chat"].user == house.id_of(name):
            found.append("".join(getattr(part, "text", "") for part in call["parts"]))
    return found


async def test_an_answer_with_a_question_is_both(each_store: TestHouse) -> None:
    house = each_store
    await house.say("林静", "/notice 明早集合")
    said = len(house.said())
    await house.say("王强", "收到，请问几点集合？")
    await house.say("王强", "收到，请问几点集合？")
    await house.say("李雷", "收到但我请假去不了")
    await house.say("周明", "收到，已转发")
    assert await kept(house) == {"王强": "请问几点集合？", "李雷": "但我请假去不了", "周明": None}
    told = told_in_private(house, "林静")
    assert len(told) == 2
    assert "通知 #1" in told[0]
    assert "王强" in told[0]
    assert "并问" in told[0]
    assert "几点集合" in told[0]
    assert "李雷" in told[1]
    assert "并说明" in told[1]
    assert len(house.said()) == said
    await house.say("林静", "/notice 1")
    assert "王强：请问几点集合？" in house.last()


async def test_the_administration_group_is_told_where_there_is_one(house: TestHouse) -> None:
    house.platform.add_member(house.account, Role.ADMIN, group="901")
    house.platform.add_member(house.id_of("林静"), Role.OWNER, group="901")
    await house.say("林静", "/console 901")
    await house.say("林静", "/notice 明早集合")
    await house.say("王强", "收到，请问几点集合？")
    assert "几点集合" in house.platform.sent("901")[-1]
    assert told_in_private(house, "林静") == []


async def test_a_question_in_a_reply_after_the_answer_is_passed_on_too(house: TestHouse) -> None:
    message = await house.say("林静", "/notice 明早集合")
    await house.say("王强", "收到")
    await house.say("王强", "收到，请问几点集合？")  # talk that names no notice
    assert await kept(house) == {"王强": None}
    await house.say("王强", "收到，请问几点集合？", quote=message)
    await house.say("王强", "收到，请问在哪里集合？", quote=message)
    assert await kept(house) == {"王强": "请问几点集合？"}
    assert len(told_in_private(house, "林静")) == 1


async def test_the_command_takes_a_question_behind_the_number(house: TestHouse) -> None:
    await house.say("林静", "/notice 明早集合")
    await house.say("王强", "/收到 1 请问几点集合？")
    assert await kept(house) == {"王强": "请问几点集合？"}


async def test_a_notice_may_ask_for_a_word_of_its_own(house: TestHouse) -> None:
    await house.say("林静", "/notice 明天停水，收到请扣1")
    await house.say("王强", "1")
    await house.say("李雷", "+1")
    await house.say("周明", "12")
    assert set(await kept(house)) == {"王强", "李雷"}
    assert await Notice.all().count() == 1


async def test_a_digit_is_no_answer_to_a_notice_that_does_not_ask_for_it(house: TestHouse) -> None:
    await house.say("林静", "/notice 明天停水")
    await house.say("王强", "1")
    await house.say("李雷", "+1")
    assert await kept(house) == {}


async def test_several_numbers_answer_several_notices(house: TestHouse) -> None:
    await house.say("林静", "/notice 停水")
    await house.say("林静", "/notice 停电")
    await house.say("王强", "收到 #1 #2")
    await house.say("李雷", "/收到 1 2")
    assert await Receipt.all().count() == 4
