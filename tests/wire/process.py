"""The bot as a process of its own: settings by environment, its log read line by line."""

import asyncio
import os
import re
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0
"""Seconds until a wait is given up; generous, for slow and busy machines."""
TO_START = 120.0
"""A first start makes every table and reads every template."""
STORE = "qungui.db"
STARTED = "Uvicorn running on"
LOG_LINE = re.compile(r"\d\d-\d\d \d\d:\d\d:\d\d [A-Z]+ +\S")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, port: int, **settings: str) -> dict[str, str]:
    """What the bot finds around it: nothing of the tests' own settings."""
    ours = {"PORT": str(port), "DATA_DIR": str(folder), "DATABASE_URL": f"sqlite://{folder / STORE}"}
    names = ("HOST", "ONEBOT_ACCESS_TOKEN", "ONEBOT_SECRET", "SUPERUSERS", "TIMEZONE", "LOG_LEVEL", "DEFAULT_MODE")
    names += ("SMTP_URL", "SMTP_FROM")
    others = {name: value for name, value in os.environ.items() if name not in names}
    return {**others, "PYTHONPATH": str(ROOT), **ours, **settings}


@dataclass
class Process:
    """A running bot. ``lines`` is what it has written so far."""

    child: asyncio.subprocess.Process
    port: int
    folder: Path
    token: str = ""
    lines: list[str] = field(default_factory=list[str])
    _written: asyncio.Event = field(default_factory=asyncio.Event)
    _reading: asyncio.Task[None] | None = None

    @property
    def socket_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    def read(self) -> None:
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.child.stdout is not None
        async for line in self.child.stdout:
            self.lines.append(line.decode("utf-8", "replace").rstrip("\n"))
            self._written.set()
        self._written.set()

    async def logged(self, part: str, *, after: int = 0, timeout: float = PATIENCE) -> str:
        """The first line since ``after`` that contains ``part``, as soon as it is there."""
        async with asyncio.timeout(timeout):
            while True:
                self._written.clear()
                for line in self.lines[after:]:
                    if part in line:
                        return line
                assert self._reading is None or not self._reading.done(), "\n".join(["the bot has ended:", *self.lines])
                await self._written.wait()

    def tracebacks(self) -> list[str]:
        """Lines that are no log lines: the beginnings of what should not be there."""
        return [line for line in self.lines if line.startswith(("Traceback", "Exception"))]

    async def get(self, path: str) -> httpx.Response:
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
            return await client.get(f"http://127.0.0.1:{self.port}{path}")

    async def figure(self, name: str) -> float:
        """One number of the metrics page."""
        found = re.search(rf"^{name} ([0-9.e+]+)$", (await self.get("/metrics")).text, re.MULTILINE)
        assert found is not None, name
        return float(found[1])

    async def stop(self, how: signal.Signals = signal.SIGTERM, timeout: float = PATIENCE) -> int:
        """Its exit status."""
        if self.child.returncode is None:
            self.child.send_signal(how)
        try:
            async with asyncio.timeout(timeout):
                status = await self.child.wait()
        except TimeoutError:
            self.child.kill()
            raise
        if self._reading is not None:
            await self._reading
        return status


@asynccontextmanager
async def started(
    settings: Mapping[str, str],
    *,
    folder: Path | None = None,
    program: tuple[str, ...] = ("-m", "bot", "run"),
    port: int | None = None,
    cwd: Path = ROOT,
    until: str = STARTED,
    from_nothing: bool = False,
) -> AsyncIterator[Process]:
    """A bot that listens, and is gone afterwards. Its store is empty unless ``folder`` has one; ``from_nothing`` it
    makes that itself."""
    with tempfile.TemporaryDirectory(prefix="qungui-wire-") as scratch:
        place = folder or Path(scratch)
        port = port or free_port()
        if not from_nothing and "DATABASE_URL" not in settings and not any(place.glob(f"{STORE}*")):
            shutil.copytree(await _empty_store(), place, dirs_exist_ok=True)
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            *program,
            cwd=cwd,
            env=environment(place, port, **settings),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=4 * 1024 * 1024,
        )
        process = Process(child, port, place, settings.get("ONEBOT_ACCESS_TOKEN", ""))
        process.read()
        try:
            await process.logged(until, timeout=TO_START)
            yield process
        finally:
            await process.stop()


_made = tempfile.TemporaryDirectory(prefix="qungui-wire-store-")
_making = asyncio.Lock()


async def _empty_store() -> Path:
    """The folder of a store without rows and of its key, made once: making it takes longer than to start."""
    place = Path(_made.name)
    async with _making:
        if not (place / STORE).exists():
            child = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "migrate", cwd=ROOT, env=environment(place, free_port())
            )
            async with asyncio.timeout(TO_START):
                assert await child.wait() == 0
            (place / f"{STORE}.lock").unlink(missing_ok=True)
    return place


async def run_to_end(folder: Path, *words: str, **settings: str) -> tuple[int, str, str]:
    """``python -m bot …`` until it ends by itself: status, standard output, standard error."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *words,
        cwd=ROOT,
        env=environment(folder, free_port(), **settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            out, err = await child.communicate()
    except TimeoutError:
        child.kill()
        raise
    assert child.returncode is not None
    return child.returncode, out.decode(), err.decode()


def only_single_lines(lines: list[str]) -> bool:
    """Every line that was written is a log line of its own."""
    return all(LOG_LINE.match(line) for line in lines)
