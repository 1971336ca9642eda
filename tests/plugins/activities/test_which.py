"""报名 while several activities are open: nobody is left without an answer, and nobody is asked twice in a row."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from plugins.activities.models import SignUp
from plugins.activities.service import asked_which
from tests.plugins.activities.test_answers import HIKE, answers
from tests.support.house import TestHouse

DINNER = "/活动 聚餐 | 周六18:00 | 食堂 | AA"


@pytest.fixture(autouse=True)
def _nobody_was_asked() -> Iterator[None]:
    asked_which.clear()
    yield


async def _two(house: TestHouse) -> int:
    await house.say("赵磊", HIKE)
    await house.say("赵磊", DINNER)
    return len(house.said())


@pytest.mark.parametrize(
    ("words", "example"),
    [("报名", "报名 #1"), ("我要报名", "报名 #1"), ("不能参加", "不能参加 #1"), ("待定", "待定 #1")],
)
async def test_it_is_asked_which_of_them_and_the_example_works(house: TestHouse, words: str, example: str) -> None:
    said = await _two(house)
    await house.say("王强", words)
    assert len(house.said()) == said + 1
    lines = house.last().splitlines()
    assert lines[0] == f"@王强 有2个活动，请说明是哪个活动，例如“{example}”："
    assert lines[1].startswith("#1 登山（")
    assert lines[2].startswith("#2 聚餐（")
    await house.say("王强", example)
    assert [(await row.activity).number for row in await SignUp.all()] == [1]


async def test_nobody_is_asked_twice_within_some_minutes(house: TestHouse) -> None:
    said = await _two(house)
    for words in ("报名", "报名", "不能参加"):
        await house.say("王强", words)
    assert len(house.said()) == said + 1
    await house.say("李娜", "报名")
    assert len(house.said()) == said + 2
    await house.pass_time(timedelta(minutes=10))
    await house.say("王强", "报名")
    assert len(house.said()) == said + 3
    assert await answers(house) == {}


@pytest.mark.parametrize("words", ["去", "+1", "请假", "不去了", "有事", "报名 #9", "谁报名了", "大家报名"])
async def test_words_that_may_mean_something_else_stay_without_an_answer(house: TestHouse, words: str) -> None:
    said = await _two(house)
    await house.say("王强", words)
    assert len(house.said()) == said
    assert await answers(house) == {}


async def test_only_one_that_still_takes_sign_ups_is_meant(house: TestHouse) -> None:
    await house.say("赵磊", f"{HIKE} | 截止报名 今天12:00")
    await house.say("赵磊", DINNER)
    await house.pass_time(timedelta(hours=10))
    said = len(house.said())
    await house.say("王强", "报名")
    assert [(await row.activity).number for row in await SignUp.all()] == [2]
    assert len(house.said()) == said


async def test_more_than_five_are_counted(house: TestHouse) -> None:
    for n in range(6):
        await house.say("赵磊", f"/活动 第{n}场 | 周五1{n}:00 | 礼堂 | 讲座")
    await house.say("王强", "报名")
    lines = house.last().splitlines()
    assert lines[0].startswith("@王强 有6个活动")
    assert len(lines) == 7
    assert lines[-1] == "另有 1 个，见 /活动列表"
