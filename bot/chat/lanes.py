"""Lanes: what must stay in order runs one after the other within a group, side by side between groups."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from loguru import logger

from bot.store.errors import is_store_trouble

Work = Callable[[], Awaitable[None]]
Sleep = Callable[[float], Awaitable[None]]
LONGEST_LANE = 2000
PATIENCE_SECONDS = 180.0
"""How long a lane waits for a store that is away before it gives its work up."""


class Lanes:
    """A lane exists only while it has work: an idle group costs nothing."""

    def __init__(self, sleep: Sleep = asyncio.sleep) -> None:
        self._sleep = sleep
        self._waiting: dict[str, deque[Work]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.failures = 0
        self.dropped = 0

    def put(self, key: str, work: Work) -> None:
        """Run ``work`` after all that was put under this key. Past 2,000 waiting it is dropped and counted."""
        lane = self._waiting.get(key)
        if lane is not None:
            if len(lane) >= LONGEST_LANE:
                self.dropped += 1
                return
            lane.append(work)
            return
        self._waiting[key] = deque((work,))
        task = asyncio.get_running_loop().create_task(self._run(key), name=f"lane {key}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def is_idle(self) -> bool:
        """Whether nothing waits or runs in any lane."""
        return not self._tasks

    async def drain(self, timeout_seconds: float = 5.0) -> bool:
        """Wait until every lane is empty; False when time ran out."""
        while self._tasks:
            _, pending = await asyncio.wait(self._tasks, timeout=timeout_seconds)
            if pending:
                return False
        return True

    async def _run(self, key: str) -> None:
        lane = self._waiting[key]
        while lane:
            await self._carry_out(key, lane[0])
            lane.popleft()
        del self._waiting[key]

    async def _carry_out(self, key: str, work: Work) -> None:
        """Do it; while the store is away, wait and do it again: each use case is one transaction."""
        waited, pause = 0.0, 0.5
        while True:
            try:
                await work()
            except Exception as error:  # outermost loop of the listeners: one failure must not end the lane
                if is_store_trouble(error) and waited < PATIENCE_SECONDS:
                    logger.warning("lane {} waits, the store does not answer: {}", key, error)
                    await self._sleep(pause)
                    waited, pause = waited + pause, min(pause * 2, 10.0)
                    continue
                self.failures += 1
                logger.exception("work in lane {} failed", key)
            return
