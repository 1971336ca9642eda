"""Drafts, planned and repeating notices: each goes out once, at its time, while somebody may still send it."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.events import MemberLeft
from bot.domain.members import Role
from bot.domain.messages import Mention, Quote, Text
from bot.domain.ports import Outcome
from bot.effects.schedule import Work
from bot.store import models
from plugins.notices.models import Notice, NoticePlan
from plugins.notices.service import board
from plugins.notices.service.planning import publish_planned
from plugins.notices.service.repeating import publish_again
from tests.plugins.notices.conftest import HOUR, MINUTE
from tests.support.house import TestHouse

DAY = timedelta(days=1)


def published(house: TestHouse) -> list[str]:
    return [text for text in house.said() if "【通知 #" in text and "发布人：" in text]


async def audited() -> list[str]:
    rows = await models.AuditEntry.all().order_by("position")
    return [row.action for row in rows if row.action.startswith("notice.")]


async def test_a_draft_is_its_authors_alone_until_it_is_published(each_store: TestHouse) -> None:
    house = each_store
    await house.say("赵敏", "/notice 明天停电 截止 18:00 草稿")
    assert house.last().endswith("删除：/通知 1 删除")
    assert not published(house)
    await house.say("林静", "/notice 1")
    assert "没有编号 #1" in house.last()
    await house.say("林静", "/notice 1 发布")
    assert "没有编号 #1" in house.last()
    await house.say("赵敏", "/notice 1 改 后天停电")
    await house.say("赵敏", "/notice 1")
    assert "（草稿）：后天停电" in house.last()
    assert "截止 3月2日（周一）18:00" in house.last()
    await house.say("赵敏", "/notice 1 发布")
    [text] = published(house)
    assert "后天停电" in text
    assert (await Notice.get(number=1)).state == "open"
    assert board.open_in(house.group.id)
    await house.say("赵敏", "/notice 1 删除")
    assert "不能删除。如要撤回" in house.last()
    assert await audited() == ["notice.drafted", "notice.edited", "notice.published"]


async def test_a_members_draft_goes_to_review(house: TestHouse) -> None:
    await house.say("周明", "/notice 周五团建 草稿")
    await house.say("周明", "/notice 1 发布")
    assert any("【待审核】通知 #1" in text for text in house.said())
    await house.say("赵敏", "/approve 1")
    assert "（赵敏审核）" in published(house)[0]


async def test_a_deleted_draft_is_gone(house: TestHouse) -> None:
    await house.say("赵敏", "/notice 明天停电 草稿")
    await house.say("赵敏", "/notice 1 删除")
    assert not await Notice.all().exists()
    await house.say("赵敏", "/notice 1")
    assert "没有编号 #1" in house.last()


async def test_a_planned_notice_goes_out_once_at_its_time(each_store: TestHouse) -> None:
    house = each_store
    await house.say("赵敏", "/notice 明天停电 定时 10:00 截止 18:00")
    assert "将于 3月2日（周一）10:00 发布，截止 3月2日（周一）18:00" in house.last()
    await house.pass_time(59 * MINUTE)
    assert not published(house)
    await house.pass_time(MINUTE)
    assert len(published(house)) == 1
    assert "发布人：赵敏" in published(house)[0]
    await house.pass_time(HOUR)
    assert len(published(house)) == 1
    assert await audited() == ["notice.planned", "notice.published"]


async def test_a_planned_notice_is_moved_or_sent_at_once(house: TestHouse) -> None:
    await house.say("赵敏", "/notice 明天停电 定时 10:00")
    await house.say("赵敏", "/notice 1 改 定时 12:00")
    assert "12:00 发布" in house.last()
    await house.pass_time(HOUR)
    assert not published(house)
    await house.say("周明", "/notice 1 发布")
    assert not published(house)
    await house.say("林静", "/notice 1 发布")
    assert len(published(house)) == 1
    await house.pass_time(3 * HOUR)
    assert len(published(house)) == 1


async def test_the_process_that_was_down_publishes_late_but_not_too_late(house: TestHouse) -> None:
    await house.say("赵敏", "/notice 停电 定时 10:00")
    await house.say("赵敏", "/notice 停水 定时 10:00")
    await Notice.filter(number=2).update(planned_at=house.clock.now())  # its row of the schedule is not this one's
    await house.pass_time(2 * HOUR + 50 * MINUTE)
    assert [text.split("\n")[1] for text in published(house)] == ["停电"]


async def test_what_is_too_late_becomes_a_draft_and_its_author_is_told(each_store: TestHouse) -> None:
    house = each_store
    await house.say("赵敏", "/notice 停电 定时 10:00")
    await house.pass_time(3 * HOUR + MINUTE)
    assert not published(house)
    assert house.last().startswith("@赵敏 通知 #1 没有在 3月2日（周一）10:00 发布")
    assert (await Notice.get(number=1)).state == "draft"
    assert await audited() == ["notice.planned", "notice.missed"]


async def test_who_lost_the_right_meanwhile_is_reviewed(each_store: TestHouse) -> None:
    house = each_store
    await house.say("赵敏", "/notice 停电 定时 12:00")
    house.platform.add_member(house.id_of("赵敏"), Role.MEMBER, card="赵敏")
    await house.pass_time(3 * HOUR)
    assert not published(house)
    assert "【待审核】通知 #1" in house.last()
    assert (await Notice.get(number=1)).state == "review"
    await house.say("林静", "/approve 1")
    assert "（林静审核）" in published(house)[0]


async def test_a_members_planned_notice_waits_for_review_and_then_for_its_time(house: TestHouse) -> None:
    await house.say("周明", "/notice 团建 定时 12:00")
    assert any("定时：3月2日（周一）12:00" in text for text in house.said())
    await house.say("赵敏", "/approve 1")
    assert any(text.startswith("@周明 通知 #1 已由赵敏审核通过，将于") for text in house.said())
    assert not published(house)
    await house.pass_time(3 * HOUR)
    assert "发布人：周明（赵敏审核）" in published(house)[0]


async def test_a_repeating_notice_comes_each_time_under_a_number_of_its_own(each_store: TestHouse) -> None:
    house = each_store
    await house.say("赵敏", "/notice 交日报 工作日 10:00 截止 18:00")
    assert "定期通知 #1（工作日 10:00）：交日报" in house.last()
    assert "下一次 3月2日（周一）10:00" in house.last()
    await house.pass_time(HOUR)
    [first] = published(house)
    assert first.startswith("【通知 #2】\n交日报")
    assert "截止：3月2日（周一）18:00" in first
    await house.pass_time(DAY)
    assert [text[:8] for text in published(house) if "交日报" in text] == ["【通知 #2】\n"[:8], "【通知 #3】\n"[:8]]
    assert "截止：3月3日（周二）18:00" in published(house)[-1]
    await house.say("赵敏", "/notice 1 停止")
    await house.pass_time(DAY)
    assert await Notice.filter(plan_id__not_isnull=True).count() == 2
    plan = await NoticePlan.get(number=1)
    assert (plan.next_at, plan.ended_by) == (None, house.id_of("赵敏"))


async def test_times_missed_while_nothing_ran_are_left_out_and_told_once(house: TestHouse) -> None:
    await house.say("赵敏", "/notice 交日报 每天 10:00")
    await house.pass_time(3 * DAY + 5 * HOUR)
    assert not published(house)
    told = [text for text in house.said() if "这次（3月2日（周一）10:00）没有发布" in text]
    assert len(told) == 1
    assert "下一次 3月6日（周五）10:00" in told[0]
    await house.pass_time(20 * HOUR)
    assert len(published(house)) == 1


async def test_a_repeating_notice_is_changed_and_published_besides_its_times(house: TestHouse) -> None:
    await house.say("赵敏", "/notice 交日报 每天 10:00")
    await house.say("周明", "/notice 1 改 交周报")
    await house.say("周明", "/notice 1 停止")
    assert (await NoticePlan.get(number=1)).words["text"] == "交日报"
    await house.say("赵敏", "/notice 1 改 交周报 每周一 11:00")
    assert "下一次（3月2日（周一）11:00）" in house.last()
    await house.say("赵敏", "/notice 1 发布")
    assert "交周报" in published(house)[0]
    await house.pass_time(HOUR)
    assert len(published(house)) == 1
    await house.pass_time(HOUR)
    assert len(published(house)) == 2


async def test_a_members_repeating_notice_is_approved_once_for_all_times(house: TestHouse) -> None:
    await house.say("周明", "/notice 交日报 每天 10:00")
    assert any("定期：每天 10:00" in text for text in house.said())
    await house.say("赵敏", "/approve 1")
    await house.pass_time(HOUR)
    assert "发布人：周明（赵敏审核）" in published(house)[0]


async def test_the_list_shows_what_is_open_planned_repeating_and_ones_own_drafts(house: TestHouse) -> None:
    await house.say("赵敏", "/notices")
    assert "现在没有通知" in house.last()
    for words in ("停电", "停水 定时 12:00", "交日报 每天 10:00", "密谈 草稿"):
        await house.say("赵敏", f"/notice {words}")
    await house.say("周明", "/notice 团建")
    await house.say("赵敏", "/通知列表")
    listed = house.last()
    for part in (
        "回复中：\n#1 停电",
        "定时：\n#2 停水",
        "定期：\n#3 交日报，每天 10:00",
        "待审核：\n#5 团建（周明）",
        "你的草稿：#4",
    ):
        assert part in listed, listed
    await house.say("王强", "/notices")
    assert "#4" not in house.last()
    assert "团建" not in house.last()


@pytest.mark.parametrize("words", ["停电 定时 8:00 ", "停电 定时 今天8:00", "停电 定时 2020-01-01"])
async def test_a_time_that_is_past_is_refused(house: TestHouse, words: str) -> None:
    await house.say("赵敏", f"/notice {words}")
    if words.endswith("8:00 "):
        assert "3月3日（周二）08:00" in house.last()
        return
    assert "已过" in house.last()
    assert not await Notice.all().exists()


async def test_a_command_without_words_publishes_the_message_it_answers(house: TestHouse) -> None:
    said = await house.say("王强", "明天三楼停电，请关机")
    await house.house.archive.flush()
    await house.say("赵敏", [Quote(said), Text("/通知")])
    assert "明天三楼停电，请关机" in published(house)[0]


async def test_work_that_is_done_twice_publishes_once(each_store: TestHouse) -> None:
    """As after a crash between the work and its settling, and in two processes at once."""
    house = each_store
    await house.say("赵敏", "/notice 停电 定时 10:00")
    await house.say("赵敏", "/notice 交日报 每天 10:00")
    row, plan = await Notice.get(number=1), await NoticePlan.get(number=2)
    assert row.planned_at is not None
    assert plan.next_at is not None
    once = Work(
        key="k",
        kind="notices.publish",
        payload={"notice": row.id, "planned": row.planned_at.isoformat(), "attempt": 1},
        group_id=house.group.id,
        due_at=row.planned_at,
        now=row.planned_at,
    )
    again = replace(
        once, kind="notices.repeat", payload={"plan": plan.id, "due": plan.next_at.isoformat(), "attempt": 1}
    )
    house.clock.advance(HOUR)
    await asyncio.gather(*(publish_planned(once) for _ in range(3)), *(publish_again(again) for _ in range(3)))
    await publish_planned(once)
    await publish_again(again)
    await house.settle()
    assert sorted(text.split("\n")[1] for text in published(house)) == ["交日报", "停电"]
    assert await NoticePlan.filter(id=plan.id).values_list("next_at", flat=True) == [plan.next_at + DAY]


async def test_where_roles_cannot_be_asked_it_is_tried_again_until_it_is_too_late(house: TestHouse) -> None:
    await house.say("赵敏", "/notice 停电 定时 10:00")
    house.platform.script("member", Outcome.UNKNOWN, times=1)
    await house.pass_time(HOUR)
    assert not published(house)
    await house.pass_time(5 * MINUTE)
    assert len(published(house)) == 1


async def test_a_planned_notice_whose_audience_is_gone_becomes_a_draft(house: TestHouse) -> None:
    mention = Mention(house.id_of("李雷"), "李雷")
    await house.say("赵敏", [Text("/notice 值班 给 "), mention, Text(" 定时 10:00")])
    house.platform.group().members.pop(house.id_of("李雷"))
    gone = MemberLeft(account=house.account, chat=house.chat, at=house.clock.now(), member=house.id_of("李雷"))
    await house.happen(gone)
    await house.pass_time(HOUR)
    assert not published(house)
    assert "对象或截止时间已不合适" in house.last()
    assert (await Notice.get(number=1)).state == "draft"
