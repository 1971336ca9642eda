"""Answers in private: to the open notices of the groups that the sender is in."""

from bot.governance import roster
from plugins.notices.models import Receipt
from tests.plugins.notices.conftest import MINUTE
from tests.plugins.notices.rules import with_duty
from tests.plugins.notices.test_remarks import told_in_private
from tests.support.house import TestHouse


async def known(house: TestHouse) -> None:
    """Who is in the group is known: a private message names no group."""
    await roster.look_at_list(house.group, now=house.clock.now())


async def answered(house: TestHouse) -> dict[str, str]:
    names = {id: name for name, id in house.names.items()}
    return {names[row.member_id]: row.how for row in await Receipt.all().order_by("id")}


async def test_the_word_in_private_is_recorded_and_confirmed(each_store: TestHouse) -> None:
    house = each_store
    await known(house)
    await house.say("林静", "/notice 停电")
    await house.say("王强", "收到", private=True)
    assert await answered(house) == {"王强": "private"}
    assert "已记录你的回复" in told_in_private(house, "王强")[-1]
    assert "#1" in told_in_private(house, "王强")[-1]


async def test_the_command_works_in_private_with_and_without_a_number(house: TestHouse) -> None:
    await known(house)
    await house.say("林静", "/notice 停电")
    await house.say("王强", "/收到 1", private=True)
    await house.say("李雷", "/ack", private=True)
    assert await answered(house) == {"王强": "private", "李雷": "private"}


async def test_several_open_notices_are_listed_and_a_number_chooses(house: TestHouse) -> None:
    await known(house)
    await house.say("林静", "/notice 停电")
    await house.say("林静", "/notice 停水")
    await house.say("王强", "收到", private=True)
    assert "2 条通知待回复" in told_in_private(house, "王强")[-1]
    assert await answered(house) == {}
    await house.say("王强", "收到 2", private=True)
    assert await answered(house) == {"王强": "private"}


async def test_strangers_and_other_talk_get_no_answer(house: TestHouse) -> None:
    await known(house)
    await house.say("林静", "/notice 停电")
    await house.say("77777", "收到", private=True)
    await house.say("王强", "在吗", private=True)
    await house.say("王强", "收到了吗", private=True)
    assert await answered(house) == {}
    assert house.platform.called("send")[-1]["chat"].user is None


async def test_a_question_in_private_goes_to_the_publisher(house: TestHouse) -> None:
    await known(house)
    await house.say("林静", "/notice 停电")
    await house.say("王强", "收到，请问停多久？", private=True)
    assert "请问停多久" in told_in_private(house, "林静")[-1]


async def test_who_wrote_the_notice_is_not_asked(house: TestHouse) -> None:
    await known(house)
    await house.say("林静", "/notice 停电")
    await house.say("林静", "/ack", private=True)
    assert "没有待回复的通知" in told_in_private(house, "林静")[-1]


async def test_a_word_of_the_regulation_is_understood_in_private_a_minute_after_it_changed(house: TestHouse) -> None:
    await known(house)
    await house.say("林静", "/notice 停电")
    await house.say("王强", "遵照办理", private=True)
    with_duty(house, "notice.ack", ack_words="遵照办理")
    await house.pass_time(2 * MINUTE)
    await house.say("王强", "遵照办理", private=True)
    assert await answered(house) == {"王强": "private"}
