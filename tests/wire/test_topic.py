"""``/topic`` and quiet hours on both protocols: politely, once, by a clause."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

from sandbox.world import Platform
from tests.wire.process import Process
from tests.wire.room import Room

CLAUSE = "群内不得讨论与工作无关的话题，管理员有权终止不合时宜的话题。"


def add_clause(bot: Process, room: Room, text: str, duty: dict[str, object]) -> None:
    """A regulation of the group's own: the built-in one with a clause more, in force since the other."""
    with closing(sqlite3.connect(bot.folder / "qungui.db", timeout=10, isolation_level=None)) as store:
        [group] = store.execute("select id from work_group where external_id = ?", (room.group,)).fetchone()
        organisation, title, since, clauses = store.execute(
            "select organisation_id, title, effective_from, clauses from regulation where group_id is null"
        ).fetchone()
        more = [*json.loads(clauses), {"path": "第九十九条", "text": text, "duties": [duty]}]
        store.execute(
            "insert into regulation (organisation_id, group_id, title, version, digest, effective_from, clauses)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            (organisation, group, title, "1.0-wire", f"wire-{group}", since, json.dumps(more)),
        )


def administrator(room: Room) -> str:
    return "超级" if room.world.platform is Platform.WECHAT else "林静"


async def _stopped_and_minded(bot: Process, room: Room) -> None:
    boss = administrator(room)
    await room.order(boss, "/停止话题 20分钟 火锅", "无条不罚")
    add_clause(bot, room, CLAUSE, {"code": "moderation.offtopic", "via": "auto", "parameters": {}})
    owner = room.superuser if room.world.platform is Platform.WECHAT else "陈立"
    await room.order(owner, "/模式 执行", "模式已改为执行")
    told = await room.order(boss, "/topic stop 20m 火锅", "话题先到这里")
    assert "第九十九条" in told
    room.say("李雷", "火锅店几点开门")
    reminded = await room.hears("提醒")
    assert "第九十九条" in reminded
    room.say("李雷", "火锅还是要吃的呀")
    room.say("韩梅梅", "明天的例会改到十点")
    await room.order(boss, "/停止话题 列表", "1. 火锅")
    assert len([said for said in room.texts if said.count("第九十九条") and "提醒" in said]) == 1
    await room.order(boss, "/停止话题 恢复", "已放开 1 个话题")
    assert room.calls("delete_msg") == room.calls("delete_message") == []
    room.check_manners()


async def test_a_topic_is_stopped_on_qq(bot: Process, room: Room) -> None:
    await _stopped_and_minded(bot, room)


async def test_a_topic_is_stopped_on_wechat(bot: Process, wechat_room: Room) -> None:
    await _stopped_and_minded(bot, wechat_room)


async def _quiet_hours(bot: Process, room: Room) -> None:
    """Yesterday, today and tomorrow are quiet, whatever day it is."""
    today = datetime.now(UTC).weekday()
    days = "、".join(f"周{'一二三四五六日'[(today + i) % 7]}" for i in (-1, 0, 1))
    duty = {"code": "hours", "via": "auto", "parameters": {"quiet": f"{days} 00:00-24:00"}}
    add_clause(bot, room, "休息时间请勿在群内发送非紧急消息。", duty)
    owner = room.superuser if room.world.platform is Platform.WECHAT else "陈立"
    await room.order(owner, "/模式 执行", "模式已改为执行")
    room.say("李雷", "三楼停电了")
    room.say("李雷", "有人一起看球吗")
    told = await room.hears("第九十九条")
    assert "提醒" in told
    room.say("李雷", "快来快来")
    await room.settled(administrator(room))
    assert len([said for said in room.texts if "第九十九条" in said]) == 1


async def test_quiet_hours_are_minded_on_wechat(bot: Process, wechat_room: Room) -> None:
    await _quiet_hours(bot, wechat_room)
