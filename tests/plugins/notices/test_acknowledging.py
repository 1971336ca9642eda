"""Answers: recorded once, without a word of the bot."""

from datetime import timedelta

import pytest

from bot.domain.events import Reacted
from bot.domain.ids import MemberId, MessageId
from bot.domain.messages import IncomingMessage, Mention, Text
from plugins.notices.models import Notice, Receipt
from plugins.notices.service import board, load_board
from tests.plugins.notices.conftest import HOUR, MINUTE
from tests.support.house import TestHouse


async def answered(house: TestHouse, number: int = 1) -> dict[str, str]:
    names = {id: name for name, id in house.names.items()}
    rows = await Receipt.filter(notice__number=number).order_by("id")
    return {names[row.member_id]: row.how + ("+late" if row.late else "") for row in rows}


def published(house: TestHouse, number: int = 1) -> str:
    return next(m.id for m in house.platform.group().history if f"【通知 #{number}】" in m.text)


async def test_the_word_is_recorded_once_and_answered_with_a_reaction(each_store: TestHouse) -> None:
    house = each_store
    await house.say("林静", "/notice 停电")
    said = len(house.said())
    first = await house.say("王强", "收到，已转发")
    await house.say("王强", "收到")
    assert await answered(house) == {"王强": "word"}
    assert house.platform.group().reactions == [(first, "124")]
    assert len(house.said()) == said


@pytest.mark.parametrize("text", ["没收到", "收到了吗？", "谁收到了", "收到请回复", "李雷收到", "今天吃什么"])
async def test_other_talk_is_no_answer(house: TestHouse, text: str) -> None:
    await house.say("林静", "/notice 停电")
    await house.say("王强", text)
    assert await answered(house) == {}


