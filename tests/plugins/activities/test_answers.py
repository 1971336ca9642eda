"""Answers other than a plain sign-up: not coming, perhaps, guests, by reply and by reaction."""

from datetime import timedelta

import pytest

from bot.domain.events import Reacted
from bot.domain.ids import MessageId
from plugins.activities.models import ActivityRow, SignUp
from plugins.activities.service.board import status_board
from tests.support.house import TestHouse

HIKE = "/活动 登山 | 周五14:00-16:00 | 西山 | 带水"


async def answers(house: TestHouse) -> dict[str, tuple[str, bool, int]]:
    return {row.member_name: (row.answer, row.going, row.guests) for row in await SignUp.all()}


def announcement(house: TestHouse) -> MessageId:
    return next(said.id for said in house.platform.group().history if said.text.startswith("【活动"))


@pytest.mark.parametrize(
    ("words", "answer"),
    [("不能参加", "no"), ("有事，参加不了", "no"), ("去不了", "no"), ("待定", "maybe"), ("可能参加", "maybe")],
)
async def test_what_is_said_while_one_activity_is_open_is_noted_quietly(
    house: TestHouse, words: str, answer: str
) -> None:
    await house.say("赵磊", HIKE)
    before = house.said()
    message = await house.say("王强", words)
    assert await answers(house) == {"王强": (answer, False, 0)}
    assert house.said() == before
    assert house.platform.group().reactions == [(message, "124")]
    await house.say("王强", words)
    assert house.said() == before
    assert len(house.platform.group().reactions) == 1


async def test_who_declines_after_signing_up_gives_the_place_back_and_may_come_again_at_the_end(
    each_store: TestHouse,
) -> None:
    house = each_store
    await house.say("赵磊", f"{HIKE} | 2")
    for name in ("王强", "李娜", "周明"):
        await house.say(name, "报名")
    await house.say("王强", "抱歉，参加不了")
    assert (await answers(house))["王强"] == ("no", False, 0)
    assert any(said.startswith("@周明 ") and "为你保留到" in said for said in house.said())
    await house.say("王强", "/报名 1")
    assert "候补第 1 位" in house.last()


@pytest.mark.parametrize("words", ["请假", "不去了"])
async def test_a_leave_out_of_the_blue_counts_only_of_who_has_signed_up(house: TestHouse, words: str) -> None:
    await house.say("赵磊", HIKE)
    await house.say("李娜", "报名")
    await house.say("王强", words)
    await house.say("李娜", words)
    assert await answers(house) == {"李娜": ("no", False, 0)}


