"""Signing up, the waiting list and withdrawing."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.events import MemberLeft
from bot.domain.ids import MemberId
from bot.domain.ports import Outcome
from bot.store import audit
from plugins.activities import service
from plugins.activities.models import SignUp
from tests.support.house import TestHouse, open_house

HIKE = "/活动 登山 | 周五14:00-16:00 | 西山 | 带水"


@pytest.mark.parametrize("_round", range(2))
async def test_a_hundred_at_once_for_ten_places_give_exactly_ten(each_store: TestHouse, _round: int) -> None:
    house = each_store
    await house.say("赵磊", f"{HIKE} | 10")
    now = house.clock.now()
    joined = await asyncio.gather(
        *(
            service.join(house.group, 1, member=MemberId(f"3{i:04}"), name=f"成员{i}", guests=None, now=now)
            for i in range(100)
        )
    )
    positions = sorted(each.position for each in joined if each.position is not None)
    assert positions == list(range(1, 91))
    assert await SignUp.filter(going=True).count() == 10
    assert await audit.verify(f"group:{house.group.id}") is None


async def test_one_member_who_signs_up_many_times_at_once_has_one_place(each_store: TestHouse) -> None:
    house = each_store
    await house.say("赵磊", f"{HIKE} | 10")
    tries = (
        service.join(house.group, 1, member=MemberId("30001"), name="王强", guests=None, now=house.clock.now())
        for _ in range(10)
    )
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(not isinstance(answer, BaseException) for answer in answers) == 1
    assert await SignUp.all().count() == 1


async def test_whoever_waits_is_told_the_position_and_moves_up_when_somebody_withdraws(house: TestHouse) -> None:
    await house.say("赵磊", f"{HIKE} | 1")
    await house.say("王强", "/报名 1")
    assert "名额已满" in house.last()
    await house.say("李娜", "/join #1")
    assert "候补第 1 位" in house.last()
    await house.say("周明", "/报名")
    assert "候补第 2 位" in house.last()
    await house.say("王强", "/取消报名")
    moved_up = house.said()[-2]
    assert moved_up.startswith("@李娜 ")
    assert "由候补转为参加" in moved_up
    assert "周明" not in moved_up


async def test_guests_take_places_and_a_party_too_large_is_refused(house: TestHouse) -> None:
    await house.say("赵磊", f"{HIKE} | 3")
    await house.say("王强", "/报名 1 +3")
    assert "名额不够" in house.last()
    await house.say("王强", "/报名 1 +2")
    assert "共 3 人，名额已满" in house.last()
    await house.say("李娜", "/报名 1")
    await house.say("王强", "/报名 1 +1")
    assert "已改为" in house.last()
    assert house.said()[-2].startswith("@李娜 ")


async def test_signing_up_twice_is_answered_and_changes_nothing(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    await house.say("王强", "/报名 1")
    await house.say("王强", "/报名 1")
    assert "你已报名活动 #1" in house.last()
    assert await SignUp.all().count() == 1


async def test_sign_up_closes_at_the_stated_time_and_withdrawing_at_the_start(house: TestHouse) -> None:
    await house.say("赵磊", "/活动 登山 | 周五14:00 截止周三12:00 | 西山 | 带水")
    await house.say("王强", "/报名")
    await house.pass_time(timedelta(days=2, hours=4))
    await house.say("李娜", "/报名 1")
    assert "截止" in house.last()
    await house.say("王强", "/取消报名 1")
    assert "已取消你" in house.last()
    await house.pass_time(timedelta(days=3))
    await house.say("王强", "/取消报名 1")
    assert "不能这样做" in house.last() or "已经开始" in house.last()


async def test_the_number_may_be_left_out_only_with_one_open_activity(house: TestHouse) -> None:
    await house.say("王强", "/报名")
    assert "现在没有这样的活动" in house.last()
    await house.say("赵磊", HIKE)
    await house.say("赵磊", "/活动 聚餐 | 周六18:00 | 食堂 | AA")
    await house.say("王强", "/报名")
    assert "#1 登山" in house.last()
    assert "#2 聚餐" in house.last()
    assert await SignUp.all().count() == 0


async def test_a_bare_word_signs_up_and_is_answered_by_a_reaction(house: TestHouse) -> None:
    await house.say("王强", "报名")
    await house.say("赵磊", HIKE)
    before = house.said()
    message = await house.say("王强", "我报名 +1")
    assert house.said() == before
    assert [reacted for reacted, _ in house.platform.group().reactions] == [message]
    assert [(row.member_name, row.guests) for row in await SignUp.all()] == [("王强", 1)]
    await house.say("王强", "报名")
    await house.say("李娜", "怎么报名？")
    assert house.said() == before


async def test_where_the_reaction_is_refused_the_sign_up_is_told_in_words(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    house.platform.script("react", Outcome.UNSUPPORTED)
    await house.say("王强", "报名")
    assert house.last().startswith("@王强 已报名活动 #1")


async def test_a_reply_to_the_announcement_says_which_activity_is_meant(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    announcement = house.platform.group().history[-1].id
    await house.say("赵磊", "/活动 聚餐 | 周六18:00 | 食堂 | AA")
    await house.say("王强", "报名")
    assert await SignUp.all().count() == 0
    await house.say("王强", "报名", quote=announcement)
    (signed,) = await SignUp.all().values_list("activity__number", flat=True)
    assert signed == 1


async def test_the_open_activities_are_known_again_after_a_restart(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    service.open_sign_ups.load([])
    again = await open_house(house.clock, house.platform, timezone="Asia/Shanghai")
    again.names = house.names
    await again.say("王强", "报名")
    assert await SignUp.all().count() == 1


async def test_the_places_of_somebody_who_leaves_the_group_go_to_the_waiting(house: TestHouse) -> None:
    await house.say("赵磊", f"{HIKE} | 1")
    await house.say("王强", "/报名")
    await house.say("李娜", "/报名")
    gone = house.id_of("王强")
    house.platform.group().members.pop(gone)
    await house.happen(MemberLeft(account=house.account, chat=house.chat, at=house.clock.now(), member=gone))
    assert house.last().startswith("@李娜 ")
    assert "为你保留到" in house.last()
    await house.say("李娜", "/报名 1")
    assert [(row.member_name, row.going) for row in await SignUp.all()] == [("李娜", True)]


async def test_without_reactions_and_message_ids_a_bare_word_is_answered_by_name(wechat: TestHouse) -> None:
    await wechat.say("赵磊", f"{HIKE} | 1")
    await wechat.say("王强", "报名")
    assert wechat.last().startswith("@王强 已报名活动 #1")
    await wechat.say("李娜", "参加")
    assert wechat.last().startswith("@李娜 ")
    assert "候补第 1 位" in wechat.last()
    await wechat.say("王强", "/取消报名 1")
    assert any(text.startswith("@李娜 活动 #1") and "由候补转为参加" in text for text in wechat.said())
