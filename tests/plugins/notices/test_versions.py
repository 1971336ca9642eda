"""Edits of a published notice are versions; one that is withdrawn is recalled and corrected; review may edit."""

from dataclasses import replace

from bot.domain.ids import AccountId
from bot.domain.ports import Ability, Capabilities
from bot.domain.regulation import Clause, Duty
from bot.governance import people
from bot.governance.directory import directory
from bot.store import models
from plugins.notices.models import Notice, NoticeVersion, Receipt
from plugins.notices.service import board
from tests.plugins.notices.conftest import HOUR
from tests.support.house import TestHouse


async def audited() -> list[str]:
    rows = await models.AuditEntry.all().order_by("position")
    return [row.action for row in rows if row.action.startswith("notice.")]


async def test_an_edit_tells_what_changed_and_asks_again(each_store: TestHouse) -> None:
    house = each_store
    await house.say("赵敏", "/notice 明天9点开会。带电脑。地点三楼。 截止 18:00")
    await house.say("王强", "收到")
    await house.say("赵敏", "/notice 1 改 明天10点开会。带电脑。地点三楼。 截止 20:00")
    told = house.last()
    assert told.startswith("【通知 #1 更新】\n更新：“明天9点开会。”改为“明天10点开会。”")
    assert "更新：截止由 3月2日（周一）18:00 改为 3月2日（周一）20:00" in told
    assert "带电脑" not in told
    assert "请再次回复“收到”" in told
    await house.say("赵敏", "/notice 1")
    assert "第2版" in house.last()
    assert "应回 4 人，已回 0 人" in house.last()
    await house.say("王强", "收到")
    await house.say("赵敏", "/notice 1")
    assert "已回 1 人" in house.last()
    assert (await Receipt.get()).version == 2
    versions = await NoticeVersion.all().order_by("version")
    assert [(v.version, v.text[:5], v.asks_again) for v in versions] == [(1, "明天9点开", True), (2, "明天10点", True)]
    assert (await audited())[:2] == ["notice.published", "notice.edited"]


async def test_an_edit_need_not_ask_again(house: TestHouse) -> None:
    await house.say("赵敏", "/notice 明天开会。带电脑。")
    await house.say("王强", "收到")
    await house.say("赵敏", "/notice 1 改 明天开会。带电脑和笔。 不再确认")
    assert "“带电脑。”改为“带电脑和笔。”" in house.last()
    assert house.last().endswith("已回复的不必再回复。")
    await house.say("赵敏", "/notice 1")
    assert "已回 1 人" in house.last()


async def test_only_text_and_deadline_of_a_published_notice_change(house: TestHouse) -> None:
    await house.say("赵敏", "/notice 开会")
    await house.say("赵敏", "/notice 1 改 给 全体成员")
    await house.say("赵敏", "/notice 1 改 开会")
    assert "没有修改" in house.last()
    await house.say("赵敏", "/notice 1 改 紧急 开会了")
    assert "只能改内容、截止时间" in house.last()
    await house.say("赵敏", "/notice 1 改 截止 今天8:00")
    assert "已过" in house.last()
    await house.say("王强", "/notice 1 改 不开会")
    assert "权限" in house.last()
    await house.say("赵敏", "/notice 1 改")
    assert (await Notice.get(number=1)).version == 1


async def test_a_moved_deadline_moves_the_report(house: TestHouse) -> None:
    await house.say("赵敏", "/notice 开会 截止 11:00")
    await house.say("赵敏", "/notice 1 改 截止 15:00")
    assert "请再次回复" in house.last()
    await house.pass_time(2 * HOUR)
    assert not any("已到截止时间" in text for text in house.said())
    await house.pass_time(4 * HOUR)
    assert sum("已到截止时间：开会" in text for text in house.said()) == 1


