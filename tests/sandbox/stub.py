"""A bot of a few lines: a reverse WebSocket server that calls and keeps what it is told."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from .schema import check_frame


class StubBot:
    """Checks every frame it gets against the specification; ``problems`` holds what did not fit."""

    def __init__(self, version: str) -> None:
        self.version = version
        self.url = ""
        self.headers: list[dict[str, str]] = []
        self.events: list[dict[str, Any]] = []
        self.raw: list[str | bytes] = []
        self.answers: list[dict[str, Any]] = []
        self.problems: list[str] = []
        self.checks = True
        self._socket: ServerConnection | None = None
        self._echo = 0
        self._changed = asyncio.Condition()

    async def serve(self, socket: ServerConnection) -> None:
        self._socket = socket
        self.headers.append(dict(socket.request.headers.raw_items()) if socket.request else {})
        try:
            async for words in socket:
                await self._take(words)
        except ConnectionClosed:
            pass
        async with self._changed:
            self._changed.notify_all()

    async def _take(self, words: str | bytes) -> None:
        self.raw.append(words)
        try:
            frame = json.loads(words)
            if self.checks:
                check_frame(self.version, frame)
        except ValueError:
            frame = {}
        except (AssertionError, KeyError) as error:
            self.problems.append(f"{error!r} in {words!r}")
            frame = {}
        async with self._changed:
            if "retcode" in frame:
                self.answers.append(frame)
            elif frame:
                self.events.append(frame)
            self._changed.notify_all()

    async def until(self, predicate: Callable[[], Any], timeout: float = 5.0) -> Any:
        async with asyncio.timeout(timeout), self._changed:
            await self._changed.wait_for(predicate)
        return predicate()

    async def send(self, action: str, **params: Any) -> str:
        assert self._socket is not None
        self._echo += 1
        await self._socket.send(json.dumps({"action": action, "params": params, "echo": str(self._echo)}))
        return str(self._echo)

    async def send_raw(self, words: str) -> None:
        assert self._socket is not None
        await self._socket.send(words)

    async def call(self, action: str, **params: Any) -> dict[str, Any]:
        echo = await self.send(action, **params)
        return await self.until(lambda: next((a for a in self.answers if a.get("echo") == echo), None))

    async def event(self, **fields: Any) -> dict[str, Any]:
        """The newest event with these fields, as soon as there is one."""

        def find() -> dict[str, Any] | None:
            fits = (e for e in reversed(self.events) if all(e.get(name) == value for name, value in fields.items()))
            return next(fits, None)

        return await self.until(find)


@asynccontextmanager
async def stub(version: str) -> AsyncIterator[StubBot]:
    bot = StubBot(version)
    async with serve(bot.serve, "127.0.0.1", 0, max_size=None, ping_interval=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        bot.url = f"ws://127.0.0.1:{port}"
        yield bot
    assert bot.problems == []
