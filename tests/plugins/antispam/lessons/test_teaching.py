"""Teaching in the chat: what is learnt, what waits, what is done about the message, and how it is taken back."""

from datetime import timedelta

import pytest

from bot.domain.ids import MessageId
from bot.effects.evidence import note_own_message
from bot.governance import cases, signals
from bot.store import audit, models
from plugins.antispam.domain.lessons.weights import LESSON, shift
from plugins.antispam.lessons import marking, memory, reading, service
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


async def test_spam_on_a_message_recalls_it_opens_a_case_and_teaches(house: TestHouse) -> None:
    said = await house.say("王强", NEW_AD)
    await house.say("林静", "/垃圾", quote=said)
    case = await cases.find_case(house.group.id, 1)
    assert (case.state, case.offence, case.actor, case.member) == (
        "standing", "moderation.spam", house.id_of("林静"), house.id_of("王强"),
    )  # fmt: skip
    assert said in house.platform.group().recalled
    assert "案件 #1 已立案。" in house.last()
    assert "学到：这类内容是垃圾（判为垃圾的可能 50% → 7" in house.last()
    assert 0.7 < moved(house, NEW_AD) <= LESSON
    assert NEW_AD not in "".join(house.said())


async def test_a_second_administrator_s_word_on_the_same_message_opens_no_second_case(house: TestHouse) -> None:
    said = await house.say("王强", NEW_AD)
    await house.say("林静", "/spam", quote=said)
    await house.say("赵敏", "/spam", quote=said)
    assert await models.Case.all().count() == 1
    assert "已经教过（#1）" in house.last()
    assert await states() == ["counts"]


async def test_text_without_a_message_is_a_lesson_with_a_number_of_its_own(house: TestHouse) -> None:
    await house.say("林静", f"/垃圾 {NEW_AD}")
    assert await models.Case.all().count() == 0
    assert "撤回：/教学 del 1" in house.last()
    await house.say("林静", "/show 1")
    assert "教学 #1" in house.last()


async def test_ham_pardons_the_case_and_teaches_the_contrary(house: TestHouse) -> None:
    said = await house.say("王强", NEW_AD)
    await house.say("林静", "/垃圾", quote=said)
    await house.say("林静", "/正常", quote=said)
    assert (await cases.find_case(house.group.id, 1)).state == "pardoned"
    assert "案件 #1 已撤销。" in house.last()
    assert await states() == ["withdrawn", "counts"]
    assert moved(house, NEW_AD) < -0.7


async def test_ham_by_number_rejects_what_was_only_proposed(house: TestHouse) -> None:
    await house.say("陈立", "/模式 协助")
    await house.say("王强", "加微信 abc123 领取兼职日结工资，刷单返利")
    case = await cases.find_case(house.group.id, 1)
    assert case.state == "proposed"
    await house.say("林静", "/ham 1")
    assert (await cases.find_case(house.group.id, 1)).state == "rejected"
    assert moved(house, "加微信 abc123 领取兼职日结工资，刷单返利") < 0


async def test_spam_by_number_confirms_what_was_proposed(house: TestHouse) -> None:
    await house.say("陈立", "/模式 协助")
    await house.say("王强", "加微信 abc123 领取兼职日结工资，刷单返利")
    await house.say("林静", "/spam 1")
    assert (await cases.find_case(house.group.id, 1)).state == "standing"
    assert await models.Case.all().count() == 1


async def test_nobody_but_administrators_teaches_and_nobody_about_those_above(house: TestHouse) -> None:
    said = await house.say("陈立", TALK)
    await house.say("王强", "/垃圾", quote=said)
    await house.say("林静", "/垃圾", quote=said)
    assert await TaughtLesson.all().count() == 0
    assert await models.Case.all().count() == 0


async def test_a_message_that_was_never_seen_is_asked_for_as_text(house: TestHouse) -> None:
    await house.say("林静", "/垃圾", quote="m-unknown")
    assert "找不到所回复的消息" in house.last()


async def test_the_archive_serves_messages_that_are_no_longer_at_hand(house: TestHouse) -> None:
    said = await house.say("王强", NEW_AD)
    await house.house.archive.flush()
    marking.recent.clear()
    await house.say("林静", "/垃圾", quote=said)
    assert "案件 #1 已立案。" in house.last()


async def test_an_answer_to_the_bot_s_own_words_means_the_case_they_name(house: TestHouse) -> None:
    await house.say("王强", "低价出各类会员账号，需要的加 abc12345 私聊，先到先得")
    number = (await cases.cases_of(house.group.id))[0].number
    note_own_message(
        house.account, house.chat, f"警告：违反第四条（案件 #{number}）。申诉：/申诉 {number}", MessageId("b1")
    )
    note_own_message(house.account, house.chat, "案件 #1、#2 待确认", MessageId("b2"))
    await house.say("林静", "/正常", quote="b2")
    assert "请写案件编号" in house.last()
    await house.say("林静", "/正常", quote="b1")
    assert (await cases.find_case(house.group.id, number)).state == "pardoned"


