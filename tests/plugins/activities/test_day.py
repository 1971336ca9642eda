"""The day of the activity and after: reminder, code, check-in, summary."""

from datetime import timedelta

from bot.domain.ports import Outcome
from bot.store import audit
from plugins.activities.models import Attendance, SignUp
from plugins.activities.service import planning
from tests.plugins.activities.conftest import CODE
from tests.support.house import TestHouse, open_house

HIKE = "/活动 登山 | 周五14:00-16:00 | 西山 | 带水"
TO_START = timedelta(days=4, hours=5)
"""From Monday 09:00, where the clock stands, to Friday 14:00."""


def _count(house: TestHouse, words: str) -> int:
    return sum(words in text for text in house.said())


async def _begun(house: TestHouse, *names: str) -> None:
    await house.say("赵磊", HIKE)
    for name in names:
        await house.say(name, "/报名 1")
    await house.pass_time(TO_START - timedelta(minutes=20))


async def test_those_who_come_are_reminded_exactly_once_over_restarts(each_store: TestHouse) -> None:
    house = each_store
    await house.say("赵磊", f"{HIKE} | 2")
    for name in ("王强", "李娜", "周明"):
        await house.say(name, "/报名 1")
    await house.pass_time(TO_START - timedelta(days=1, minutes=1))
    assert _count(house, "提醒") == 0
    for _ in range(3):
        house = await open_house(house.clock, house.platform, timezone="Asia/Shanghai")
        await house.pass_time(timedelta(minutes=1))
    (reminder,) = [text for text in house.said() if "提醒" in text]
    assert reminder.startswith("@王强 @李娜 活动 #1 提醒")
    assert "周明" not in reminder
    for _ in range(3):
        house = await open_house(house.clock, house.platform, timezone="Asia/Shanghai")
        await house.pass_time(timedelta(hours=7, minutes=40))
    first, second = [text for text in house.said() if "提醒" in text]
    assert first == reminder
    assert "后开始" in second


