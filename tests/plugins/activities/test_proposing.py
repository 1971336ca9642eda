"""Announcing, reviewing, showing, cancelling and changing an activity."""

from datetime import timedelta

import pytest

from bot.domain.ids import ChatRef
from bot.domain.members import Actor, Role
from bot.domain.ports import Outcome
from bot.governance import reviews
from bot.store import audit
from plugins.activities import duties, service
from plugins.activities.models import ActivityRow
from tests.support.house import TestHouse

HIKE = "/活动 登山 | 周五14:00-16:00 | 西山 | 带水 | 5"
CODES = ["event.announce", "event.approval", "event.attendance", "event.program", "event.rsvp", "event.summary"]


async def test_an_organiser_announces_at_once_with_everything_people_need(each_store: TestHouse) -> None:
    house = each_store
    await house.say("赵磊", HIKE)
    text = house.last()
    for part in ("#1", "登山", "3月6日（周五）14:00-16:00", "西山", "带水", "赵磊", "5 人", "/报名 1"):
        assert part in text
    (row,) = await ActivityRow.all()
    assert (row.state, row.message_id) == ("open", house.platform.group().history[-1].id)
    assert await audit.verify(f"group:{house.group.id}") is None


async def test_a_members_activity_waits_for_an_administrator(each_store: TestHouse) -> None:
    house = each_store
    await house.say("王强", HIKE)
    assert "待审核：活动 #1" in house.last()
    assert not any("【活动" in text for text in house.said())
    await house.say("李娜", "/报名 1")
    assert "还在审核" in house.last()
    await house.say("李娜", "/通过 1")
    assert not any("【活动" in text for text in house.said())
    await house.say("林静", "/通过 1")
    assert any(text.startswith("【活动 #1】登山") and "组织者：王强" in text for text in house.said())
    await house.say("林静", "/通过 1")
    assert "已经处理过了" in house.last()


async def test_a_rejected_activity_is_told_to_its_proposer_with_the_reason(house: TestHouse) -> None:
    await house.say("王强", HIKE)
    await house.say("林静", "/驳回 1 时间冲突")
    assert any(text.startswith("@王强 ") and "时间冲突" in text for text in house.said())
    await house.say("王强", "/报名 1")
    assert "未获同意" in house.last()


async def test_a_proposal_that_nobody_decided_lapses_at_its_start(house: TestHouse) -> None:
    await house.say("王强", HIKE)
    await house.pass_time(timedelta(days=4, hours=6))
    assert house.last().startswith("@王强 ")
    assert "作废" in house.last()
    assert await reviews.pending(house.group) == []


async def test_what_waits_for_review_is_shown_to_its_proposer_and_administrators_only(house: TestHouse) -> None:
    await house.say("王强", HIKE)
    await house.say("李娜", "/活动 1")
    assert "没有编号 #1" in house.last()
    await house.say("王强", "/活动 1")
    assert "（待审核）" in house.last()
    await house.say("林静", "/show 1")
    assert "（待审核）" in house.last()


async def test_a_mistaken_announcement_gets_one_line(house: TestHouse) -> None:
    for text, answer in (
        ("/活动 登山 | 昨天 | 西山 | 带水", "看不懂"),
        ("/活动 登山 | 今天8:00 | 西山 | 带水", "已过"),
        ("/活动 登山 | 周五14:00", "缺少地点"),
        ("/活动 登山", "写法：/活动"),
        ("/活动", "写法：/活动"),
        ("/活动 99", "没有编号 #99"),
    ):
        await house.say("赵磊", text)
        assert answer in house.last()
        assert "\n" not in house.last()
    assert await ActivityRow.all().count() == 0


async def test_the_same_message_announces_once(each_store: TestHouse) -> None:
    house, words = each_store, HIKE.removeprefix("/活动 ")
    organiser = Actor(house.id_of("赵磊"), "赵磊", Role.ORGANISER)
    for _ in range(2):
        await service.propose(house.group, words, actor=organiser, source_key="a:b:c", now=house.clock.now())
    await house.settle()
    assert await ActivityRow.all().count() == 1
    assert sum("【活动" in text for text in house.said()) == 1


async def test_peoples_words_are_never_read_as_codes_or_templates(house: TestHouse) -> None:
    await house.say("赵磊", "/活动 [CQ:at,qq=all] | 周五14:00 | {{ 7*7 }} | {% raw %}")
    assert "{{ 7*7 }}" in house.last()
    assert "[CQ:at,qq=all]" in house.last()
    assert "49" not in house.last()


