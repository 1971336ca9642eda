"""Bad input and bad weather over time: strange frames, a store that is locked, gone or full."""

import asyncio
import json
import os
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox.world import Platform
from tests.support.stores import IN_CI
from tests.wire.disks import small_disk
from tests.wire.process import LOG_LINE, PATIENCE, Process, free_port, started
from tests.wire.room import SUPERUSERS, Room, room_on
from tests.wire.storm import mutated

SETTINGS = {"SUPERUSERS": json.dumps(SUPERUSERS), "DEFAULT_MODE": "enforce"}


def only_single_lines(lines: list[str]) -> bool:
    """Every line that was written is a log line of its own."""
    return all(LOG_LINE.match(line) for line in lines)


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


@dataclass
class Cluster:
    """A PostgreSQL of our own, to be stopped and started."""

    folder: Path
    programs: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *words: str) -> None:
        owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        done = subprocess.run(
            [*owner, str(self.programs / program), "-D", str(self.folder / "data"), *words],
            cwd=self.folder,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        assert done.returncode == 0, done.stdout.decode()

    def start(self) -> None:
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories='' -c fsync=off"
        self.run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-m", "immediate", "-w", "stop")


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    programs = found[-1].parent if found else Path(on_path).parent if on_path else None
    if programs is None:
        reason = "no PostgreSQL server programs here"
        pytest.fail(reason) if IN_CI and not os.environ.get("TEST_DATABASE_URL") else pytest.skip(reason)
    folder = Path("/tmp") / f"qungui-pg-{os.getpid()}-{free_port()}"
    folder.mkdir(mode=0o755)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    made = Cluster(folder, programs, free_port())
    made.run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    made.start()
    yield made
    try:
        made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def test_while_postgresql_is_away_commands_wait_and_are_answered_afterwards(cluster: Cluster) -> None:
    async with started(DATABASE_URL=cluster.url, **SETTINGS) as bot, room_on(bot) as room:
        await room.open("观察")
        await room.order("陈立", "/模式 执行", "模式已改为执行")
        await asyncio.to_thread(cluster.stop)
        before = len(bot.lines)
        room.say("林静", "/通知 断库时说的")
        room.say("周敏", room.at("李雷", "/禁言", "10m 争吵"))
        room.say("王小明", "加微信 abc123 日结兼职 一天三百，名额有限")
        await bot.logged("waits, the store does not answer", after=before)
        assert (await bot.get("/healthz")).status_code == 503
        assert not room.calls("set_group_ban") + room.calls("delete_msg")
        await asyncio.to_thread(cluster.start)
        await room.hears("断库时说的", timeout=2 * PATIENCE)
        assert (await room.call("set_group_ban"))["duration"] == 600
        assert (await room.call("delete_msg")).is_executed
        await room.settled()
        assert sum("断库时说的" in words for words in room.texts) == 1
        assert len(room.calls("set_group_ban")) == 1
        assert (await bot.get("/healthz")).status_code == 200
        assert only_single_lines(bot.lines[before:]), [line for line in bot.lines[before:] if not LOG_LINE.match(line)]


async def test_on_a_full_disk_nothing_wrong_is_done_and_it_goes_on_when_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "6m") as folder:
        async with started(folder=folder, **SETTINGS) as bot, room_on(bot) as room:
            await room.open("观察")
            await room.order("陈立", "/模式 执行", "模式已改为执行")
            ballast = folder / "ballast"
            _fill(ballast)
            before = len(bot.lines)
            for turn in range(60):
                room.say("李雷", f"闲话{turn}" + "很长" * 400)
            room.say("林静", "/通知 盘满时说的")
            room.say("周敏", room.at("李雷", "/禁言", "10m 争吵"))
            await bot.logged("waits, the store does not answer", after=before)
            assert not room.calls("set_group_ban")
            ballast.unlink()
            await room.hears("盘满时说的", timeout=2 * PATIENCE)
            assert (await room.call("set_group_ban"))["duration"] == 600
            await room.settled()
            assert sum("盘满时说的" in words for words in room.texts) == 1
            assert len(room.calls("set_group_ban")) == 1
            assert only_single_lines(bot.lines[before:])


def _fill(file: Path) -> None:
    """Take all the room that is left."""
    with file.open("wb", buffering=0) as ballast:
        for size in (65536, 4096, 512):
            try:
                while True:
                    ballast.write(b"\0" * size)
            except OSError:
                continue
