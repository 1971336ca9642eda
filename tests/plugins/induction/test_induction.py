"""A newcomer's first days through the whole house."""

import re
from datetime import timedelta

from bot.domain.events import MemberLeft
from bot.domain.ids import MemberId
from bot.governance import probation
from bot.store import models
from plugins.antispam.trust import trust
from plugins.induction.models import Acceptance, Course, WrittenQuestion
from tests.support.house import TestHouse

from .conftest import arrive, regulate

NEW = MemberId("31000")


async def right_letter() -> str:
    course = await Course.get(member_id=NEW)
    assert course.question is not None
    return str(course.question["right"])


def wrong(letter: str) -> str:
    return "B" if letter == "A" else "A"


def heard(house: TestHouse, part: str) -> list[str]:
    return [text for text in house.said() if part in text]


async def test_nothing_is_asked_where_no_clause_asks_for_training(house: TestHouse) -> None:
    await arrive(house, NEW)
    assert heard(house, "/考核") == []
    assert await Course.all().count() == 0
    await house.say(NEW, "/考核")
    assert "没有需要完成" in house.last()


async def test_coming_in_is_acceptance_recorded_by_version(house: TestHouse) -> None:
    await arrive(house, NEW)
    row = await Acceptance.get(member_id=NEW)
    assert (row.version, row.how) == ("1.2", "entry")
    await house.say(NEW, "/认同")
    assert "已记录" in house.last()
    assert (await Acceptance.get(member_id=NEW)).how == "word"
    await house.say(NEW, "/认同")
    assert "无需重复" in house.last()
    await house.say("林静", "/认同 名单")
    assert "1 人已认同" in house.last()
    assert "李雷" in house.last()


async def test_newcomers_are_invited_together_and_watched_until_they_pass(house: TestHouse) -> None:
    await regulate(house, join_training={"questions": "2"})
    await arrive(house, NEW, "31001")
    [text] = heard(house, "/考核 开始")
    assert "第三十条" in text
    assert "答对 2 题" in text
    assert trust.sender_of(house.group.id, NEW, house.clock.now() + timedelta(days=60)) == (True, False)
    await house.say(NEW, "/考核")
    for _ in range(2):
        await house.pass_time(5)
        await house.say(NEW, await right_letter())
    assert "已通过" in house.last()
    assert not probation.is_watched(house.group.id, NEW)
    assert probation.is_watched(house.group.id, MemberId("31001"))
    assert (await Course.get(member_id=NEW)).state == "passed"


async def test_in_the_group_nothing_tells_which_answer_was_right(house: TestHouse) -> None:
    await regulate(house, join_training={"questions": "3"})
    await arrive(house, NEW)
    await house.say(NEW, "/考核")
    await house.pass_time(5)
    await house.say(NEW, await right_letter())
    assert "答对" not in house.last()
    assert "答错" not in house.last()
    assert "第 2 题" in house.last()
    await house.pass_time(5)
    await house.say(NEW, wrong(await right_letter()))
    assert "已答对 1/3" in house.last()


async def test_in_private_a_wrong_answer_names_the_clause_and_no_letter(house: TestHouse) -> None:
    await regulate(house, join_training={"questions": "1"})
    await arrive(house, NEW)
    await house.say(NEW, "/考核", private=True)
    question = house.platform.sent_privately(NEW)[-1]
    assert "第 1 题" in question
    before = await right_letter()
    await house.pass_time(5)
    await house.say(NEW, wrong(before), private=True)
    told = house.platform.sent_privately(NEW)[-1]
    assert told.startswith("答错了，可看第")
    await house.pass_time(5)
    await house.say(NEW, await right_letter(), private=True)
    assert "已通过" in house.platform.sent_privately(NEW)[-1]
    assert heard(house, "第 1 题") == []


async def test_ordinary_talk_of_others_and_other_words_are_no_answers(house: TestHouse) -> None:
    await regulate(house, join_training={"questions": "1"})
    await arrive(house, NEW)
    await house.say(NEW, "/考核")
    count = len(house.said())
    await house.say("李雷", "A")
    await house.say(NEW, "A座在哪里")
    assert len(house.said()) == count


async def test_whoever_guesses_is_stopped_for_the_day(house: TestHouse) -> None:
    await regulate(house, join_training={"questions": "3"})
    await arrive(house, NEW)
    await house.say(NEW, "/考核")
    for _ in range(12):
        await house.pass_time(5)
        await house.say(NEW, wrong(await right_letter()))
    await house.pass_time(5)
    await house.say(NEW, "A")
    assert "明天再试" in house.last()
    await house.pass_time(timedelta(days=1))
    await house.say(NEW, "/考核")
    assert "题：" in house.last()


