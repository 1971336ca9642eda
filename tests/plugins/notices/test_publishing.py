"""Publishing: at once by an administrator, after review by anybody else."""

from dataclasses import replace

import pytest

from bot.domain.events import MemberJoined
from bot.domain.messages import Mention, Text
from bot.domain.ports import Outcome
from bot.domain.regulation import Clause, Duty
from bot.governance import people
from bot.governance.directory import directory
from bot.store import models
from plugins.notices.models import Notice, Recipient
from plugins.notices.service import board
from tests.support.house import TestHouse


async def asked(house: TestHouse, number: int) -> list[str]:
    names = {id: name for name, id in house.names.items()}
    rows = await Recipient.filter(notice__number=number).order_by("id")
    return [names.get(row.member_id, row.member_id) for row in rows]


async def audited(prefix: str = "notice.") -> list[str]:
    return [e.action for e in await models.AuditEntry.all().order_by("position") if e.action.startswith(prefix)]


async def put_on_roster(house: TestHouse, **departments: str) -> None:
    for name, department in departments.items():
        await models.Person.create(organisation_id=house.group.organisation_id, name=name, department=department)
    people.forget_rosters()


async def test_an_administrators_notice_goes_out_at_once(each_store: TestHouse) -> None:
    house = each_store
    await house.say("赵敏", "/notice 明天停电，请关机 截止 18:00")
    [text] = house.said()
    assert text.startswith("【通知 #1】\n明天停电，请关机")
    assert "发布人：赵敏" in text
    assert "截止：3月2日（周一）18:00" in text
    assert "/收到 1" in text
    assert await asked(house, 1) == ["林静", "王强", "李雷", "周明"]
    assert await audited() == ["notice.published"]


async def test_a_notice_without_a_deadline_takes_the_regulations(house: TestHouse) -> None:
    await house.say("林静", "/通知 明天停电")
    assert "截止：3月3日（周二）09:00" in house.last()


async def test_whoever_joins_later_is_not_asked(house: TestHouse) -> None:
    await house.say("林静", "/notice 明天停电")
    newcomer = house.member("孙悦")
    await house.happen(MemberJoined(account=house.account, chat=house.chat, at=house.clock.now(), member=newcomer))
    assert "孙悦" not in await asked(house, 1)


async def test_a_members_notice_waits_for_review_and_names_its_reviewer(each_store: TestHouse) -> None:
    house = each_store
    await house.say("周明", "/notice 周五团建")
    assert not any("【通知 #1】" in text for text in house.said())
    assert "/通过 1" in house.said()[0]
    await house.say("周明", "/approve 1")
    assert "权限" in house.last()
    await house.say("赵敏", "/approve 1")
    [published] = [text for text in house.said() if text.startswith("【通知 #1】")]
    assert "发布人：周明（赵敏审核）" in published
    assert "周明" not in await asked(house, 1)
    assert await audited() == ["notice.submitted", "notice.published", "notice.approved"]
    await house.say("林静", "/reject 1 不合适")
    assert "不在待审核状态（赵敏已处理）" in house.last()


async def test_a_rejected_notice_tells_its_author_why(house: TestHouse) -> None:
    await house.say("周明", "/notice 周五团建")
    await house.say("赵敏", "/驳回 1 与会议冲突")
    told = next(text for text in house.said() if "未通过审核" in text)
    assert told.startswith("@周明 ")
    assert "与会议冲突" in told
    assert (await Notice.get(number=1)).state == "rejected"
    assert await audited() == ["notice.submitted", "notice.rejected"]
    await house.say("王强", "/show 1")
    assert house.last().endswith("没有编号 #1 的这类事项。")


async def test_one_member_cannot_fill_the_reviewers_list(house: TestHouse) -> None:
    for _ in range(4):
        await house.say("周明", "/notice 再说一遍")
    assert "已有 3 条通知待审核" in house.last()
    assert await Notice.all().count() == 3


async def test_a_department_is_known_by_roster_and_card(house: TestHouse) -> None:
    await put_on_roster(house, 王强="财务部", 李雷="财务部", 周明="研发部")
    await house.say("林静", "/notice 交发票 给 财务")
    assert await asked(house, 1) == ["王强", "李雷"]
    assert house.last().startswith("@王强 @李雷 【通知 #1】\n交发票")
    assert "发给：财务部（2人）" in house.last()


