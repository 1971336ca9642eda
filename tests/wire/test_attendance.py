"""The day of an activity on both protocols: a changing code in private, the list, the absence, the calendar."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.world import Platform
from tests.support.pictures import png, scenery
from tests.wire.process import PATIENCE, Process
from tests.wire.room import Room, number_in
from tests.wire.test_topic import add_clause, administrator

TIME = "%Y-%m-%d %H:%M:%S.%f+00:00"


def _soon(room: Room) -> str:
    soon = room.world.clock().astimezone(ZoneInfo("Asia/Shanghai")) + timedelta(minutes=10)
    return soon.strftime("%-m月%-d日%H:%M")


def _let_it_be_over(bot: Process, room: Room, number: int) -> None:
    """The activity was two hours ago, and what follows its end is due."""
    now = datetime.now(UTC)
    with closing(sqlite3.connect(bot.folder / "qungui.db", timeout=10, isolation_level=None)) as store:
        [group] = store.execute("select id from work_group where external_id = ?", (room.group,)).fetchone()
        [activity] = store.execute(
            "select id from activity where group_id = ? and number = ?", (group, number)
        ).fetchone()
        store.execute(
            "update activity set starts_at = ?, ends_at = ? where id = ?",
            ((now - timedelta(hours=2)).strftime(TIME), (now - timedelta(hours=1)).strftime(TIME), activity),
        )
        store.execute("update job set due_at = ? where key = ?", (now.strftime(TIME), f"activity:{activity}:1:do:over"))


async def _told_privately(room: Room, who: str, part: str, after: int = 0) -> str:
    user = room.id(who)

    def ask() -> str | None:
        return next((words for words in room.wire.private_texts(user)[after:] if part in words), None)

    await room.wire.until(lambda: ask() is not None, PATIENCE)
    return ask() or ""


async def _checked_in_and_missed(bot: Process, room: Room) -> None:
    boss = administrator(room)
    owner = room.superuser if boss == "超级" else "陈立"
    number = number_in(await room.order(boss, f"/活动 站会 | {_soon(room)} | 门口 | 碰头", "【活动 #"))
    await room.order("李雷", f"/报名 {number}", "已报名")
    await room.order("韩梅梅", f"/报名 {number}", "已报名")
    await _told_privately(room, boss, "签到码每分钟更换")
    heard = len(room.wire.private_texts(room.id(boss)))
    room.wire.whisper(room.id(boss), f"/签到 {number}")
    shown = await _told_privately(room, boss, "签到码：", heard)
    code = shown.split("签到码：")[1][:4]
    await room.order("韩梅梅", f"/签到 {number} {'0000' if code != '0000' else '1111'}", "签到码不对")
    await room.order("韩梅梅", f"/签到 {number} {code}", "签到成功")
    assert not any(code in words for words in room.texts)
    duty = {"code": "event.attendance", "via": "auto", "parameters": {"absences": "1"}}
    add_clause(bot, room, "无故缺席的予以提醒。", duty)
    await room.order(owner, "/模式 执行", "模式已改为执行")
    _let_it_be_over(bot, room, number)
    await room.order(boss, f"/签到 {number} 名单", "未到（1）：")
    listed = await _told_privately(room, boss, "未到 1 人")
    assert "李雷" in listed
    room.say(boss, f"/签到 {number} 名单 导出")
    await room.call("upload_file" if room.world.platform is Platform.WECHAT else "upload_group_file")
    room.say(boss, f"/签到 {number} 确认")
    await room.said("已确认：到 1 人，未到 1 人", "第九十九条")
    reminded = next(words for words in room.texts if "第九十九条" in words)
    assert "未请假缺席 1 次" in reminded
    room.check_manners()


async def test_a_changing_code_the_list_and_an_absence_on_qq(bot: Process, room: Room) -> None:
    await _checked_in_and_missed(bot, room)


async def test_a_changing_code_the_list_and_an_absence_on_wechat(bot: Process, wechat_room: Room) -> None:
    await _checked_in_and_missed(bot, wechat_room)


async def _summed_up(bot: Process, room: Room) -> None:
    boss = administrator(room)
    number = number_in(await room.order(boss, f"/活动 登山 | {_soon(room)} | 西山 | 带水", "【活动 #"))
    _let_it_be_over(bot, room, number)
    room.say(boss, f"/总结 {number} 十二人登顶")
    await room.said("总结已记录", "十二人登顶")
    handle = room.world.add_file("合影.png", png(scenery(5))).id
    posted = room.say(boss, [{"type": "image", "data": {"file": handle}}])
    room.say(boss, f"/总结 {number} 图片", quote=posted)
    await room.hears("已加 1 张图片，共 1 张")
    await room.said("总结图片 1 张")
    room.check_manners()


async def test_a_summary_with_a_picture_on_qq(bot: Process, room: Room) -> None:
    await _summed_up(bot, room)


async def test_a_summary_with_a_picture_on_wechat(bot: Process, wechat_room: Room) -> None:
    await _summed_up(bot, wechat_room)


async def test_the_calendar_is_read_over_http(bot: Process, room: Room) -> None:
    await room.order("林静", f"/活动 读书会 | {_soon(room)} | 三楼 | 分享", "【活动 #")
    told = await room.order("李雷", "/日历", "/calendar/")
    path = re.search(r"/calendar/[\w-]+\.ics", told)
    assert path is not None
    answer = await bot.get(path[0])
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "SUMMARY:读书会" in answer.text
    assert (await bot.get("/calendar/" + "x" * 43 + ".ics")).status_code == 404


async def test_a_programme_is_set_up_listed_and_stopped(room: Room) -> None:
    number = number_in(await room.order("林静", "/例行活动 晨读 | 每周三 9:30-10:00 | 线上 | 共读", "已设立"))
    await room.order("李雷", "/例行活动", "晨读")
    await room.order("李雷", f"/例行活动 {number} 停止", "只有活动")
    await room.order("林静", f"/例行活动 {number} 停止", "已停止")
