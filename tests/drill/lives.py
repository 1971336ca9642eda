"""A bot that is killed and born again, and the people who go on talking to it."""

import asyncio
import os
import random
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sandbox.harness import Wire, qq
from sandbox.world import Account, Platform, Role, World, text
from tests.drill.ledger import Ledger
from tests.wire.process import PATIENCE, ROOT, environment, free_port

GROUP, BOT, OWNER = "700800900", "3009009009", "20000001"
ADMINS = [str(20000100 + n) for n in range(40)]
MEMBERS = [str(20001000 + n) for n in range(60)]
FAULTS = ("lost_answer", "lost_call", "unknown")
ACTIONS = ("send_group_msg", "set_group_ban", "set_group_kick")


def drill_world() -> tuple[World, Account]:
    """Many administrators: nobody gives commands faster than a person."""
    world = World(Platform.QQ)
    account = world.add_account(BOT, "群管")
    world.add_group(GROUP, "演练群")
    long_ago = world.clock() - timedelta(days=100)
    world.settle_in(GROUP, BOT, role=Role.ADMIN, card="群管", joined_at=long_ago)
    people = [(OWNER, Role.OWNER), *((each, Role.ADMIN) for each in ADMINS), *((each, Role.MEMBER) for each in MEMBERS)]
    for user, role in people:
        world.add_person(user, f"成员{user}")
        world.settle_in(GROUP, user, role=role, card=f"部门-{user}", joined_at=long_ago)
    return world, account


@dataclass
class Nursery:
    """The process from which bots are born. One lives at a time."""

    child: asyncio.subprocess.Process
    port: int
    log: Path
    alive: int | None = None
    births: int = 0

    async def bear(self) -> None:
        assert self.child.stdin is not None
        assert self.child.stdout is not None
        self.child.stdin.write(b"\n")
        async with asyncio.timeout(PATIENCE):
            self.alive = int(await self.child.stdout.readline())
        self.births += 1

    def kill(self) -> None:
        if self.alive is not None:
            os.kill(self.alive, signal.SIGKILL)
            self.alive = None

    @property
    def complaints(self) -> list[str]:
        return [line for line in self.log.read_text("utf-8").splitlines() if line.startswith("Traceback")]


@asynccontextmanager
async def nursery(folder: Path, url: str) -> AsyncIterator[Nursery]:
    port, log = free_port(), folder / "log.txt"
    settings = {"DATABASE_URL": url, "DEFAULT_MODE": "enforce", "LOG_LEVEL": "INFO"}
    with log.open("w", encoding="utf-8") as errors:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.drill.nursery",
            cwd=ROOT,
            env=environment(folder, port, **settings),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
        )
    born = Nursery(child, port, log)
    try:
        yield born
    finally:
        born.kill()
        assert child.stdin is not None
        child.stdin.close()
        await child.wait()


@dataclass
class Drill:
    """One drill: talk, kill, be born again; then peace until everything is settled."""

    bots: Nursery
    wire: Wire
    ledger: Ledger
    chance: random.Random
    _spoken: int = 0
    notices: list[int] = field(default_factory=list[int])

    async def begin(self) -> None:
        await self.bots.bear()
        await self.wire.connected(PATIENCE)
        self.wire.say(GROUP, OWNER, "/启用")
        await self.wire.said_like(GROUP, "本群已启用", timeout=PATIENCE)

    async def live_and_die(self) -> None:
        """One life: some commands, then the end at any moment of what follows from them."""
        await self.wire.until(lambda: self.wire.link.is_connected, PATIENCE)
        for _ in range(self.chance.choice((1, 2, 3))):
            self.give_a_command()
        await self.moments(self.chance.randrange(60))
        self.bots.kill()
        await self.wire.until(lambda: not self.wire.link.is_connected, PATIENCE)
        await self.bots.bear()

    async def moments(self, count: int) -> None:
        """Until so many more things have happened on the line, or a little while if nothing does."""
        link = self.wire.link
        goal = len(link.sent) + len(self.wire.calls) + count
        try:
            await self.wire.until(lambda: len(link.sent) + len(self.wire.calls) >= goal, 0.4)
        except TimeoutError:
            return

    def give_a_command(self) -> None:
        self._spoken += 1
        admin = ADMINS[self._spoken % len(ADMINS)]
        present = [user for user in MEMBERS if user in self.wire.world.group(GROUP).members]
        kind = self.chance.random()
        if kind < 0.45 or not present:
            self.wire.say(GROUP, admin, f"/通知 事项{self._spoken:04d}号，请知悉")
        elif kind < 0.55:
            open_ones = [said for said in self.wire.texts(GROUP) if said.startswith("【通知 #")]
            number = self.chance.choice(open_ones).split("#")[1].split("】")[0] if open_ones else "1"
            self.wire.say(GROUP, admin, f"/催办 {number}")
        else:
            # few are picked on, so that they climb the ladder
            member = self.chance.choice(present[:6])
            self.wire.say(
                GROUP, admin, [text("/警告 "), {"type": "at", "data": {"user": member}}, text(f" 迟到{self._spoken}次")]
            )

    async def settle(self, timeout: float = 90.0) -> None:
        """No more faults; until nothing is under way. Heartbeats drive the waiting."""
        self.wire.faults.lift()
        link = self.wire.link
        async with asyncio.timeout(timeout):
            quiet = 0
            while quiet < 3:
                quiet = 0 if await self.ledger.open_work() else quiet + 1
                seen = len(link.sent)
                await self.wire.until(lambda seen=seen: len(link.sent) > seen, PATIENCE)


@asynccontextmanager
async def drilling(folder: Path, url: str, seed: int, *, faults: bool = True) -> AsyncIterator[Drill]:
    async with nursery(folder, url) as bots:
        address = f"ws://127.0.0.1:{bots.port}"
        async with qq(address, world=drill_world(), wait=False, retry=0.05, heartbeat=0.25) as wire:
            wire.faults._random.seed(seed)  # the same seed, the same faults
            drill = Drill(bots, wire, Ledger(url), random.Random(seed))
            await drill.begin()
            if faults:
                for action in ACTIONS:
                    wire.faults.stand(action, random.Random(f"{seed}{action}").choice(FAULTS), probability=0.06)
            yield drill
