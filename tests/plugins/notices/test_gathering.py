"""Nobody is spammed: many notices in one line, pauses, quiet hours, leave, superiors, private words, everybody."""

from itertools import pairwise

from bot.domain.messages import Mention, MentionAll
from bot.domain.people import Person
from bot.domain.ports import Outcome
from bot.store import models
from plugins.notices.models import Nudge, Reminder
from plugins.notices.service import reminding
from tests.plugins.notices.conftest import HOUR, MINUTE
from tests.plugins.notices.rules import with_duty, with_people
from tests.support.house import TestHouse


def reminders(house: TestHouse) -> list[str]:
    return [text for text in house.said() if "·提醒" in text]


def mentioned(house: TestHouse) -> list[list[str]]:
    names = {id: name for name, id in house.names.items()}
    sends = [c for c in house.calls("send") if "·提醒" in c["text"]]
    return [[names[p.user] for p in c["parts"] if isinstance(p, Mention)] for c in sends]


async def test_one_message_for_many_notices_names_each_person_once(each_store: TestHouse) -> None:
    house = each_store
    await house.say("林静", "/notice 停电 截止 18:00")
    await house.say("林静", "/notice 培训 截止 18:05")
    await house.say("林静", "/notice 体检 截止 18:09")
    await house.say("王强", "/收到 1")
    await house.pass_time(7 * HOUR)
    assert len(reminders(house)) == 1
    assert sorted(mentioned(house)[0]) == sorted(["赵敏", "李雷", "周明", "王强"])
    text = reminders(house)[0]
    assert "【通知 #1、#2、#3·提醒 第1次】" in text
    lines = {line.split()[0]: line for line in text.splitlines() if line.startswith("#")}
    assert "王强" not in lines["#1"]
    assert "王强" in lines["#2"]
    assert "王强" in lines["#3"]
    assert len(await Reminder.all()) == 3


