"""One reverse WebSocket, whatever protocol is spoken over it.

Frames are handed on in the order they came. Answers find the call they belong to by an echo value
that nobody else can guess, so one connected account can never answer another's call.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Protocol, cast

import orjson
from nonebot.log import logger

from bot.domain.ports import Clock
from bot.gateway.counters import Counters, worth_logging
from bot.gateway.fields import Frame
from bot.gateway.jsontext import dumps

MAX_CALLS = 64
URGENT_CALLS = 16
_REMEMBERED_ECHOES = 1024
_BREATH_EVERY = 64


class Socket(Protocol):
    """What a link needs of a WebSocket."""

    @property
    def peer(self) -> str:
        """The other side's network address, "" if not known."""
        ...

    async def receive(self) -> str | bytes | None:
        """The next frame; None once the connection has ended."""
        ...

    async def send(self, text: str) -> bool:
        """False where the connection has ended; never raises."""
        ...

    async def close(self, code: int, reason: str) -> None: ...


def _without_nul(data: str | bytes) -> str | bytes:
    """PostgreSQL keeps no NUL in text, and no person types one: it becomes U+FFFD everywhere at once."""
    if isinstance(data, str):
        return data.replace("\\u0000", "\\ufffd") if "\\u0000" in data else data
    return data.replace(b"\\u0000", b"\\ufffd") if b"\\u0000" in data else data


class NoAnswer(Exception):
    """No answer came. Where ``sent`` is False the call certainly had no effect."""

    def __init__(self, reason: str, *, sent: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sent = sent


class Link:
    def __init__(
        self,
        socket: Socket,
        *,
        clock: Clock,
        counters: Counters,
        new_echo: Callable[[], str],
        on_frame: Callable[[Frame], None],
    ) -> None:
        self._socket = socket
        self._clock = clock
        self._counters = counters
        self._new_echo = new_echo
        self._on_frame = on_frame
        self._pending: dict[str, asyncio.Future[Frame]] = {}
        self._settled: OrderedDict[str, None] = OrderedDict()
        # A share of the calls is kept for what cannot wait: recalls, mutes, the watchdog's question.
        self._ordinary = asyncio.Semaphore(MAX_CALLS - URGENT_CALLS)
        self._urgent = asyncio.Semaphore(URGENT_CALLS)
        self.closed = False
        self.last_frame = clock.monotonic()

    @property
    def peer(self) -> str:
        return self._socket.peer

    async def run(self) -> None:
        """Read until the connection ends. Returns, and never raises, for anything the peer does."""
        counters, receive = self._counters, self._socket.receive
        try:
            while not self.closed:
                data = await receive()
                if data is None or self.closed:
                    return
                counters.frames += 1
                self.last_frame = self._clock.monotonic()
                self._take(data)
                if counters.frames % _BREATH_EVERY == 0:
                    # Buffered frames are received without ever yielding; timers and sends must run too.
                    await asyncio.sleep(0)
        finally:
            self._end("connection lost")

    def _take(self, data: str | bytes) -> None:
        try:
            parsed: Any = orjson.loads(_without_nul(data))
        except ValueError:
            parsed = None
        if type(parsed) is not dict:
            self._counters.malformed += 1
            if worth_logging(self._counters.malformed):
                logger.warning("Frames that are not JSON objects so far: {}", self._counters.malformed)
            return
        frame = cast(Frame, parsed)
        if "echo" in frame and "post_type" not in frame and "type" not in frame:
            self._settle(frame)
            return
        self.take(frame)

    def take(self, frame: Frame) -> None:
        """Hand a frame on. What the receiver raises is counted: the next frame must still be read."""
        try:
            self._on_frame(frame)
        except Exception as error:  # outermost loop
            self._counters.dispatch_errors += 1
            if worth_logging(self._counters.dispatch_errors):
                logger.opt(exception=error).error("A frame could not be taken in ({})", self._counters.dispatch_errors)

    def _settle(self, answer: Frame) -> None:
        echo: Any = answer["echo"]
        call = self._pending.pop(echo, None) if type(echo) is str else None
        if call is not None and not call.done():
            call.set_result(answer)
            self._settled[echo] = None
            if len(self._settled) > _REMEMBERED_ECHOES:
                self._settled.popitem(last=False)
        elif type(echo) is str and echo in self._settled:
            self._counters.double_answers += 1
        else:
            self._counters.late_answers += 1

    async def call(
        self,
        action: str,
        params: Frame,
        timeout: float,
        *,
        envelope: Frame | None = None,
        urgent: bool = False,
    ) -> Frame:
        """Ask the implementation; ``timeout`` in seconds covers waiting for a place as well.

        ``envelope`` is put beside action and params. Raises NoAnswer, and for parameters that are
        not JSON a TypeError.
        """
        echo = self._new_echo()
        text = dumps({**(envelope or {}), "action": action, "params": params, "echo": echo})
        sent = False
        try:
            async with asyncio.timeout(timeout), self._urgent if urgent else self._ordinary:
                if self.closed:
                    raise NoAnswer("not connected", sent=False)
                answer = asyncio.get_running_loop().create_future()
                self._pending[echo] = answer
                sent = True
                if not await self._socket.send(text):
                    raise NoAnswer("connection lost", sent=True)
                return await answer
        except TimeoutError:
            raise NoAnswer(f"no answer within {timeout:g} s", sent=sent) from None
        finally:
            self._pending.pop(echo, None)

    async def close(self, code: int = 1000, reason: str = "") -> None:
        """End the connection; pending calls fail at once. Safe to call twice."""
        already = self.closed
        self._end(reason or "connection closed")
        if not already:
            await self._socket.close(code, reason)

    def _end(self, reason: str) -> None:
        self.closed = True
        pending, self._pending = self._pending, {}
        for call in pending.values():
            if not call.done():
                call.set_exception(NoAnswer(reason, sent=True))
                # Its caller may have been cancelled meanwhile: nobody needs to fetch this.
                call.exception()
