"""What takes its time, because the bot waits before it looks again: all at once, each with a test of its own."""

import asyncio
import json
import signal
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.world import Platform, Role
from tests.wire.clusters import own_cluster
from tests.wire.disks import small_disk
from tests.wire.process import LOG_LINE, PATIENCE, Process, only_single_lines, started
from tests.wire.room import SUPERUSERS, room_on

SETTINGS = {"SUPERUSERS": json.dumps(SUPERUSERS), "DEFAULT_MODE": "enforce"}
Scenario = Callable[[Process, Path], Awaitable[None]]


async def a_refused_kick_becomes_a_work_order_that_is_verified_when_the_member_has_left(
    bot: Process, folder: Path
) -> None:
    async with room_on(bot, Platform.WECHAT, bot_role=Role.MEMBER) as room:
        await room.open()
        room.say("超级", room.at("李雷", "/踢", "发广告"))
        await room.hears("移出本群")
        call = await room.call("wx.delete_groupmember")
        assert call["user_list"] == [room.id("李雷")]
        assert not call.is_executed
        order = await room.hears("【工单】", timeout=3 * PATIENCE)
        for part in ("李雷", "案件 #1", "第", "前"):
            assert part in order
        room.world.leave(room.group, room.id("李雷"))
        # this platform tells nobody that somebody left: the list is read again when the line comes back
        await room.wire.quiet()
        await room.wire.drop()
        await room.wire.reconnect(PATIENCE)
        await room.hears("工单已核实")


async def a_lost_longer_mute_is_not_taken_for_done_because_a_shorter_one_still_runs(bot: Process, folder: Path) -> None:
    async with room_on(bot) as room:
        await room.open()
        for words in ("警告：违反", "禁言10分钟"):
            await room.order("林静", room.at("李雷", "/警告", "屡次迟到"), words)
        await room.call("set_group_ban")
        room.wire.faults.plan("set_group_ban", "fail", message="Timeout: NTEvent serviceAndMethod", retcode=1200)
        await room.order("林静", room.at("李雷", "/警告", "屡次迟到"), "禁言1天")
        assert not (await room.call("set_group_ban", 2)).is_executed
        member = room.world.member(room.group, room.id("李雷"))
        day = timedelta(hours=23)

        def is_muted_for_a_day() -> bool:
            return member.muted_until is not None and member.muted_until - room.world.clock() > day

        await room.wire.until(is_muted_for_a_day, PATIENCE)


async def told_to_stop_it_ends_within_five_seconds_and_what_was_pending_goes_on_later(
    bot: Process, folder: Path
) -> None:
    settings = {"SUPERUSERS": json.dumps(SUPERUSERS)}
    loop = asyncio.get_running_loop()
    async with started(settings, folder=folder) as own, room_on(own) as room:
        await room.open()
        held = room.wire.faults.plan("send_group_msg", "held_call")
        room.say("林静", "/通知 停机前说的话")
        await room.wire.until(lambda: len(room.calls("send_group_msg")) == 3)
        began = loop.time()
        status = await own.stop(signal.SIGTERM)
        assert loop.time() - began < 5
        assert status in (0, -signal.SIGTERM)
        assert own.tracebacks() == []
        assert [line for line in own.lines if "qungui has stopped" in line]
        held.release()
        with sqlite3.connect(folder / "qungui.db") as store:
            states = [row[0] for row in store.execute("SELECT state FROM job WHERE kind = 'effect' ORDER BY id")]
        assert states[:2] == ["done", "done"]
        assert states[2] in ("running", "unknown", "queued")
        await room.wire.until(lambda: not room.wire.link.is_connected)
        async with started(settings, folder=folder, port=own.port):
            await room.wire.connected()
            await room.order("林静", "/帮助 记录", "/记录")
            # the call was held until after the end: whether it was heard is looked up
            await room.wire.until(lambda: any("停机前说的话" in words for words in room.texts), 3 * PATIENCE)
            assert sum("停机前说的话" in words for words in room.texts) == 1


