"""The queue of what is to be looked into: bounded, a few at once, those less known first."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from loguru import logger

from .limits import AT_ONCE, WAITING

_TOLD_EVERY = 100
Work = Callable[[], Awaitable[None]]


class Waiting:
    """Holds up nobody: work that finds no place is dropped and counted. Urgent work is done first, dropped last."""

    def __init__(self, most: int = WAITING, at_once: int = AT_ONCE) -> None:
        self._urgent: deque[Work] = deque()
        self._other: deque[Work] = deque()
        self._most = most
        self._at_once = at_once
        self._tasks: set[asyncio.Task[None]] = set()
        self.dropped = 0
        self.failures = 0

    def __len__(self) -> int:
        return len(self._urgent) + len(self._other)

    def put(self, work: Work, *, urgent: bool) -> bool:
        """False where there is no place: then the oldest other work has to make room for urgent work, or this goes."""
        if len(self) >= self._most:
            self.dropped += 1
            if self.dropped % _TOLD_EVERY == 1:
                logger.warning("too much to look into at once: {} message(s) left unread so far", self.dropped)
            if not urgent or not self._other:
                return False
            self._other.popleft()
        (self._urgent if urgent else self._other).append(work)
        if len(self._tasks) < self._at_once:
            task = asyncio.get_running_loop().create_task(self._run(), name="pictures")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return True

    async def drain(self) -> None:
        """Wait until nothing is left to do."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def stop(self) -> None:
        """Forget what waits, and end what runs."""
        self._urgent.clear()
        self._other.clear()
        for task in self._tasks:
            task.cancel()

    async def _run(self) -> None:
        while self:
            work = (self._urgent or self._other).popleft()
            try:
                await work()
            except Exception:  # outermost loop of the queue: one message that fails must not end it
                self.failures += 1
                logger.exception("looking into a message failed")