async def test_a_cancelled_activity_is_told_to_those_who_signed_up_and_nothing_more_happens(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    await house.say("王强", "/报名 1")
    await house.say("李娜", "/活动 1 取消 不该成功")
    assert "只有活动 #1 的组织者" in house.last()
    await house.say("赵磊", "/活动 1 取消 下雨")
    told = house.last()
    assert told.startswith("@王强 活动 #1 已取消")
    assert "下雨" in told
    told_of_it = [text for text in house.said() if "活动" in text]
    await house.pass_time(timedelta(days=20))
    assert [text for text in house.said() if "活动" in text] == told_of_it
    assert house.platform.sent_privately(house.id_of("赵磊")) == []
    await house.say("王强", "/报名 1")
    assert "已取消" in house.last()


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("改 地点 东门", "地点改为：东门"),
        ("改 内容 带水和帽子", "内容改为：带水和帽子"),
        ("改时间 周六9:00-11:00", "时间改为：3月7日（周六）09:00-11:00"),
        ("改 时间 周六9:00", "时间改为：3月7日（周六）09:00-11:00"),
    ],
)
async def test_a_change_is_told_to_those_who_signed_up(house: TestHouse, words: str, answer: str) -> None:
    await house.say("赵磊", HIKE)
    await house.say("王强", "/报名 1")
    await house.say("林静", f"/活动 1 {words}")
    assert house.last().startswith("@王强 活动 #1")
    assert answer in house.last()


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("改 名额 3", "名额改为：3 人"),
        ("改 截止 周四18:00", "报名截止改为：3月5日（周四）18:00"),
    ],
)
async def test_who_has_a_place_is_not_told_of_more_places_or_another_deadline(
    house: TestHouse, words: str, answer: str
) -> None:
    await house.say("赵磊", "/活动 登山 | 周五14:00 | 西山 | 带水 | 1")
    await house.say("王强", "/报名 1")
    await house.say("赵磊", f"/活动 1 {words}")
    assert "@王强" not in house.last()
    assert "已更改" in house.last()
    await house.say("周明", "待定")
    await house.say("赵磊", "/活动 1 改 名额 1")
    await house.say("李娜", "/报名 1")
    await house.say("赵磊", f"/活动 1 {words}")
    told = [text for text in house.said() if answer in text and "有变" in text]
    assert len(told) == 1
    assert "@周明" in told[0]
    assert "@李娜" in told[0]
    assert "@王强" not in told[0]


async def test_a_larger_limit_lets_the_waiting_in_and_a_smaller_one_throws_nobody_out(house: TestHouse) -> None:
    await house.say("赵磊", "/活动 登山 | 周五14:00 | 西山 | 带水 | 1")
    await house.say("王强", "/报名 1")
    await house.say("李娜", "/报名 1")
    await house.say("赵磊", "/活动 1 改 名额 2")
    assert any(text.startswith("@李娜 ") and "由候补转为参加" in text for text in house.said())
    await house.say("赵磊", "/活动 1 改 名额 1")
    assert "不能少于" in house.last()


async def test_an_activity_that_has_begun_is_neither_changed_nor_cancelled(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    await house.pass_time(timedelta(days=4, hours=5, minutes=1))
    for words in ("取消", "改 地点 东门"):
        await house.say("赵磊", f"/活动 1 {words}")
        assert "已经开始" in house.last()


async def test_the_list_shows_what_is_to_come(house: TestHouse) -> None:
    await house.say("王强", "/活动列表")
    assert "现在没有活动" in house.last()
    await house.say("赵磊", "/活动 聚餐 | 周六18:00 | 食堂 | AA")
    await house.say("赵磊", "/活动 登山 | 周五14:00 | 西山 | 带水 | 1")
    await house.say("王强", "/报名 2")
    await house.say("王强", "/events")
    lines = house.last().splitlines()
    assert lines[0].startswith("#2 登山")
    assert "已满，可候补" in lines[0]
    assert lines[1].startswith("#1 聚餐")


async def test_where_a_group_for_administrators_is_bound_they_are_asked_there(house: TestHouse) -> None:
    house.platform.add_member(house.id_of("林静"), Role.OWNER, group="901")
    await house.say("林静", "/管理群 901")
    assert house.group.console == ChatRef("qq", "901")
    await house.say("王强", HIKE)
    assert "已提交" in house.last()
    assert any("待审核：活动 #1" in text for text in house.platform.sent("901"))


async def test_a_lost_announcement_is_not_said_twice(house: TestHouse) -> None:
    house.platform.script("send", Outcome.UNKNOWN, effect=True)
    await house.say("赵磊", HIKE)
    await house.pass_time(60)
    assert sum("【活动 #1】" in text for text in house.said()) == 1


def test_every_duty_of_the_area_is_declared_once() -> None:
    codes = [duty.code for duty in duties.DUTIES]
    assert sorted(codes) == CODES
    assert all(duty.phrases and duty.via in ("auto", "assist", "show") for duty in duties.DUTIES)