async def test_the_command_is_recorded_and_gets_no_answer(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    said = len(house.said())
    await house.say("王强", "/ack 1")
    await house.say("王强", "/收到 #1")
    await house.say("李雷", "/ack")
    assert await answered(house) == {"王强": "command", "李雷": "command"}
    assert len(house.said()) == said


async def test_a_reply_counts_for_the_quoted_notice(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    command = await house.say("林静", "/notice 停水")
    await house.say("王强", "好的", quote=published(house, 1))
    await house.say("李雷", "OK", quote=command)
    await house.say("周明", "/ack", quote=published(house, 1))
    assert await answered(house, 1) == {"王强": "reply", "周明": "reply"}
    assert await answered(house, 2) == {"李雷": "reply"}


async def test_a_reply_to_somebody_else_is_no_answer_to_the_notice(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    other = await house.say("李雷", "把表给我")
    await house.say("王强", "收到", quote=other)
    await house.say("周明", [Mention(house.id_of("李雷"), "李雷"), Text(" 好的")])
    assert await answered(house) == {}
    await house.say("周明", [Mention(house.id_of("林静"), "林静"), Text(" 收到")])
    assert await answered(house) == {"周明": "word"}


async def test_a_reaction_to_the_notice_counts_and_its_removal_takes_nothing_back(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")

    async def react(who: str, emoji: str, added: bool = True, message: str | None = None) -> None:
        event = Reacted(
            account=house.account,
            chat=house.chat,
            at=house.clock.now(),
            member=house.id_of(who),
            message=MessageId(message or published(house)),
            emoji=emoji,
            added=added,
        )
        await house.happen(event)

    await react("王强", "124")
    await react("王强", "124", added=False)
    await react("李雷", "77")
    await react("周明", "76", message="999")
    assert await answered(house) == {"王强": "reaction"}


async def test_an_answer_after_the_deadline_is_late(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电 截止 10:00")
    await house.pass_time(2 * HOUR)
    await house.say("王强", "收到")
    assert await answered(house) == {"王强": "word+late"}
    await house.say("林静", "/notice 1")
    assert "已回 1 人（迟回 1）" in house.last()


async def test_with_several_open_a_bare_word_means_the_one_of_the_last_ten_minutes(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    await house.pass_time(HOUR)
    await house.say("林静", "/notice 停水")
    await house.pass_time(9 * MINUTE)
    await house.say("王强", "收到")
    await house.pass_time(2 * MINUTE)
    await house.say("李雷", "收到")
    await house.say("王强", "收到")
    assert await answered(house, 2) == {"王强": "word"}
    assert await answered(house, 1) == {"王强": "word"}  # the only one still open for them


async def test_a_number_in_the_word_names_the_notice(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    await house.say("林静", "/notice 停水")
    await house.say("王强", "收到 #1")
    await house.say("李雷", "收到 #9")
    assert await answered(house, 1) == {"王强": "word"}
    assert await answered(house, 2) == {}


async def test_the_command_without_a_number_lists_several(house: TestHouse) -> None:
    await house.say("王强", "/ack")
    assert "没有待回复的通知" in house.last()
    await house.say("林静", "/notice 停电")
    await house.say("林静", "/notice 停水")
    await house.say("王强", "/ack")
    assert "2 条通知待回复" in house.last()
    assert "#1 停电" in house.last()
    assert await answered(house, 1) == {} == await answered(house, 2)


async def test_what_cannot_be_acknowledged_says_why(house: TestHouse) -> None:
    await house.say("周明", "/notice 团建")
    await house.say("林静", "/notice 停电")
    await house.say("林静", "/close 2")
    for words, answer in (
        ("/ack 1", "没有发布"),
        ("/ack 2", "通知 #2 已结束"),
        ("/ack 77", "没有编号 #77"),
        ("/ack 收到", "写法：/收到 [编号]"),
    ):
        await house.say("王强", words)
        assert answer in house.last()


async def test_open_notices_survive_a_restart(each_store: TestHouse) -> None:
    house = each_store
    await house.say("林静", "/notice 停电")
    await house.say("林静", [Text("/notice 停水 给 "), Mention(house.id_of("李雷"), "李雷")])
    await house.say("王强", "收到")
    board.clear()
    await load_board()
    await house.say("王强", "收到")
    await house.say("李雷", "收到", quote=published(house, 2))
    await house.say("周明", "收到")
    assert await answered(house, 1) == {"王强": "word", "周明": "word"}
    assert await answered(house, 2) == {"李雷": "reply"}


async def test_a_notice_of_another_process_is_found_by_its_number(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    board.clear()
    await house.say("王强", "/ack 1")
    assert await answered(house) == {"王强": "command"}
    await house.say("李雷", "收到")
    assert await answered(house) == {"王强": "command", "李雷": "word"}


async def test_an_answer_to_a_notice_that_another_process_closed_is_dropped(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    await Notice.filter(number=1).update(state="closed")
    await house.say("王强", "收到")
    assert await answered(house) == {}
    assert not board.open_in(house.group.id)


async def test_a_rush_of_answers_is_a_row_each_and_few_reactions(house: TestHouse) -> None:
    people = [house.member(f"员工{n}") for n in range(300)]
    await house.say("林静", "/notice 停电")
    now = house.clock.now()
    for _ in range(2):
        for n, member in enumerate(people):
            message = IncomingMessage(
                house.account,
                house.chat,
                MessageId(f"rush{_}-{n}"),
                MemberId(member),
                f"员工{n}",
                (Text("收到"),),
                now,
                now,
            )
            house.house.intake.message(message)
    calls = len(house.platform.calls)
    await house.house.lanes.drain(30)
    assert len(house.platform.calls) == calls  # nothing on this way asks the platform
    assert await Receipt.all().count() == 300
    await house.settle()
    assert len(house.platform.group().reactions) == 20


async def test_talk_in_a_group_without_open_notices_is_not_even_read(house: TestHouse) -> None:
    assert board.open_in(house.group.id) == {}
    await house.say("林静", "/notice 停电")
    assert len(board.open_in(house.group.id)) == 1
    await house.say("林静", "/close 1")
    assert board.open_in(house.group.id) == {}
    assert board.of_message(house.account, MessageId(published(house))) is None


async def test_wechat_has_neither_ids_nor_reactions_and_works(wechat: TestHouse) -> None:
    house = wechat
    await house.say("赵敏", "/notice 停电 截止 18:00")
    await house.say("王强", "收到")
    await house.say("李雷", "好的", quote="something")
    assert await answered(house) == {"王强": "word", "李雷": "reply"}
    assert house.calls("react") == []
    await house.pass_time(timedelta(hours=7))
    assert house.last().startswith("@林静 @周明 【通知 #1·提醒 第1次】")
