"""Attempts at poisoning in the chat: what waits, what cancels, what is refused, each with its reason."""

from datetime import timedelta

import pytest

from bot.domain.members import Role
from bot.store import models
from plugins.antispam.domain.lessons.weights import LESSON, shift
from plugins.antispam.lessons import memory, reading
from plugins.antispam.models import TaughtLesson
from tests.support.house import TestHouse

NEW_AD = "家里闲置的书架和台灯想转给需要的朋友"
TALK = "明天下午三点在二楼会议室讨论季度计划"
pytestmark = pytest.mark.usefixtures("base")


def moved(house: TestHouse, text: str) -> float:
    """By how many logits the group's lessons move this text."""
    own = memory.weights_of(house.group.organisation_id)
    return shift(reading.read(text).buckets, own) if own else 0.0


async def states() -> list[str]:
    return [row.state for row in await TaughtLesson.all().order_by("id")]


async def test_what_the_base_model_is_sure_of_waits_for_a_second_administrator(
    house: TestHouse, base: dict[str, float]
) -> None:
    base[TALK] = -5.0
    await house.say("林静", f"/垃圾 {TALK}")
    assert "与原有判断相差太大" in house.last()
    assert "需另一位管理员也用 /垃圾 指认后生效" in house.last()
    await house.say("林静", f"/垃圾 {TALK}")
    assert await states() == ["waiting"]
    assert moved(house, TALK) == 0.0
    await house.say("赵敏", f"/垃圾 {TALK}")
    assert "两位管理员一致，学到" in house.last()
    assert await states() == ["counts"]
    assert 0 < moved(house, TALK) <= LESSON


async def test_a_copied_notice_and_ordinary_talk_wait(house: TestHouse, base: dict[str, float]) -> None:
    base[TALK] = -1.0
    await house.say("陈立", TALK)
    await house.house.archive.flush()
    await house.say("林静", f"/垃圾 {TALK}")
    assert "管理人员发过同样的内容" in house.last()
    other = "食堂今天的红烧肉味道真不错大家快去"
    base[other] = -1.0
    for name in ("王强", "李雷"):
        await house.say(name, other)
    await house.house.archive.flush()
    await house.say("林静", f"/垃圾 {other}")
    assert "好几位成员说过同样的话" in house.last()
    assert memory.weights_of(house.group.organisation_id) is None


async def test_two_administrators_who_disagree_cancel_and_a_third_decides(house: TestHouse) -> None:
    await house.say("林静", f"/垃圾 {NEW_AD}")
    await house.say("赵敏", f"/正常 {NEW_AD}")
    assert "双方的都不计" in house.last()
    assert await states() == ["contested", "contested"]
    assert moved(house, NEW_AD) == 0.0
    await house.say("陈立", f"/垃圾 {NEW_AD}")
    assert await states() == ["counts", "withdrawn"]
    assert moved(house, NEW_AD) > 0


async def test_one_administrator_teaches_twenty_times_a_day(house: TestHouse) -> None:
    texts = [f"第{chr(0x4E00 + 97 * i)}{chr(0x5100 + 89 * i)}{chr(0x6200 + 83 * i)}号仓库" for i in range(21)]
    for text in texts:
        house.clock.advance(30)
        await house.say("林静", f"/垃圾 {text}")
    assert "24 小时内已教 20 条" in house.last()
    assert await TaughtLesson.all().count() == 20
    await house.say("赵敏", f"/垃圾 {texts[-1]}")
    assert "学到" in house.last()
    house.clock.advance(timedelta(hours=25))
    before = len(house.said())
    await house.say("林静", "/垃圾 另外一条完全不同的内容")
    assert any("学到" in text for text in house.said()[before:])  # the morning has its own things to say


async def test_short_texts_teach_nothing(house: TestHouse) -> None:
    await house.say("林静", "/垃圾 收到")
    assert "文字太短" in house.last()
    assert await TaughtLesson.all().count() == 0


async def test_a_newcomer_made_administrator_waits_for_a_second(house: TestHouse) -> None:
    house.clock.advance(timedelta(days=10))
    new = house.member("孙新", Role.ADMIN)
    await models.Membership.create(
        group_id=house.group.id, member_id=new, first_seen_at=house.clock.now(), joined_at=house.clock.now()
    )
    await house.say("孙新", f"/垃圾 {NEW_AD}")
    assert "你刚入群不久" in house.last()
