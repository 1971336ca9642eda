"""Bad input and bad weather over time: strange frames, a store that is locked, gone or full."""

import json
import random
import sqlite3
from contextlib import closing

import pytest

from sandbox.world import Platform
from tests.wire.process import LOG_LINE, PATIENCE, Process, only_single_lines
from tests.wire.room import SUPERUSERS, Room, room_on
from tests.wire.storm import mutated

SETTINGS = {"SUPERUSERS": json.dumps(SUPERUSERS), "DEFAULT_MODE": "enforce"}


@pytest.mark.parametrize("platform", [Platform.QQ, Platform.WECHAT])
async def test_a_thousand_broken_frames_harm_nobody(bot: Process, platform: Platform) -> None:
    chance = random.Random(20261123)
    before = len(bot.lines)
    async with room_on(bot, platform, heartbeat=0) as room:
        await room.open()
        who = "林静" if platform is Platform.QQ else "超级"
        samples = await _samples(room, who)
        for turn in range(1000):
            frame = mutated(chance.choice(samples), chance)
            room.wire.link.send_raw(frame)
            if turn % 250 == 249:
                room.say("李雷", f"闲话{turn}")
                await room.order(who, f"/通知 第{turn}次照常", f"第{turn}次照常")
        assert room.wire.link.is_connected
        room.say("韩梅梅", "加微信 abc123 日结兼职 一天三百，名额有限")
        await room.hears("警告：违反")
    assert (await bot.get("/healthz")).status_code == 200
    assert only_single_lines(bot.lines[before:]), [line for line in bot.lines[before:] if not LOG_LINE.match(line)]


async def _samples(room: Room, who: str) -> list[dict[str, object]]:
    """Genuine frames of every kind this room can make; afterwards everything is as before."""
    room.say("赵敏", "样本")
    room.say("赵敏", room.at("李雷", "样本"))
    said = room.say(who, "引用样本", quote=room.say("李雷", "被引用"))
    if room.world.platform is Platform.QQ:
        room.wire.react(said, "李雷")
        room.wire.request_join(room.group, str(88_000_000 + int(room.group) % 1000), "我是新来的")
        room.world.set_card(room.group, room.id("王小明"), "市场-王小明2", room.id("王小明"))
        room.wire.upload(room.group, "赵敏", "表.csv", b"a,b")
    await room.settled(who)
    # commands are left out: mangled ones are obeyed too, wherever they then point
    return [dict(frame) for frame in room.wire.events if '"/' not in json.dumps(frame)]


async def test_while_another_program_locks_the_database_commands_wait_and_nothing_is_lost(bot: Process) -> None:
    async with room_on(bot, heartbeat=0.25) as room:
        await room.open()
        before = len(bot.lines)
        link = room.wire.link
        with closing(sqlite3.connect(bot.folder / "qungui.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            for turn in range(3):
                room.say("林静", f"/通知 锁住时的第{turn}条")
            room.say("周敏", room.at("李雷", "/禁言", "10m 争吵"))
            beats = len(link.sent) + 16
            await room.wire.until(lambda: len(link.sent) >= beats, PATIENCE)
            assert not room.calls("set_group_ban")
            assert (await bot.get("/metrics")).status_code == 200
            other.execute("ROLLBACK")
        for turn in range(3):
            await room.hears(f"锁住时的第{turn}条")
        assert (await room.call("set_group_ban"))["duration"] == 600
        await room.settled()
        assert [sum(f"锁住时的第{turn}条" in words for words in room.texts) for turn in range(3)] == [1, 1, 1]
        assert len(room.calls("set_group_ban")) == 1
        assert only_single_lines(bot.lines[before:])