async def test_a_withdrawn_notice_is_recalled_corrected_and_reminds_nobody(each_store: TestHouse) -> None:
    house = each_store
    await house.say("赵敏", "/notice 明天停电 截止 11:00")
    assert "明天停电" in house.last()
    await house.say("王强", "/notice 1 撤回 我说的")
    assert "只有发布人或管理员" in house.last()
    await house.say("赵敏", "/notice 1 撤回 消息有误")
    assert not any(text.startswith("【通知 #1】") for text in house.said())
    corrected = next(text for text in house.said() if text.startswith("【更正】"))
    assert "通知 #1 已撤回" in corrected
    assert "原因：消息有误" in corrected
    assert house.last().endswith("通知 #1 已撤回，不再提醒。")
    assert not board.open_in(house.group.id)
    before = len(house.said())
    await house.pass_time(4 * HOUR)
    assert len(house.said()) == before
    await house.say("王强", "/ack 1")
    await house.say("赵敏", "/notice 1")
    assert "（已撤回）" in house.last()
    assert "撤回原因：消息有误" in house.last()
    await house.say("赵敏", "/notice 1 撤回")
    assert "已经撤回，不能撤回" in house.last()
    assert await audited() == ["notice.published", "notice.withdrawn"]


async def test_where_nothing_can_be_recalled_the_correction_stands_alone(wechat: TestHouse) -> None:
    await wechat.say("赵敏", "/notice 明天停电")
    await wechat.say("赵敏", "/notice 1 撤回")
    assert wechat.calls("recall") == []
    assert any(text.startswith("【更正】通知 #1 已撤回") for text in wechat.said())
    assert not await models.Job.filter(state="dead").exists()


async def test_a_recall_that_is_refused_makes_no_work_for_anybody(house: TestHouse) -> None:
    await house.say("赵敏", "/notice 明天停电")
    abilities = house.platform.capabilities.abilities - {Ability.RECALL}
    house.platform.capabilities = Capabilities("Fake", abilities)
    await house.say("赵敏", "/notice 1 撤回")
    assert [text[:4] for text in house.said() if "更正" in text] == ["【更正】"]
    assert not any("人工" in text for text in house.said())


async def test_a_reviewer_edits_before_approving_and_is_named(each_store: TestHouse) -> None:
    house = each_store
    await house.say("周明", "/notice 周五团建")
    assert "修改：/通知 1 改 新内容" in house.said()[0]
    await house.say("李雷", "/notice 1 改 不团建")
    assert (await Notice.get(number=1)).text == "周五团建"
    await house.say("赵敏", "/notice 1 改为 周五下午团建")
    assert any(text.startswith("@周明 通知 #1 审核时由赵敏修改为：\n周五下午团建") for text in house.said())
    await house.say("赵敏", "/approve 1")
    published = next(text for text in house.said() if text.startswith("【通知 #1】"))
    assert "周五下午团建" in published
    assert "发布人：周明（赵敏审核修改）" in published
    assert await audited() == ["notice.submitted", "notice.edited", "notice.published", "notice.approved"]


async def test_a_rejected_notice_is_mended_and_submitted_again(house: TestHouse) -> None:
    await house.say("周明", "/notice 周五团建")
    await house.say("赵敏", "/reject 1 太早")
    await house.say("周明", "/notice 1")
    assert "驳回理由：太早" in house.last()
    await house.say("周明", "/notice 1 改 下周五团建")
    assert "已提交" in house.last()
    await house.say("赵敏", "/approve 1")
    assert any("下周五团建" in text and text.startswith("【通知 #1】") for text in house.said())


async def test_source_and_publisher_are_always_shown(house: TestHouse) -> None:
    await house.say("赵敏", "/notice 停电 来源 集团办公室")
    assert "来源：集团办公室\n发布人：赵敏" in house.last()
    await models.Person.create(organisation_id=house.group.organisation_id, name="赵敏", department="综合部")
    people.forget_rosters()
    await house.say("赵敏", "/notice 停水 紧急")
    assert "来源：综合部\n发布人：赵敏" in house.last()
    assert "【紧急】" in house.last()
    assert (await Notice.get(number=2)).urgent


async def test_an_edited_announcement_is_announced_again_and_told_on_withdrawal(house: TestHouse) -> None:
    regulation = house.group.regulation
    assert regulation is not None
    clause = Clause("第九十九条", "重要通知同时发布群公告。", (Duty("notice.announcement"),))
    text = replace(regulation.text, clauses=(*regulation.text.clauses, clause))
    directory._put(replace(house.group, regulation=replace(regulation, text=text)))
    await house.say("林静", "/notice 停水")
    await house.say("林静", "/notice 1 改 停电")
    assert len(house.platform.group().announcements) == 2
    assert "更新" in house.platform.group().announcements[1]
    await house.say("林静", "/notice 1 撤回 有误")
    assert "群公告里的同一条请手动删除" in house.last()
    assert house.account == AccountId("10001")