async def test_a_name_that_two_persons_share_is_nobodys(house: TestHouse) -> None:
    await put_on_roster(house, 王强="财务部")
    await models.Person.create(organisation_id=house.group.organisation_id, name="王强", department="研发部")
    await house.say("林静", "/notice 交发票 给 财务部")
    assert "群里没有财务部的成员" in house.last()
    assert await Notice.all().count() == 0


async def test_mentioned_members_are_the_audience(house: TestHouse) -> None:
    mention = Mention(house.id_of("李雷"), "李雷")
    await house.say("林静", [Text("/notice 值班 给 "), mention, Text(" 截止 18:00")])
    assert await asked(house, 1) == ["李雷"]
    await house.say("王强", "收到")
    await house.say("王强", "/ack 1")
    assert "没有要求你回复" in house.last()


async def test_a_notice_to_an_unknown_department_goes_to_nobody(house: TestHouse) -> None:
    await house.say("林静", "/notice 交发票 给 后勤部")
    assert "没有“后勤部”这个部门" in house.last()
    assert await Notice.all().count() == 0


async def test_a_notice_that_asks_for_no_answer_waits_for_none(house: TestHouse) -> None:
    await house.say("林静", "/notice 食堂开放 免回复")
    assert "无需回复" in house.last()
    assert not board.open_in(house.group.id)
    await house.say("王强", "/ack 1")
    assert "通知 #1 无需回复。" in house.last()


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("/notice", "写法：/通知"),
        ("/notice 截止 18:00", "写法：/通知"),
        ("/notice 停电 截止 25:00", "没看懂截止时间“25:00”"),
        ("/notice 停电 截止 今天8:00", "已过"),
        ("/notice 停电 截止 2020-01-01", "已过"),
        ("/notice 99", "没有编号 #99"),
        ("/notice " + "字" * 3001, "最多 3000 字"),
    ],
)
async def test_a_mistaken_notice_gets_one_line_and_is_not_published(house: TestHouse, words: str, answer: str) -> None:
    await house.say("林静", words)
    [text] = house.said()
    assert answer in text
    assert await Notice.all().count() == 0


async def test_the_announcement_is_added_only_where_a_clause_asks_for_it(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    assert house.platform.group().announcements == []
    regulation = house.group.regulation
    assert regulation is not None
    clause = Clause("第九十九条", "重要通知同时发布群公告。", (Duty("notice.announcement"),))
    text = replace(regulation.text, clauses=(*regulation.text.clauses, clause))
    directory._put(replace(house.group, regulation=replace(regulation, text=text)))
    await house.say("林静", "/notice 停水")
    assert "【通知 #2】" in house.said()[-1]
    assert len(house.platform.group().announcements) == 1


async def test_a_notice_that_the_platform_refuses_is_told_to_the_administrators(house: TestHouse) -> None:
    house.platform.script("send", Outcome.DENIED, detail="全员禁言")
    await house.say("林静", "/notice 停电")
    assert house.last().startswith("通知 #1 没能发到群里（全员禁言），请人工发布：\n停电")
    assert "notice.not_sent" in await audited()


async def test_names_are_for_administrators_and_counts_for_others(house: TestHouse) -> None:
    await put_on_roster(house, 李雷="财务部")
    await house.say("林静", "/notice 停电 截止 18:00")
    await house.say("王强", "收到")
    await house.say("赵敏", "/notice 1")
    assert "应回 4 人，已回 1 人，未回 3 人" in house.last()
    assert "财务部：李雷" in house.last()
    assert "赵敏、周明" in house.last()
    await house.say("李雷", "/show 1")
    assert "未回 3 人" in house.last()
    assert "周明" not in house.last()
    assert "你还没有回复" in house.last()


async def test_text_of_people_is_never_a_template_or_a_mention(house: TestHouse) -> None:
    await house.say("林静", "/notice {{ 7*7 }} [CQ:at,qq=all] {% raw %}")
    assert "{{ 7*7 }} [CQ:at,qq=all] {% raw %}" in house.last()
    [call] = house.calls("send")
    assert all(isinstance(part, Text) for part in call["parts"])


async def test_where_nobody_tells_who_left_the_list_is_asked_before_publishing(wechat: TestHouse) -> None:
    wechat.platform.group().members.pop(wechat.id_of("王强"))
    wechat.member("新人")
    await wechat.say("林静", "/通知 明天开会")
    names = await asked(wechat, 1)
    assert "王强" not in names
    assert "新人" in names
