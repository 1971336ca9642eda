"""Lanes: what must stay in order runs one after the other within a group, side by side between groups."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from loguru import logger

Work = Callable[[], Awaitable[None]]
LONGEST_LANE = 2000


class Lanes:
    """A lane exists only while it has work: an idle group costs nothing."""

    def __init__(self) -> None:
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
            try:
                await lane[0]()
            except Exception:  # outermost loop of the listeners: one failure must not end the lane
                self.failures += 1
                logger.exception("work in lane {} failed", key)
            lane.popleft()
        del self._waiting[key]
