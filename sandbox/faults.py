"""What can go wrong on the wire, switched on for a call, an action, or everything.

Planned faults are used up in order; standing ones hold until taken back, with a probability drawn
from a seeded source, so that a run can be repeated.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Any

ANY = "*"


class Kind(StrEnum):
    NO_EFFECT = "no_effect"
    """Answers ok and does nothing."""
    UNKNOWN = "unknown"
    """Is done, and answers that it failed with a timeout."""
    FAIL = "fail"
    """Is not done, and answers with the fault's own code and text."""
    LIMITED = "limited"
    """Is not done: too often."""
    LOST_ANSWER = "lost_answer"
    """Is done, never answered."""
    LOST_CALL = "lost_call"
    """Neither done nor answered."""
    DUPLICATE_ANSWER = "duplicate_answer"
    SLOW = "slow"
    """Done at once, answered after some seconds."""
    HELD = "held"
    """Done at once, answered when ``release`` is called."""
    HELD_CALL = "held_call"
    """Neither done nor answered until ``release`` is called."""
    DISCONNECT = "disconnect"
    """Done, then the line is cut instead of an answer."""
    DISCONNECT_BEFORE = "disconnect_before"
    """The line is cut, nothing done."""
    MALFORMED = "malformed"
    """Done; the answer is cut in the middle."""


class Switch(StrEnum):
    """What is wrong with the connection as a whole."""

    DUPLICATE_EVENTS = "duplicate_events"
    NO_HEARTBEAT = "no_heartbeat"
    STALE_MEMBERS = "stale_members"
    TORN_MEMBERS = "torn_members"
    """Only the first half of a member list is answered."""
    EMPTY_MEMBERS = "empty_members"
    """A member list is answered, and nobody is in it."""
    ZERO_TIMES = "zero_times"
    """When somebody joined and spoke last is answered as 0."""
    TIMES_ARE_NOW = "times_are_now"
    """When somebody joined and spoke last is answered as this moment, whoever it is."""
    HISTORY_ABSENT = "history_absent"
    MALFORMED_EVENTS = "malformed_events"
    LOST_EVENTS = "lost_events"
    NO_JOIN_EVENTS = "no_join_events"


@dataclass(slots=True)
class Fault:
    kind: Kind
    seconds: float = 0.0
    retcode: int = 1200
    message: str = ""
    probability: float = 1.0
    _released: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_done(self) -> bool:
        """Whether the call takes effect at once."""
        return self.kind not in _UNDONE

    def release(self) -> None:
        self._released.set()

    async def wait_released(self) -> None:
        await self._released.wait()


_UNDONE = {
    Kind.NO_EFFECT,
    Kind.FAIL,
    Kind.LIMITED,
    Kind.LOST_CALL,
    Kind.HELD_CALL,
    Kind.DISCONNECT_BEFORE,
}


class Faults:
    """The faults of one link. Everything is off at first."""

    def __init__(self, seed: int = 0, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._random = Random(seed)
        self._planned: list[tuple[str, Fault]] = []
        self._standing: dict[str, Fault] = {}
        self.switches: set[Switch] = set()
        self.on_switch: Callable[[Switch, bool], None] = lambda name, on: None
        self.sleep = sleep

    def plan(self, action: str, kind: Kind | str, *, times: int = 1, **options: Any) -> Fault:
        """The next ``times`` calls of ``action`` (or ``*``) meet this fault; returns the (first) one."""
        made = [Fault(Kind(kind), **options) for _ in range(times)]
        self._planned.extend((action, fault) for fault in made)
        return made[0]

    def stand(self, action: str, kind: Kind | str, **options: Any) -> Fault:
        """Every call of ``action`` (or ``*``) meets this fault with its probability, until ``lift``."""
        fault = Fault(Kind(kind), **options)
        self._standing[action] = fault
        return fault

    def lift(self, action: str | None = None) -> None:
        """Take back the planned and standing faults of one action, or of all."""
        if action is None:
            self._planned.clear()
            self._standing.clear()
            return
        self._planned = [entry for entry in self._planned if entry[0] != action]
        self._standing.pop(action, None)

    def switch(self, name: Switch | str, on: bool = True) -> None:
        if on:
            self.switches.add(Switch(name))
        else:
            self.switches.discard(Switch(name))
        self.on_switch(Switch(name), on)

    def is_on(self, name: Switch) -> bool:
        return name in self.switches

    @property
    def standing(self) -> dict[str, str]:
        return {action: fault.kind.value for action, fault in self._standing.items()}

    def take(self, action: str) -> Fault | None:
        """The fault that this call meets; a planned one is used up by it."""
        for index, (planned_for, fault) in enumerate(self._planned):
            if planned_for in (action, ANY):
                del self._planned[index]
                return fault
        fault = self._standing.get(action) or self._standing.get(ANY)
        if fault is not None and self._random.random() < fault.probability:
            return fault
        return None
