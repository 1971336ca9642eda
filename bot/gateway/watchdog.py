"""Noticing a link on which nothing comes any more, though nobody has closed it."""

from collections.abc import Awaitable, Callable

from bot.domain.ports import Clock
from bot.gateway.link import Link
from bot.gateway.pacing import Sleeper

DEFAULT_INTERVAL = 30.0
_SHORTEST, _LONGEST = 1.0, 600.0
_MISSED_BEATS = 3
_ANSWER_SECONDS = 5.0


class Watchdog:
    """Asks after three silent intervals, and calls ``stalled`` where no answer comes either."""

    def __init__(
        self,
        link: Link,
        clock: Clock,
        sleep: Sleeper,
        *,
        is_alive: Callable[[float], Awaitable[bool]],
        stalled: Callable[[], Awaitable[None]],
    ) -> None:
        self._link = link
        self._clock = clock
        self._sleep = sleep
        self._is_alive = is_alive
        self._stalled = stalled
        self.interval = DEFAULT_INTERVAL

    def promised(self, seconds: float) -> None:
        """A heartbeat told the time to the next one."""
        self.interval = min(max(seconds, _SHORTEST), _LONGEST)

    async def run(self) -> None:
        while not self._link.closed:
            await self._sleep(self.interval)
            if await self.has_stalled():
                await self._stalled()
                return

    async def has_stalled(self) -> bool:
        """Look once; ask where it has been silent for too long."""
        if self._link.closed or self._clock.monotonic() - self._link.last_frame < _MISSED_BEATS * self.interval:
            return False
        before = self._link.last_frame
        alive = await self._is_alive(_ANSWER_SECONDS)
        # Anything that came meanwhile is as good as the answer.
        return not alive and not self._link.closed and self._link.last_frame == before