async def test_a_reminder_of_the_day_before_that_was_missed_is_not_said_beside_the_next(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    await house.say("王强", "/报名 1")
    await house.pass_time(TO_START - timedelta(hours=3))
    assert _count(house, "提醒") == 0
    await house.pass_time(timedelta(hours=2))
    assert _count(house, "1小时后开始") == 1


async def test_a_reminder_whose_time_was_missed_until_after_the_start_is_not_sent(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    await house.say("王强", "/报名 1")
    await house.pass_time(TO_START + timedelta(minutes=1))
    assert _count(house, "提醒") == 0


async def test_nobody_is_reminded_at_the_old_time_of_a_moved_activity(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    await house.say("王强", "/报名 1")
    await house.say("赵磊", "/活动 1 改 时间 周六14:00-16:00")
    await house.pass_time(TO_START - timedelta(hours=1))
    assert _count(house, "提醒") == 0
    assert house.platform.sent_privately(house.id_of("赵磊")) == []
    await house.pass_time(timedelta(hours=1))
    await house.pass_time(timedelta(hours=23))
    assert _count(house, "活动 #1 提醒") == 2


async def test_more_than_twenty_are_reminded_in_several_messages(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    for i in range(45):
        await house.say(f"3{i:04}", "报名")
    await house.pass_time(TO_START - timedelta(hours=1))
    reminders = [text for text in house.said() if "提醒" in text]
    assert [text.count("@") for text in reminders] == [20, 20, 5]
    assert [f"（{n}/3）" in text for n, text in enumerate(reminders, 1)] == [True, True, True]


async def test_of_several_reminders_a_lost_one_is_said_again(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    for i in range(45):
        await house.say(f"3{i:04}", "报名")
    house.platform.script("send", Outcome.UNVERIFIED, effect=True)
    house.platform.script("send", Outcome.UNKNOWN)
    await house.pass_time(TO_START - timedelta(hours=1))
    await house.pass_time(60)
    assert sorted(text.count("@") for text in house.said() if "提醒" in text) == [5, 20, 20]
    assert all(_count(house, f"（{n}/3）") == 1 for n in (1, 2, 3))


async def test_the_organiser_gets_the_code_in_private_half_an_hour_before(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    await house.pass_time(TO_START - timedelta(minutes=31))
    assert house.platform.sent_privately(house.id_of("赵磊")) == []
    await house.pass_time(timedelta(minutes=1))
    (code,) = house.platform.sent_privately(house.id_of("赵磊"))
    assert CODE in code
    await house.pass_time(timedelta(minutes=31))
    assert _count(house, CODE) == 0


async def test_where_the_organiser_cannot_be_told_the_group_gets_the_code_at_the_start(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    await house.pass_time(TO_START - timedelta(minutes=31))
    house.platform.script("send", Outcome.DENIED, detail="not a friend")
    await house.pass_time(timedelta(minutes=1))
    assert _count(house, CODE) == 0
    await house.pass_time(timedelta(minutes=30))
    assert _count(house, f"签到码：{CODE}") == 1


async def test_the_code_checks_in_once_and_without_a_sign_up_as_a_walk_in(each_store: TestHouse) -> None:
    house = each_store
    await _begun(house, "王强")
    await house.say("王强", f"/签到 1 {CODE}")
    assert "签到成功，已到 1 人" in house.last()
    await house.say("李娜", "/checkin ４８２１")
    assert "临时参加" in house.last()
    await house.say("王强", f"/签到 1 {CODE}")
    assert "你已在活动 #1 签到" in house.last()
    assert await Attendance.filter(came_at__isnull=False).count() == 2
    assert await audit.verify(f"group:{house.group.id}") is None


async def test_five_wrong_codes_leave_only_the_organisers_word(house: TestHouse) -> None:
    await _begun(house, "王强")
    for left in (4, 3, 2, 1):
        await house.say("王强", "/签到 1 0000")
        assert f"还可以试 {left} 次" in house.last()
    await house.say("王强", "/签到 1 0000")
    assert "组织者代为签到" in house.last()
    await house.say("王强", f"/签到 1 {CODE}")
    assert "组织者代为签到" in house.last()
    await house.say("赵磊", "/签到 1 王强")
    assert "已为 王强 签到" in house.last()


async def test_check_in_is_open_from_half_an_hour_before_the_start_to_the_end(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    await house.pass_time(TO_START - timedelta(minutes=31))
    await house.say("王强", f"/签到 1 {CODE}")
    assert "签到时间是" in house.last()
    await house.pass_time(timedelta(hours=2, minutes=32))
    await house.say("王强", f"/签到 1 {CODE}")
    assert "签到时间是" in house.last()
    assert await Attendance.filter(came_at__isnull=False).count() == 0


async def test_the_organiser_checks_in_by_mention_or_name_and_a_member_may_not(house: TestHouse) -> None:
    await _begun(house, "王强")
    await house.say("李娜", "/签到 1 王强")
    assert "只有活动 #1 的组织者" in house.last()
    await house.say("赵磊", "/签到 1", mention="李娜")
    assert "已为 李娜 签到" in house.last()
    await house.say("林静", "/签到 1 王强、周明 张三")
    assert "已为 王强、周明 签到，已到 3 人" in house.last()
    assert "没找到：张三" in house.last()
    await house.say("赵磊", "/签到 1 张三")
    assert "没找到“张三”" in house.last()


async def test_after_the_start_the_activity_shows_who_came_and_who_did_not(house: TestHouse) -> None:
    await _begun(house, "王强", "李娜")
    await house.say("王强", f"/签到 1 {CODE}")
    await house.say("周明", f"/签到 1 {CODE}")
    await house.pass_time(timedelta(minutes=30))
    await house.say("李娜", "/活动 1")
    for part in ("到场（1）：王强", "临时参加（1）：周明", "未到（1）：李娜"):
        assert part in house.last()


async def test_the_summary_is_asked_reminded_once_and_told_when_overdue(each_store: TestHouse) -> None:
    house = each_store
    await _begun(house, "王强")
    await house.pass_time(timedelta(minutes=20))
    await house.pass_time(timedelta(hours=2))
    (asked,) = [text for text in house.said() if "已结束" in text]
    assert asked.startswith("@赵磊 ")
    assert "3月13日（周五）16:00前" in asked
    await house.pass_time(timedelta(days=6))
    assert _count(house, "总结还没有提交") == 1
    await house.pass_time(timedelta(days=1))
    assert _count(house, "仍未提交") == 1
    await house.pass_time(timedelta(days=30))
    assert _count(house, "总结还没有提交") + _count(house, "仍未提交") == 2


async def test_a_summary_is_told_to_the_administrators_once_and_ends_the_asking(house: TestHouse) -> None:
    await house.say("赵磊", HIKE)
    await house.say("赵磊", "/总结 1 太早")
    assert "还没有开始" in house.last()
    await house.pass_time(TO_START + timedelta(hours=3))
    await house.say("王强", "/总结 1 不是我的")
    assert "只有活动 #1 的组织者" in house.last()
    await house.say("赵磊", "/总结 1 到了12人，很顺利")
    await house.say("赵磊", "/总结 1 到了13人，很顺利")
    assert _count(house, "总结（赵磊") == 1
    await house.pass_time(timedelta(days=10))
    assert _count(house, "总结还没有提交") + _count(house, "仍未提交") == 0
    await house.say("王强", "/show 1")
    assert "总结：到了13人" in house.last()


async def test_without_a_clause_nobody_is_asked_for_a_summary(house: TestHouse, monkeypatch) -> None:
    monkeypatch.setattr(planning, "asks_for_summaries", lambda group: False)
    await _begun(house, "王强")
    await house.pass_time(timedelta(days=20))
    assert _count(house, "总结") == 0


async def test_on_wechat_the_whole_day_goes_by_name(wechat: TestHouse) -> None:
    await _begun(wechat, "王强")
    await wechat.say("王强", f"/签到 1 {CODE}")
    assert wechat.last().startswith("@王强 活动 #1 签到成功")
    await wechat.say("赵磊", "/签到 1 李娜")
    assert "已为 李娜 签到" in wechat.last()
    await wechat.pass_time(timedelta(hours=3))
    await wechat.say("赵磊", "/总结 1 很好")
    assert any("总结（赵磊，签到 2 人）" in text for text in wechat.said())
    assert await SignUp.all().count() == 1