async def test_lessons_are_listed_with_teacher_and_taken_back_without_trace(house: TestHouse) -> None:
    await house.say("林静", f"/垃圾 {TALK}")
    before = memory.weights_of(house.group.organisation_id)
    await house.say("赵敏", f"/垃圾 {NEW_AD}")
    await house.say("赵敏", "/教学")
    assert "教学记录 2 条" in house.last()
    assert "#2 3月2日 赵敏：垃圾 “家里闲置的书…（18字）”" in house.last()
    await house.say("林静", "/lessons del 2")
    assert "已撤回教学 #2" in house.last()
    assert memory.weights_of(house.group.organisation_id) == before
    await house.say("林静", "/lessons del 2")
    assert "没有编号 #2" in house.last()
    await house.say("林静", "/lessons undo 1")
    assert memory.weights_of(house.group.organisation_id) is None
    await house.say("林静", "/教学")
    assert "还没有教过什么" in house.last()


async def test_a_pardon_teaches_weakly_and_turns_when_the_case_turns(house: TestHouse) -> None:
    text = "加微信 abc123 领取兼职日结工资，刷单返利"
    await house.say("王强", text)
    case = await cases.find_case(house.group.id, 1)
    await _decided(house, case, "pardoned")
    assert -0.26 < moved(house, text) < 0
    await _decided(house, case, "upheld")
    assert 0 < moved(house, text) < 0.26
    assert await states() == ["withdrawn", "counts"]
    await house.say("林静", f"/正常 {text}")
    assert moved(house, text) < -0.7


async def _decided(house: TestHouse, case: cases.CaseFile, verdict: str) -> None:
    signal = signals.CaseDecided(house.group.id, case.id, verdict, house.id_of("林静"))

    @service.transaction
    async def told() -> None:
        await signals.emit(signal, signals.Context(house.group.id, house.clock.now()))

    await told()


async def test_weights_are_the_same_after_a_restart(house: TestHouse) -> None:
    for text in (TALK, NEW_AD):
        await house.say("林静", f"/垃圾 {text}")
    before = memory.weights_of(house.group.organisation_id)
    memory.memory.clear()
    await signals.emit(signals.MemoryOutdated(), signals.Context(None, house.clock.now()))
    assert memory.weights_of(house.group.organisation_id) == before is not None


async def test_lessons_keep_no_text_and_can_be_cleared_of_what_tells_of_a_member(house: TestHouse) -> None:
    said = await house.say("王强", NEW_AD)
    await house.say("林静", "/垃圾", quote=said)
    row = await TaughtLesson.get()
    assert NEW_AD[:8] not in row.excerpt
    assert row.author_id == house.id_of("王强")
    assert await service.forget_author(house.group.organisation_id, house.id_of("王强")) == 1
    row = await TaughtLesson.get()
    assert (row.author_id, row.excerpt) == (None, "")
    await house.say("林静", "/教学")
    assert "林静：垃圾" in house.last()


async def test_a_decided_case_s_lesson_names_who_decided_and_a_page_too_far_says_so(house: TestHouse) -> None:
    await house.say("王强", "日结兼职 一天三百 加微信 abc12345")
    await house.say("林静", "/撤销案件 1 是我们的活动")
    await house.say("赵敏", "/教学")
    assert "林静（案件）：正常" in house.last()
    await house.say("赵敏", "/教学 99")
    assert "没有第 99 页，共 1 页" in house.last()


async def test_excerpts_go_when_the_group_s_messages_go(house: TestHouse) -> None:
    await house.say("林静", f"/垃圾 {NEW_AD}")
    house.clock.advance(timedelta(days=181))
    await house.say("林静", f"/垃圾 {TALK}")
    assert [bool(row.excerpt) for row in await TaughtLesson.all().order_by("id")] == [False, True]


async def test_every_lesson_and_its_end_is_in_the_audit_chain(house: TestHouse) -> None:
    await house.say("林静", f"/垃圾 {NEW_AD}")
    await house.say("赵敏", "/教学 del 1")
    chain = f"organisation:{house.group.organisation_id}"
    entries = await models.AuditEntry.filter(chain=chain, action__startswith="lesson.").order_by("position")
    assert [each.action for each in entries] == ["lesson.spam", "lesson.withdrawn"]
    assert await audit.verify(chain) is None


async def test_lessons_of_an_older_model_s_features_are_listed_but_not_applied(house: TestHouse) -> None:
    await house.say("林静", f"/垃圾 {NEW_AD}")
    await TaughtLesson.all().update(scheme="older")
    await signals.emit(signals.MemoryOutdated(), signals.Context(None, house.clock.now()))
    assert memory.weights_of(house.group.organisation_id) is None
    await house.say("林静", "/教学")
    assert "模型更新后不再适用" in house.last()