async def test_muted_until_passed_by_a_case_that_counts_for_nothing(house: TestHouse) -> None:
    await regulate(house, join_training={"questions": "1", "until": "muted", "within": "2d"})
    await arrive(house, NEW)
    [mute] = house.calls("mute")
    assert (mute["member"], mute["duration"]) == (NEW, timedelta(days=2))
    assert any("暂时禁言" in text and "与违规无关" in text for text in house.said())
    await house.say(NEW, "/考核", private=True)
    await house.pass_time(5)
    await house.say(NEW, await right_letter(), private=True)
    assert house.calls("mute")[-1]["duration"] == timedelta(0)
    await house.say("林静", "/warn 说话不当", mention=NEW)
    assert any("第 1 次" in text for text in house.said())


async def test_on_wechat_the_mute_is_a_work_order_and_letters_are_heard_all_the_same(wechat: TestHouse) -> None:
    await regulate(wechat, join_training={"questions": "1", "until": "muted"})
    await arrive(wechat, "wxid_new01")
    course = await Course.get(member_id="wxid_new01")
    order = await models.WorkOrder.get(member_id="wxid_new01")
    assert (order.action, order.state, order.clause) == ("mute", "open", "第三十条")
    await wechat.say("wxid_new01", "/考核")
    await wechat.pass_time(5)
    course = await Course.get(member_id="wxid_new01")
    assert course.question is not None
    await wechat.say("wxid_new01", str(course.question["right"]))
    assert "已通过" in wechat.last()
    assert (await models.WorkOrder.get(member_id="wxid_new01")).state == "dropped"


async def test_an_explicit_acceptance_is_asked_for_and_heard_as_a_word(house: TestHouse) -> None:
    await regulate(house, join_rules={"accept": "explicit"})
    await arrive(house, NEW)
    assert "请回复“同意”" in heard(house, "第三十一条")[0].replace("并回复", "请回复")
    assert await Acceptance.all().count() == 0
    await house.say(NEW, "同意")
    row = await Acceptance.get(member_id=NEW)
    assert (row.version, row.how) == ("9.9", "word")
    assert "已记录" in house.last()
    assert (await Course.get(member_id=NEW)).state == "passed"


async def test_reminded_in_working_time_and_handed_to_a_person(house: TestHouse) -> None:
    await regulate(house, join_training={"questions": "1"})
    await arrive(house, NEW)
    for _ in range(24 * 6):
        await house.pass_time(timedelta(hours=1))
    reminders = heard(house, "还没有完成入群要求")
    assert len(reminders) == 2
    [handed] = heard(house, "请管理员处理")
    assert NEW in handed
    await house.say("林静", f"/考核 免试 {NEW}")
    assert "已免试" in house.last()
    assert (await Course.get(member_id=NEW)).state == "excused"


async def test_administrators_write_questions_and_members_do_not(house: TestHouse) -> None:
    await house.say("李雷", "/考核 题库 list")
    assert "权限" in house.last()
    await house.say("林静", "/考核 题库 add 第三条 食堂几点开门？ | 11点半 | 9点 | 14点")
    assert "题目 1 已加入" in house.last()
    assert "建议撤回" in house.last()
    row = await WrittenQuestion.get()
    assert (row.text, row.choices, row.clause) == ("食堂几点开门？", ["11点半", "9点", "14点"], "第三条")
    await house.say("林静", "/quiz 题库 add 只有一个选项 | 甲")
    assert "2 到 4 个" in house.last()
    await house.say("林静", "/考核 题库 list")
    assert "1. 食堂几点开门？" in house.last()
    assert "11点半" not in house.last()
    await house.say("林静", "/考核 题库 test")
    assert re.search(r"A\. .+\nB\. ", house.last())
    await house.say("林静", "/考核 题库 del 1")
    assert await WrittenQuestion.all().count() == 0
    await house.say("林静", "/考核 题库 del 1")
    assert "没有第 1 题" in house.last()


async def test_an_administrator_writes_questions_in_private(house: TestHouse) -> None:
    await house.say("林静", "/考核 题库 add 会议室在几楼？ | 三楼 | 五楼", private=True)
    assert "已加入题库" in house.platform.sent_privately(house.id_of("林静"))[-1]
    assert "建议撤回" not in house.platform.sent_privately(house.id_of("林静"))[-1]
    await house.say("李雷", "/考核 题库 test", private=True)
    assert "只有管理员" in house.platform.sent_privately(house.id_of("李雷"))[-1]


async def test_whoever_leaves_is_forgotten_and_whoever_passed_need_not_again(house: TestHouse) -> None:
    await regulate(house, join_training={"questions": "1"})
    await arrive(house, NEW, "31001")
    await house.say(NEW, "/考核")
    await house.pass_time(5)
    await house.say(NEW, await right_letter())
    for member in (NEW, MemberId("31001")):
        await house.happen(MemberLeft(account=house.account, chat=house.chat, at=house.clock.now(), member=member))
    assert {row.member_id for row in await Course.all()} == {NEW}
    await arrive(house, NEW)
    assert len(heard(house, "/考核 开始")) == 1
