"""Reminders and reports: only those who have not answered, and never once they have."""

from bot.domain.events import MemberLeft
from bot.domain.ids import ChatRef
from bot.domain.messages import IncomingMessage, Mention, MessageId, Text
from bot.store import models
from plugins.notices.models import Notice, Reminder
from plugins.notices.service import board
from tests.plugins.notices.conftest import HOUR, MINUTE
from tests.support.house import TestHouse


def reminders(house: TestHouse) -> list[str]:
    return [text for text in house.said() if "·提醒" in text]


def mentioned(house: TestHouse) -> list[list[str]]:
    """Names mentioned by each reminder that left."""
    names = {id: name for name, id in house.names.items()}
    sends = [c for c in house.calls("send") if "·提醒" in c["text"]]
    return [[names[p.user] for p in c["parts"] if isinstance(p, Mention)] for c in sends]


def quietly(house: TestHouse, who: str, text: str, id: str) -> None:
    """A message that only comes in: what follows from it waits for the lanes."""
    now = house.clock.now()
    sender = house.id_of(who)
    house.house.intake.message(
        IncomingMessage(house.account, house.chat, MessageId(id), sender, who, (Text(text),), now, now)
    )


async def test_a_reminder_mentions_only_those_who_have_not(each_store: TestHouse) -> None:
    house = each_store
    await house.say("林静", "/notice 停电 截止 18:00")
    await house.say("王强", "收到")
    await house.say("林静", "/remind 1")
    assert house.last().startswith("@赵敏 @李雷 @周明 【通知 #1·提醒 第1次】\n停电")
    actions = [e.action for e in await models.AuditEntry.all().order_by("position")]
    assert actions[-1] == "notice.reminded"