async def test_notices_due_within_the_hour_are_not_a_second_mention(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电 截止 18:00")
    await house.say("林静", "/notice 培训 截止 18:30")
    await house.pass_time(7 * HOUR)
    await house.pass_time(30 * MINUTE)
    assert len(reminders(house)) == 1
    await house.pass_time(30 * MINUTE)
    assert len(reminders(house)) == 2
    assert "#2" in reminders(house)[1]
    assert "#1" not in reminders(house)[1]


async def test_the_deferred_and_the_next_reminder_of_a_notice_are_one(house: TestHouse) -> None:
    with_duty(house, "notice.followup", remind_before="2h|90m|30m")
    await house.say("林静", "/notice 停电 截止 18:00")
    await house.pass_time(7 * HOUR)
    for _ in range(8):
        await house.pass_time(15 * MINUTE)
    told = await Nudge.filter(member_id=house.id_of("王强"), state="told")
    times = sorted({row.told_at for row in told if row.told_at})
    assert len(times) == len(set(reminders(house))) == 3
    assert all(b - a >= HOUR for a, b in pairwise(times))


async def test_nothing_is_said_in_the_night_unless_it_is_urgent(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电 截止 23:00")
    await house.pass_time(12 * HOUR + 30 * MINUTE)
    before = len(reminders(house))
    await house.pass_time(2 * HOUR)
    assert len(reminders(house)) == before
    assert not any("已到截止时间：" in text for text in house.said())
    await house.pass_time(7 * HOUR + 30 * MINUTE)
    assert len(reminders(house)) == before + 1
    assert any("已到截止时间：" in text for text in house.said())


async def test_what_falls_due_while_the_bot_is_away_at_night_waits_for_the_morning(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电 截止 20:00")
    await house.pass_time(7 * HOUR)
    house.clock.advance(7 * HOUR)  # down from 16:00 to 23:00
    await house.settle()
    assert len(reminders(house)) == 0
    await house.pass_time(8 * HOUR)
    assert len(reminders(house)) == 1


async def test_whoever_is_on_leave_is_reminded_when_back(house: TestHouse) -> None:
    await with_people(house, Person("王强", "运维部", state="on_leave"), Person("李雷", "运维部"))
    await house.say("林静", "/notice 停电 截止 18:00")
    await house.pass_time(9 * HOUR)
    assert all("王强" not in names for names in mentioned(house))
    await with_people(house, Person("王强", "运维部", state="in_post"))
    await house.pass_time(16 * HOUR)
    assert mentioned(house)[-1] == ["王强"]
    said = len(reminders(house))
    await house.pass_time(48 * HOUR)
    assert len(reminders(house)) == said


async def test_the_superior_is_told_a_day_after_the_deadline_and_the_publisher_then(each_store: TestHouse) -> None:
    house = each_store
    with_duty(house, "notice.followup", "逾期未回复的，由其上级督促。", remind_before="2h")
    await with_people(
        house,
        Person("王强", "运维部", superior="周明"),
        Person("李雷", "运维部", superior="周明"),
        Person("周明", "运维部"),
    )
    await house.say("林静", "/notice 停电 截止 18:00")
    await house.say("周明", "收到")
    await house.say("赵敏", "收到")
    await house.pass_time(9 * HOUR)
    await house.say("李雷", "收到")
    await house.pass_time(24 * HOUR)
    told = [text for text in house.said() if "请督促" in text]
    assert len(told) == 1
    assert told[0].startswith("@周明 ")
    assert "您的同事 王强 尚未回复通知 #1" in told[0]
    assert any("已告知其上级" in text for text in house.said())
    await house.pass_time(72 * HOUR)
    assert len([text for text in house.said() if "请督促" in text]) == 1


async def test_in_private_where_the_regulation_allows_it_and_once_in_the_group_where_it_fails(house: TestHouse) -> None:
    with_duty(house, "notice.followup", remind_before="2h", private="yes")
    await house.say("林静", "/notice 停电 截止 18:00")
    house.platform.script("send", Outcome.DENIED)
    await house.pass_time(7 * HOUR)
    alone = [n for n in ("赵敏", "王强", "李雷", "周明") if house.platform.sent_privately(house.id_of(n))]
    assert len(alone) == 3
    assert reminders(house) == []
    await house.pass_time(3 * MINUTE)
    assert [len(names) for names in mentioned(house) if names] == [1]
    assert not set(mentioned(house)[-1]) & set(alone)


async def test_everybody_is_mentioned_only_while_the_quota_lasts(house: TestHouse) -> None:
    with_duty(house, "notice.followup", remind_before="2h", mention_all="yes")
    house.platform.all_mentions_left = 1
    await house.say("林静", "/notice 停电 截止 18:00 紧急")
    await house.pass_time(7 * HOUR)
    sends = [c for c in house.calls("send") if "·提醒" in c["text"]]
    assert len(sends) == 1
    assert any(isinstance(p, MentionAll) for p in sends[0]["parts"])
    house.platform.all_mentions_left = 0
    await house.pass_time(2 * HOUR)
    sends = [c for c in house.calls("send") if "·提醒" in c["text"]]
    assert len(sends) == 2
    assert not any(isinstance(p, MentionAll) for p in sends[1]["parts"])


async def test_remind_without_a_number_is_all_of_them_in_one_message(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电 截止 18:00")
    await house.say("林静", "/notice 培训")
    await house.say("林静", "/remind")
    assert len(reminders(house)) == 1
    assert "#1、#2" in reminders(house)[0]
    await house.say("林静", "/催办")
    assert "之后才能再催" in house.last()
    for name in ("赵敏", "王强", "李雷", "周明"):
        await house.say(name, "/收到 1")
        await house.say(name, "/收到 2")
    await house.say("林静", "/催办")
    assert house.last() == "没有等待回复的通知。"


async def test_planning_again_changes_nothing(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电 截止 18:00")
    jobs = await models.Job.filter(kind="notices.remind").count()
    await reminding.plan_everything(house.clock.now())
    assert await models.Job.filter(kind="notices.remind").count() == jobs
    await house.pass_time(7 * HOUR)
    await reminding.plan_everything(house.clock.now())
    await house.pass_time(2 * MINUTE)
    assert len(reminders(house)) == 1


async def test_rows_of_ended_notices_are_forgotten(house: TestHouse) -> None:
    await house.say("林静", "/notice 停电 截止 18:00")
    await house.say("林静", "/remind 1")
    await house.say("林静", "/close 1")
    assert await Nudge.all().count() == 4
    await house.pass_time(72 * HOUR)
    assert await Nudge.all().count() == 0
