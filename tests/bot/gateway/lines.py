"""A link without a network: what an account sends, answered by a table."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from bot.domain.ports import Clock
from bot.gateway.account import Surroundings
from bot.gateway.counters import Counters
from bot.gateway.link import Link

Answer = dict[str, Any] | None | Callable[[dict[str, Any]], Any]


class Line:
    """The other end of a link, in memory. ``answers`` maps an action to data, an answer, or None for silence."""

    peer = "127.0.0.1"

    def __init__(self, answers: dict[str, Any] | None = None) -> None:
        self.answers = answers or {}
        self.calls: list[dict[str, Any]] = []
        self.closed_with: tuple[int, str] | None = None
        self.refuses = False
        self._incoming: asyncio.Queue[str | bytes | None] = asyncio.Queue()

    async def receive(self) -> str | bytes | None:
        return await self._incoming.get()

    async def send(self, text: str) -> bool:
        if self.refuses:
            return False
        call = json.loads(text)
        self.calls.append(call)
        if call["action"] in self.answers:
            answer = self.answers[call["action"]]
            answer = answer(call) if callable(answer) else answer
            if answer is None:
                return True
        else:
            answer = {"status": "failed", "retcode": 1404, "message": "不支持的Api"}
        if not (isinstance(answer, dict) and "retcode" in answer):
            answer = {"status": "ok", "retcode": 0, "data": answer, "message": ""}
        self.say({**answer, "echo": call["echo"]})
        return True

    async def close(self, code: int, reason: str) -> None:
        self.closed_with = (code, reason)
        self._incoming.put_nowait(None)

    def say(self, frame: Any) -> None:
        self._incoming.put_nowait(frame if isinstance(frame, str | bytes) else json.dumps(frame))

    def hang_up(self) -> None:
        self._incoming.put_nowait(None)

    def asked(self, action: str) -> list[dict[str, Any]]:
        """The parameters of every call of this action."""
        return [call["params"] for call in self.calls if call["action"] == action]


class Heard:
    """A link on a line, running, with what came out of it."""

    def __init__(self, line: Line, clock: Clock, new_echo: Callable[[], str] | None = None) -> None:
        numbers = iter(range(10**6))
        self.line = line
        self.counters = Counters()
        self.frames: list[dict[str, Any]] = []
        self.on_frame: Callable[[dict[str, Any]], None] = self.frames.append
        self.link = Link(
            line,
            clock=clock,
            counters=self.counters,
            new_echo=new_echo or (lambda: f"e{next(numbers)}"),
            on_frame=lambda frame: self.on_frame(frame),
        )
        self.running = asyncio.create_task(self.link.run())


async def no_sleep(seconds: float) -> None:
    del seconds


def around(clock: Clock) -> Surroundings:
    return Surroundings(clock, no_sleep)
