"""Other authors' NoneBot plugins in the same process: they get every event, in tasks of their own."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from nonebot import message as nonebot_message
from nonebot.log import logger
from nonebot.matcher import matchers

from bot.gateway.counters import Counters, worth_logging

MAX_TASKS = 1000


def are_loaded() -> bool:
    """Whether anybody has registered a matcher or an event hook. Cheap: asked for every frame."""
    if nonebot_message._event_preprocessors or nonebot_message._event_postprocessors:  # pyright: ignore[reportPrivateUsage]
        return True
    return any(matchers.values())


class Foreign:
    """Runs their handlers; what those raise is counted and logged and touches nothing else."""

    def __init__(self, counters: Counters) -> None:
        self._counters = counters
        self._tasks: set[asyncio.Task[None]] = set()

    def dispatch(self, parse: Callable[[], Any], handle: Callable[[Any], Awaitable[None]]) -> None:
        """``parse`` makes the event, or None; both run later, never on the way of the message."""
        if len(self._tasks) >= MAX_TASKS:
            self._counters.foreign_dropped += 1
            if worth_logging(self._counters.foreign_dropped):
                logger.warning("Events kept from other plugins, too many running: {}", self._counters.foreign_dropped)
            return
        task = asyncio.create_task(self._run(parse, handle))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, parse: Callable[[], Any], handle: Callable[[Any], Awaitable[None]]) -> None:
        try:
            event = parse()
            if event is not None:
                await handle(event)
        except Exception as error:  # outermost loop
            self._counters.dispatch_errors += 1
            if worth_logging(self._counters.dispatch_errors):
                logger.opt(exception=error).error("Another plugin failed ({})", self._counters.dispatch_errors)

    async def close(self) -> None:
        """Cancel what still runs; a handler of another author may not hold up the end."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=1.0)
