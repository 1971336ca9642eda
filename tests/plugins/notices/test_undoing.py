"""An answer can be taken back within five minutes, by command or by recalling what said it."""

from datetime import timedelta

import pytest

from bot.domain.events import MessageRecalled
from bot.domain.ids import MessageId
from bot.store import models
from plugins.notices.models import Receipt
from tests.plugins.notices.conftest import MINUTE
from tests.support.house import TestHouse


async def answered(house: TestHouse) -> list[str]:
    names = {id: name for name, id in house.names.items()}
    return [names[row.member_id] for row in await Receipt.all().order_by("id")]


async def recall(house: TestHouse, message: MessageId, author: str, operator: str | None = None) -> None:
    event = MessageRecalled(
        account=house.account,
        chat=house.chat,
        at=house.clock.now(),
        message=message,
        author=house.id_of(author),
        operator=house.id_of(operator or author),
    )
    await house.happen(event)


async def test_the_command_takes_an_answer_back_and_it_may_be_given_again(each_store: TestHouse) -> None:
    house = each_store
    await house.say("林静", "/notice 停电")
    await house.say("王强", "收到")
    await house.pass_time(4 * MINUTE)
    await house.say("王强", "/收到 1 撤回")
    assert "已撤回你对通知 #1 的回复" in house.last()
    assert await answered(house) == []
    assert "notice.answer_taken_back" in [entry.action for entry in await models.AuditEntry.all()]
    await house.say("王强", "收到")
    assert await answered(house) == ["王强"]


async def test_after_five_minutes_it_is_refused_politely(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    await house.say("王强", "收到")
    await house.pass_time(timedelta(minutes=5, seconds=1))
    await house.say("王强", "/ack 撤回")
    assert "超过5分钟后不能撤回" in house.last()
    assert await answered(house) == ["王强"]


async def test_there_must_be_an_answer_of_ones_own(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    await house.say("王强", "收到")
    await house.say("李雷", "/ack 1 撤回")
    assert "没有可以撤回的回复" in house.last()
    await house.say("李雷", "/ack 1 撤回", mention="王强")
    assert await answered(house) == ["王强"]


async def test_recalling_ones_own_word_takes_the_answer_back(each_store: TestHouse) -> None:
    house = each_store
    await house.say("林静", "/notice 停电")
    said = await house.say("王强", "收到")
    other = await house.say("李雷", "收到")
    before = len(house.said())
    await recall(house, said, "王强")
    await recall(house, said, "王强")
    assert await answered(house) == ["李雷"]
    assert len(house.said()) == before
    await house.pass_time(6 * MINUTE)
    await recall(house, other, "李雷")
    assert await answered(house) == ["李雷"]


async def test_what_an_administrator_recalls_stays_answered(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    said = await house.say("王强", "收到")
    await recall(house, said, "王强", operator="林静")
    await recall(house, MessageId("elsewhere"), "王强")
    assert await answered(house) == ["王强"]


@pytest.mark.parametrize("doubles", [1, 3])
async def test_answers_and_their_undoing_in_any_number_end_as_the_last_one(house: TestHouse, doubles: int) -> None:
    await house.say("林静", "/notice 停电")
    for _ in range(doubles):
        for _ in range(doubles):
            await house.say("王强", "收到")
        for _ in range(doubles):
            await house.say("王强", "/ack 1 撤回")
    assert await answered(house) == []
