"""A real server with both adapters on a free port of the loopback interface, and a sink that remembers."""

import asyncio
import itertools
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nonebot
import pytest
import uvicorn
from nonebot.config import Config, Env
from nonebot.drivers.fastapi import Driver
from websockets.asyncio.client import ClientConnection, connect

from bot.domain.events import Event
from bot.domain.ids import AccountId
from bot.domain.messages import IncomingMessage
from bot.domain.ports import Platform
from bot.gateway.gateway import Gateway

TOKEN = "令牌-token"
FRAMES = Path(__file__).parents[2] / "frames"
MANIFEST: list[dict[str, Any]] = json.loads((FRAMES / "manifest.json").read_text("utf-8"))


def frame_of(name: str) -> dict[str, Any]:
    """A recorded frame by its file's name without the ending."""
    return json.loads((FRAMES / f"{name}.json").read_text("utf-8"))


def entries(kind: str) -> list[dict[str, Any]]:
    return [entry for entry in MANIFEST if entry["kind"] == kind]


@dataclass
class Remembering:
    """A sink. ``wait_for`` waits for something to arrive instead of for time to pass."""

    messages: list[IncomingMessage] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    everything: list[IncomingMessage | Event] = field(default_factory=list)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def message(self, message: IncomingMessage) -> None:
        self.messages.append(message)
        self._note(message)

    def event(self, event: Event) -> None:
        self.events.append(event)
        self._note(event)

    def _note(self, arrived: IncomingMessage | Event) -> None:
        self.everything.append(arrived)
        self.nudge()

    def nudge(self) -> None:
        """Something else has changed that a waiting test may look at."""
        self._arrived.set()

    async def wait_for(self, seen: Callable[[], bool], seconds: float = 10.0) -> None:
        async with asyncio.timeout(seconds):
            while not seen():
                self._arrived.clear()
                await self._arrived.wait()


@dataclass
class House:
    """The running gateway and what it told."""

    gateway: Gateway
    sink: Remembering
    port: int
    ups: list[Platform]
    downs: list[AccountId]

    def connect11(self, account: str = "3001001001", token: str = TOKEN, **headers: str) -> connect:
        given = {"X-Self-ID": account, "Authorization": f"Bearer {token}", **headers}
        return connect(f"ws://127.0.0.1:{self.port}/onebot/v11/ws", additional_headers=_latin(given), max_size=None)

    def connect12(self, token: str = TOKEN, path: str = "ws") -> connect:
        given = {"Authorization": f"Bearer {token}"}
        return connect(f"ws://127.0.0.1:{self.port}/onebot/v12/{path}", additional_headers=_latin(given), max_size=None)


def _latin(headers: dict[str, str]) -> dict[str, str]:
    """Header values travel as UTF-8 bytes that the server reads as Latin-1."""
    return {name: value.encode().decode("latin-1") for name, value in headers.items()}


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()


class _Server(uvicorn.Server):
    """Says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@asynccontextmanager
async def opened(token: str = TOKEN) -> AsyncIterator[House]:
    if not _is_initialised():
        nonebot.init(_env_file=None, driver="~fastapi", superusers=set())
    sink, ups, downs = Remembering(), list[Platform](), list[AccountId]()
    echoes = itertools.count(100)

    def came_up(platform: Platform) -> None:
        ups.append(platform)
        sink.nudge()

    gateway = Gateway(
        sink,
        SystemClock(),
        on_up=came_up,
        on_down=downs.append,
        token=token.encode().decode("latin-1"),
        new_echo=lambda: f"echo-{next(echoes)}",
    )
    driver = Driver(Env(), Config(_env_file=None, api_timeout=5.0))  # type: ignore[call-arg]
    gateway.install(driver)
    config = uvicorn.Config(driver.server_app, log_config=None, lifespan="on", ws_ping_interval=5, ws_ping_timeout=5)
    server = _Server(config)
    listener = socket.create_server(("127.0.0.1", 0))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await server.ready.wait()
    try:
        yield House(gateway, sink, listener.getsockname()[1], ups, downs)
    finally:
        server.should_exit = True
        await serving
        listener.close()


def _is_initialised() -> bool:
    try:
        nonebot.get_driver()
    except ValueError:
        return False
    return True


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with opened() as house:
        yield house


class Implementation:
    """The other side of one link: answers calls as told and keeps what was asked."""

    def __init__(self, socket: ClientConnection, answers: dict[str, Any] | None = None) -> None:
        self.socket = socket
        self.answers = {"get_version_info": {"app_name": "NapCat.Onebot"}, **(answers or {})}
        self.calls: list[dict[str, Any]] = []
        self._asked = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for text in self.socket:
            call = json.loads(text)
            self.calls.append(call)
            self._asked.set()
            answer = self.answers.get(call["action"], {"status": "failed", "retcode": 1404, "message": "不支持的Api"})
            if answer is None:
                continue
            if callable(answer):
                answer = answer(call)
            if not (isinstance(answer, dict) and "retcode" in answer):
                answer = {"status": "ok", "retcode": 0, "data": answer, "message": ""}
            await self.socket.send(json.dumps({**answer, "echo": call["echo"]}))

    async def asked(self, action: str) -> dict[str, Any]:
        """The first call of this action, waiting for it."""
        async with asyncio.timeout(10):
            while True:
                for call in self.calls:
                    if call["action"] == action:
                        return call
                self._asked.clear()
                await self._asked.wait()

    async def send(self, frame: Any) -> None:
        await self.socket.send(frame if isinstance(frame, str | bytes) else json.dumps(frame))
