"""How many commands one person may give: whoever types faster is told so once, and then not answered."""

from collections import OrderedDict

from bot.domain.ids import MemberId
from bot.domain.ports import Clock

BURST = 12.0
PER_SECOND = 0.25
WINDOW = BURST / PER_SECOND
"""Seconds in which nobody is told twice: as long as a bucket takes to fill."""
REMEMBERED = 4096


class CommandPace:
    """A token bucket for each sender: twelve at once, then one each four seconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._buckets: OrderedDict[MemberId, tuple[float, float]] = OrderedDict()
        self._told: OrderedDict[MemberId, float] = OrderedDict()

    def allows(self, sender: MemberId) -> bool:
        """Take one token; False where there is none."""
        now = self._clock.monotonic()
        tokens, seen = self._buckets.pop(sender, (BURST, now))
        tokens = min(BURST, tokens + (now - seen) * PER_SECOND)
        self._buckets[sender] = (tokens - 1 if tokens >= 1 else tokens, now)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        return tokens >= 1

    def may_tell(self, sender: MemberId) -> bool:
        """Whether somebody who is too fast has not been told so lately; they then count as told."""
        now = self._clock.monotonic()
        told = self._told.get(sender)
        if told is not None and now - told < WINDOW:
            return False
        self._told[sender] = now
        self._told.move_to_end(sender)
        if len(self._told) > REMEMBERED:
            self._told.popitem(last=False)
        return True
