"""One arrangement: start it, talk to it, read what the process spent."""

import asyncio
import contextlib
import socket
import sys
import tempfile
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.talk import BOT, frames


@dataclass(frozen=True)
class Arrangement:
    """``batch`` messages are sent each ``pause_seconds``: as fast as it bears without piling up.

    ``words`` are a module and its arguments, those of ``first`` are run before and have ended by then.
    FOLDER stands for a folder of its own, PORT for where to listen.
    """

    title: str
    words: tuple[str, ...]
    count: int
    batch: int
    pause_seconds: float
    groups: int = 1
    first: tuple[str, ...] = ()


@dataclass
class Running:
    """A started server and our connection to it."""

    arrangement: Arrangement
    process: Process
    socket: ClientConnection
    sent: int = 0

    def spent_ns(self) -> int:
        """CPU time of all threads so far, in nanoseconds, as the scheduler counts it."""
        total = 0
        for thread in Path(f"/proc/{self.process.pid}/task").iterdir():
            with contextlib.suppress(FileNotFoundError):
                total += int((thread / "schedstat").read_text().split()[0])
        return total

    def rss_mb(self) -> float:
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0

    async def idle(self) -> None:
        """Until the process has spent next to nothing for a second."""
        before = self.spent_ns()
        while True:
            await asyncio.sleep(1.2)
            now = self.spent_ns()
            if now - before < 12_000_000:
                return
            before = now

    async def talk(self, count: int) -> None:
        a = self.arrangement
        batch: list[bytes] = []
        for frame in frames(count, groups=a.groups, first=self.sent + 1):
            batch.append(frame)
            if len(batch) == a.batch:
                await self._send(batch)
                batch = []
                await asyncio.sleep(a.pause_seconds)
        await self._send(batch)
        self.sent += count

    async def round(self) -> float:
        """CPU microseconds a message."""
        before = self.spent_ns()
        await self.talk(self.arrangement.count)
        await self.idle()
        return (self.spent_ns() - before) / 1000 / self.arrangement.count

    async def _send(self, batch: Iterable[bytes]) -> None:
        for frame in batch:
            await self.socket.send(frame.decode())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def running(arrangement: Arrangement, *, warm: bool = True) -> AsyncIterator[Running]:
    """Start it, connect as a QQ implementation, warm it up; end it afterwards."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="qungui-bench-") as folder:
        names = {"FOLDER": folder, "PORT": str(port)}
        if arrangement.first:
            before = await _start(names.get(word, word) for word in arrangement.first)
            if await before.wait() != 0:
                raise RuntimeError(f"{arrangement.title}: could not be prepared")
        process = await _start(names.get(word, word) for word in arrangement.words)
        try:
            async with await _connect(port) as line:
                server = Running(arrangement, process, line)
                reader = asyncio.create_task(_answer(line))
                await server.idle()
                if warm:
                    await server.talk(max(arrangement.count // 5, 20))
                    await server.idle()
                yield server
                reader.cancel()
                process.terminate()
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await asyncio.wait_for(process.wait(), 15)


async def _start(words: Iterable[str]) -> Process:
    return await asyncio.create_subprocess_exec(sys.executable, "-m", *words)


async def _connect(port: int) -> ClientConnection:
    headers = {"X-Self-ID": str(BOT), "X-Client-Role": "Universal"}
    last = time.monotonic() + 60
    while True:
        try:
            return await connect(
                f"ws://127.0.0.1:{port}/onebot/v11/ws", additional_headers=headers, compression=None, max_size=None
            )
        except OSError:
            if time.monotonic() > last:
                raise
            await asyncio.sleep(0.2)


async def _answer(line: ClientConnection) -> None:
    """Every call is unknown here: the bot talks to nobody in this run."""
    async for raw in line:
        call = orjson.loads(raw)
        answer = {"status": "failed", "retcode": 1404, "data": None, "message": "", "echo": call.get("echo")}
        await line.send(orjson.dumps(answer).decode())