async def while_postgresql_is_away_commands_wait_and_are_answered_afterwards(bot: Process, folder: Path) -> None:
    with own_cluster() as cluster:
        async with started({"DATABASE_URL": cluster.url, **SETTINGS}) as own, room_on(own) as room:
            await room.open("观察")
            await room.order("陈立", "/模式 执行", "模式已改为执行")
            await asyncio.to_thread(cluster.stop)
            before = len(own.lines)
            room.say("林静", "/通知 断库时说的")
            room.say("周敏", room.at("李雷", "/禁言", "10m 争吵"))
            room.say("王小明", "加微信 abc123 日结兼职 一天三百，名额有限")
            await own.logged("waits, the store does not answer", after=before)
            assert (await own.get("/healthz")).status_code == 503
            assert not room.calls("set_group_ban") + room.calls("delete_msg")
            await asyncio.to_thread(cluster.start)
            await room.hears("断库时说的", timeout=2 * PATIENCE)
            assert (await room.call("set_group_ban"))["duration"] == 600
            assert (await room.call("delete_msg")).is_executed
            await room.settled()
            assert sum("断库时说的" in words for words in room.texts) == 1
            assert len(room.calls("set_group_ban")) == 1
            assert (await own.get("/healthz")).status_code == 200
            assert only_single_lines(own.lines[before:]), [
                line for line in own.lines[before:] if not LOG_LINE.match(line)
            ]


async def on_a_full_disk_nothing_wrong_is_done_and_it_goes_on_when_there_is_room(bot: Process, folder: Path) -> None:
    with small_disk(folder / "disk", "6m") as place:
        async with started(SETTINGS, folder=place) as own, room_on(own) as room:
            await room.open("观察")
            await room.order("陈立", "/模式 执行", "模式已改为执行")
            ballast = place / "ballast"
            _fill(ballast)
            before = len(own.lines)
            for turn in range(60):
                room.say("李雷", f"闲话{turn}" + "很长" * 400)
            room.say("林静", "/通知 盘满时说的")
            room.say("周敏", room.at("李雷", "/禁言", "10m 争吵"))
            await own.logged("waits, the store does not answer", after=before)
            assert not room.calls("set_group_ban")
            ballast.unlink()
            await room.hears("盘满时说的", timeout=2 * PATIENCE)
            assert (await room.call("set_group_ban"))["duration"] == 600
            await room.settled()
            assert sum("盘满时说的" in words for words in room.texts) == 1
            assert len(room.calls("set_group_ban")) == 1
            assert only_single_lines(own.lines[before:])


def _fill(file: Path) -> None:
    """Take all the room that is left."""
    with file.open("wb", buffering=0) as ballast:
        for size in (65536, 4096, 512):
            try:
                while True:
                    ballast.write(b"\0" * size)
            except OSError:
                continue


SCENARIOS: tuple[Scenario, ...] = (
    a_refused_kick_becomes_a_work_order_that_is_verified_when_the_member_has_left,
    a_lost_longer_mute_is_not_taken_for_done_because_a_shorter_one_still_runs,
    told_to_stop_it_ends_within_five_seconds_and_what_was_pending_goes_on_later,
    while_postgresql_is_away_commands_wait_and_are_answered_afterwards,
    on_a_full_disk_nothing_wrong_is_done_and_it_goes_on_when_there_is_room,
)


@pytest.fixture(scope="module")
async def running(
    bot: Process, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[dict[Scenario, asyncio.Future[None]]]:
    tasks: dict[Scenario, asyncio.Future[None]] = {
        scenario: asyncio.ensure_future(scenario(bot, tmp_path_factory.mktemp("slow"))) for scenario in SCENARIOS
    }
    yield tasks
    for task in tasks.values():
        task.cancel()
    await asyncio.gather(*tasks.values(), return_exceptions=True)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
async def test_in_time(running: dict[Scenario, asyncio.Future[None]], scenario: Scenario) -> None:
    await running[scenario]