async def test_a_reply_to_the_announcement_may_be_short(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    await house.say("赵磊", "/活动 聚餐 | 周六18:00 | 食堂 | AA")
    here = announcement(house)
    for name, words in (("王强", "+1"), ("李娜", "去"), ("周明", "请假"), ("孙悦", "看情况")):
        await house.say(name, words)
    assert await answers(house) == {}
    for name, words in (("王强", "+1"), ("李娜", "+2"), ("周明", "请假"), ("孙悦", "看情况")):
        await house.say(name, words, quote=here)
    assert await answers(house) == {
        "王强": ("yes", True, 0), "李娜": ("yes", True, 2), "周明": ("no", False, 0), "孙悦": ("maybe", False, 0)
    }  # fmt: skip
    assert house.last().startswith("@李娜 已报名活动 #1“登山”，共 3 人")


async def test_the_title_says_which_of_several_is_meant(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    await house.say("赵磊", "/活动 聚餐 | 周六18:00 | 食堂 | AA")
    await house.say("王强", "报名聚餐")
    await house.say("李娜", "登山我参加不了")
    await house.say("周明", "报名活动#2")
    rows = {row.member_name: (row.answer, (await row.activity).number) for row in await SignUp.all()}
    assert rows == {"王强": ("yes", 2), "李娜": ("no", 1), "周明": ("yes", 2)}


async def test_questions_and_talk_of_others_change_nothing(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    here, before = announcement(house), house.said()
    for words in ("谁报名了", "报名截止了吗", "他报名", "怎么报名？", "不参加可以吗", "大家报名"):
        await house.say("王强", words)
        await house.pass_time(60)
        await house.say("王强", words, quote=here)
        await house.pass_time(60)
    assert await answers(house) == {}
    assert house.said() == before


@pytest.mark.parametrize(("emoji", "answer"), [("76", "yes"), ("128077", "yes"), ("77", "no"), ("❓", "maybe")])
async def test_a_reaction_to_the_announcement_answers(house: TestHouse, emoji: str, answer: str) -> None:
    await house.say("赵磊", HIKE)
    before = house.said()
    member = house.id_of("王强")
    reacted = Reacted(
        account=house.account, chat=house.chat, at=house.clock.now(), member=member,
        message=announcement(house), emoji=emoji,
    )  # fmt: skip
    await house.happen(reacted)
    await house.happen(reacted)
    assert [row.answer for row in await SignUp.filter(member_id=member)] == [answer]
    assert house.said() == before


async def test_a_reaction_to_any_other_message_answers_nothing(house: TestHouse) -> None:
    message = await house.say("李娜", "大家好")
    await house.say("赵磊", HIKE)
    await house.happen(
        Reacted(
            account=house.account, chat=house.chat, at=house.clock.now(), member=house.id_of("王强"), message=message,
            emoji="76",
        )
    )  # fmt: skip
    assert await answers(house) == {}


async def test_the_command_takes_every_answer(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    await house.say("王强", "/报名 1 待定")
    assert "已记下你待定" in house.last()
    await house.say("王强", "/join 1 不参加")
    assert "已记下你不参加" in house.last()
    await house.say("王强", "/join 带2人")
    assert "共 3 人" in house.last()
    await house.say("王强", "/join 1 什么")
    assert "写法" in house.last()


async def test_guests_are_limited_as_the_organiser_says(house: TestHouse) -> None:
    await house.say("赵磊", f"{HIKE} | 10 带人 1")
    assert "每人最多带 1 人" in house.last()
    await house.say("王强", "/报名 1 +2")
    assert "一次最多带 1 人" in house.last()
    await house.say("赵磊", "/活动 聚餐 | 周六18:00 | 食堂 | AA | 不可带人")
    assert "不可带人" in house.last()
    await house.say("王强", "/报名 2 +1")
    assert "不可带人" in house.last()
    assert await answers(house) == {}


async def test_without_a_waiting_list_who_comes_late_is_told(house: TestHouse) -> None:
    await house.say("赵磊", f"{HIKE} | 1 不设候补")
    await house.say("王强", "/报名 1")
    await house.say("李娜", "/报名 1")
    assert "名额已满，不设候补" in house.last()
    assert set(await answers(house)) == {"王强"}


async def test_members_see_counts_and_the_organiser_names_and_a_picture(house: TestHouse) -> None:
    await house.say("赵磊", f"{HIKE} | 2")
    for name, words in (("王强", "报名 +1"), ("李娜", "报名"), ("周明", "不参加"), ("孙悦", "待定")):
        await house.say(name, words)
    for number in range(3):
        extra = house.member(f"成员{number}")
        await house.say(f"成员{number}", "待定")
        assert extra
    await house.say("李娜", "/活动 1")
    assert "参加（2 人）：王强+1" in house.last()
    assert "候补：1" in house.last()
    assert "周明" not in house.last()
    await house.say("赵磊", "/活动 1")
    for part in ("候补（1）：李娜", "不参加（1）：周明", "待定（4）：孙悦", "[Image]"):
        assert part in house.last()


async def test_the_picture_shows_who_comes_by_department(house: TestHouse) -> None:
    await house.say("赵磊", f"{HIKE} | 3")
    await house.say("王强", "报名 +1")
    await house.say("李娜", "不参加")
    row = await ActivityRow.get(number=1)
    board = await status_board(house.group, row, house.clock.now())
    assert board.progress == (2, 3)
    assert [section.title for section in board.sections] == ["参加（2）", "不参加（1）"]
    assert board.sections[0].clusters[0].names == ("王强 +1",)


async def test_after_the_sign_up_has_closed_people_may_still_decline(house: TestHouse) -> None:
    await house.say("赵磊", "/活动 登山 | 周五14:00 截止周三12:00 | 西山 | 带水")
    await house.say("王强", "报名")
    await house.pass_time(timedelta(days=2, hours=4))
    await house.say("王强", "去不了")
    await house.say("李娜", "报名")
    assert await answers(house) == {"王强": ("no", False, 0)}


async def test_where_there_are_no_reactions_the_answer_is_told_in_words(wechat: TestHouse) -> None:
    await wechat.say("赵磊", HIKE)
    await wechat.say("王强", "不能参加")
    assert wechat.last().startswith("@王强 已记下你不参加活动 #1")
    await wechat.say("李娜", "待定")
    assert wechat.last().startswith("@李娜 已记下你待定是否参加活动 #1")