async def test_nobody_is_reminded_again_within_ten_minutes(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电 截止 18:00")
    await house.say("林静", "/催办 1")
    await house.pass_time(9 * MINUTE)
    await house.say("赵敏", "/催办 1")
    assert "09:10 之后才能再催" in house.last()
    await house.pass_time(1 * MINUTE)
    await house.say("赵敏", "/催办 1")
    assert "【通知 #1·提醒 第2次】" in house.last()


async def test_members_may_neither_remind_nor_close(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电")
    for words in ("/remind 1", "/close 1"):
        await house.say("王强", words)
        assert "权限" in house.last()


async def test_reminders_come_before_and_at_the_deadline_and_a_report_after(each_store: TestHouse) -> None:
    house = each_store
    await house.say("林静", "/notice 停电 截止 18:00")
    await house.say("王强", "收到")
    await house.pass_time(7 * HOUR - 1 * MINUTE)
    assert reminders(house) == []
    await house.pass_time(1 * MINUTE)
    assert mentioned(house) == [["赵敏", "李雷", "周明"]]
    await house.say("李雷", "收到")
    await house.pass_time(2 * HOUR)
    assert mentioned(house)[1:] == [["赵敏", "周明"]]
    assert house.last().startswith(
        "@林静 通知 #1 已到截止时间：停电\n应回 4 人，已回 2 人，未回 2 人。\n未回复：\n赵敏、周明"
    )
    await house.pass_time(24 * HOUR)
    assert len(reminders(house)) == 2


async def test_when_all_have_answered_nobody_is_reminded(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电 截止 18:00")
    for name in ("赵敏", "王强", "李雷", "周明"):
        await house.say(name, "收到")
    await house.say("林静", "/remind 1")
    assert "已全部回复" in house.last()
    await house.pass_time(10 * HOUR)
    assert reminders(house) == []
    assert "4 人已全部回复" in house.last()


async def test_a_long_list_is_reminded_in_messages_of_twenty(house: TestHouse) -> None:
    for n in range(43):
        house.member(f"员工{n}")
    await house.pass_time(11 * MINUTE)  # the list is looked at every ten minutes
    await house.say("林静", "/notice 停电 截止 18:00")
    await house.say("林静", "/remind 1")
    assert [len(names) for names in mentioned(house)] == [20, 20, 7]
    assert len({name for names in mentioned(house) for name in names}) == 47
    signs = [text[text.index("【") : text.index("】") + 1] for text in reminders(house)]
    assert signs == [f"【通知 #1·提醒 第1次({n}/3)】" for n in (1, 2, 3)]


async def test_whoever_answers_while_the_reminder_waits_is_not_mentioned(each_store: TestHouse) -> None:
    house = each_store
    await house.say("林静", "/notice 停电 截止 18:00")
    quietly(house, "林静", "/remind 1", "q1")
    await house.house.lanes.drain(10)
    quietly(house, "李雷", "收到", "q2")
    await house.house.lanes.drain(10)
    await house.settle()
    assert mentioned(house) == [["赵敏", "王强", "周明"]]


async def test_whoever_left_the_group_is_not_mentioned(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电 截止 18:00")
    gone = house.id_of("李雷")
    del house.platform.group().members[gone]
    await house.happen(MemberLeft(account=house.account, chat=house.chat, at=house.clock.now(), member=gone))
    await house.say("林静", "/remind 1")
    assert mentioned(house) == [["赵敏", "王强", "周明"]]
    await house.say("林静", "/notice 1")
    assert "应回 3 人" in house.last()


async def test_a_reminder_by_hand_shortly_before_the_deadline_is_the_last(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电 截止 10:00")
    await house.pass_time(55 * MINUTE)
    await house.say("林静", "/remind 1")
    await house.pass_time(5 * MINUTE)
    assert len(reminders(house)) == 1
    assert "已到截止时间" in house.last()


async def test_a_deadline_nearer_than_the_reminder_has_only_the_last_one(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电 截止 10:00")
    await house.pass_time(1 * HOUR)
    assert [row.occasion for row in await Reminder.all()] == ["deadline"]


async def test_a_closed_notice_reminds_nobody_and_reports(each_store: TestHouse) -> None:
    house = each_store
    await house.say("林静", "/notice 停电 截止 18:00")
    await house.say("王强", "收到")
    await house.say("赵敏", "/结束 1")
    assert "通知 #1 已结束" in house.last()
    assert "未回 3 人" in house.last()
    assert "赵敏、李雷、周明" in house.last()
    said = len(house.said())
    await house.pass_time(24 * HOUR)
    assert len(house.said()) == said
    for words in ("/close 1", "/remind 1"):
        await house.say("赵敏", words)
        assert "通知 #1 已结束。" in house.last()
    actions = [e.action for e in await models.AuditEntry.all().order_by("position")]
    assert "notice.closed" in actions


async def test_a_forgotten_notice_is_closed_a_week_after_its_deadline(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电 截止 18:00")
    await house.pass_time(9 * HOUR)
    said = len(house.said())
    await house.pass_time(7 * 24 * HOUR)
    assert (await Notice.get(number=1)).state == "closed"
    assert not board.open_in(house.group.id)
    assert len(house.said()) == said


async def test_reports_go_to_the_administration_group_where_one_is_bound(house: TestHouse) -> None:
    house.platform.group("901").name = "管理群"
    await house.say("林静", "/console 901")
    await house.say("林静", "/notice 停电 截止 10:00")
    await house.pass_time(1 * HOUR)
    assert not any("已到截止时间：" in text for text in house.said())
    assert any("已到截止时间" in text for text in house.platform.sent("901"))
    assert any("已到截止时间" in text for text in house.platform.sent_privately(house.id_of("林静")))


async def test_a_notice_given_in_the_administration_group_goes_to_the_group(house: TestHouse) -> None:
    await house.say("林静", "/console 901")
    await house.say("周明", "/notice 团建")
    assert any("【待审核】通知 #1" in text for text in house.platform.sent("901"))
    now, console = house.clock.now(), ChatRef("qq", "901")
    for number, text in enumerate(("/approve 1", "/notice 停电", "/remind 2")):
        message = IncomingMessage(
            house.account, console, MessageId(f"c{number}"), house.id_of("林静"), "林静", (Text(text),), now, now
        )
        house.house.intake.message(message)
        await house.settle()
    assert [text.split("\n")[0] for text in house.said()][-2:] == [
        "【通知 #2】",
        "@赵敏 @王强 @李雷 @周明 【通知 #2·提醒 第1次】",
    ]
    assert any("通知 #2 已发布到" in text for text in house.platform.sent("901"))
