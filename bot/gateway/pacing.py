"""How fast an account speaks. Platforms punish haste: QQ with silence, WeChat with the account."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.domain.ports import Clock

Sleeper = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` at once, then one every ``interval`` seconds."""

    burst: int
    interval: float


@dataclass(frozen=True, slots=True)
class Limits:
    """``longest_wait`` in seconds: what would have to wait longer is turned away instead."""

    per_chat: Rate
    per_account: Rate
    moderation: Rate
    longest_wait: float = 15.0


QQ = Limits(per_chat=Rate(20, 0.5), per_account=Rate(40, 0.2), moderation=Rate(20, 0.3))
WECHAT = Limits(per_chat=Rate(1, 1.0), per_account=Rate(4, 60 / 36), moderation=Rate(4, 1.0))
"""At most 40 messages in any minute: a burst of 4 and 36 more."""

_FORGET_ABOVE = 1024


class Bucket:
    """A token bucket kept as one number: the time at which it would be full again."""

    __slots__ = ("_full_at", "_rate")

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._full_at = 0.0

    def wait(self, now: float) -> float:
        """Seconds until a token is there."""
        return max(0.0, self._full_at - (self._rate.burst - 1) * self._rate.interval - now)

    def take(self, now: float) -> None:
        """Take a token, or the promise of the next one."""
        self._full_at = max(self._full_at, now) + self._rate.interval

    def is_full(self, now: float) -> bool:
        return self._full_at <= now


class Pacer:
    """One account's pace. Moderation has a bucket of its own and never waits behind chatter."""

    def __init__(self, limits: Limits, clock: Clock, sleep: Sleeper) -> None:
        self._limits = limits
        self._clock = clock
        self._sleep = sleep
        self._account = Bucket(limits.per_account)
        self._moderation = Bucket(limits.moderation)
        self._chats: dict[str, Bucket] = {}

    async def message(self, chat: str) -> bool:
        """Wait for the turn of a message to ``chat``; False, at once, where it would take too long."""
        now = self._clock.monotonic()
        bucket = self._chats.get(chat)
        if bucket is None:
            self._forget(now)
            bucket = self._chats[chat] = Bucket(self._limits.per_chat)
        return await self._pass(now, bucket, self._account)

    async def moderation(self) -> bool:
        """Wait for the turn of a recall, mute or kick; False where it would take too long."""
        return await self._pass(self._clock.monotonic(), self._moderation)

    async def _pass(self, now: float, *buckets: Bucket) -> bool:
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait > self._limits.longest_wait:
            return False
        for bucket in buckets:
            bucket.take(now)
        if wait > 0:
            await self._sleep(wait)
        return True

    def _forget(self, now: float) -> None:
        if len(self._chats) >= _FORGET_ABOVE:
            self._chats = {chat: bucket for chat, bucket in self._chats.items() if not bucket.is_full(now)}
