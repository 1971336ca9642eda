"""The worker: claims what is due and carries it out, in this process, until it is told to stop."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_hex

from loguru import logger

from bot.domain.ids import AccountId
from bot.domain.ports import Clock
from bot.effects import lease, letters, outbox, schedule
from bot.effects.accounts import Accounts
from bot.effects.deliver import Delivery, Patience
from bot.effects.evidence import Evidence, evidence
from bot.effects.labour import Labour
from bot.effects.lease import Job, LeaseLost, Leases
from bot.store.errors import is_store_trouble

AT_ONCE = 8
IDLE_SECONDS = 1.0
TROUBLE_SECONDS = 2.0
_RULES_EVERY = 30.0
_PRUNE_EVERY = 3600.0


@dataclass
class Worker:
    """One a process. ``database_clock`` False makes leases run by ``clock`` on PostgreSQL too: for tests.

    ``counts``: done (jobs carried out), failed (raised), lost (taken over by another worker),
    outages (turns in which the store did not answer).
    """

    clock: Clock
    accounts: Accounts
    owner: str = field(default_factory=lambda: token_hex(6))
    patience: Patience = field(default_factory=Patience)
    chance: random.Random = field(default_factory=random.Random)
    lease_length: timedelta = timedelta(seconds=5)
    database_clock: bool = True
    evidence: Evidence = evidence
    counts: Counter[str] = field(default_factory=Counter[str])
    last_turn: float | None = None

    def __post_init__(self) -> None:
        self.leases = Leases(self.owner, self.clock, self.lease_length, self.database_clock)
        self._delivery = Delivery(self.leases, self.accounts, self.clock, self.evidence, self.patience, self.chance)
        self._labour = Labour(self.leases, self.clock, self.chance)
        self._running: dict[asyncio.Task[None], Job] = {}
        self._awake = asyncio.Event()
        self._stopping = False
        self._rules_at: datetime | None = None
        self._rules_read = float("-inf")
        self._pruned = float("-inf")

    def wake(self) -> None:
        """Look for work now instead of within the next second. May be called from anywhere on the loop."""
        self._awake.set()

    def is_well(self) -> bool:
        """Whether the worker has turned within the last ten seconds and is not stopping."""
        turned = self.last_turn is not None and self.clock.monotonic() - self.last_turn < 10
        return turned and not self._stopping

    async def run(self) -> None:
        """Work until ``drain``. Survives a store that goes away: what is due waits, and is done then."""
        lease.wake_with(self.wake)
        schedule.on_change(self._rules_changed)
        self.accounts.watch(self._account_changed)
        beats = asyncio.create_task(self._beat())
        orphans_released = False
        try:
            while not self._stopping:
                self._awake.clear()
                try:
                    if not orphans_released:
                        await self.leases.release_orphans()
                        orphans_released = True
                    await self._turn()
                    pause = IDLE_SECONDS
                except Exception as error:  # outermost loop
                    self.counts["outages"] += 1
                    logger.warning("the worker cannot go on for now: {!r}", error)
                    pause = TROUBLE_SECONDS
                await self._rest(pause)
        finally:
            beats.cancel()
            lease.no_longer_wake(self.wake)
            self.accounts.unwatch(self._account_changed)

    async def step(self) -> int:
        """Carry out everything due now, one after the other, as enqueued; answers how many. For tests."""
        total = 0
        while True:
            await schedule.tick(self.clock.now())
            jobs = await self.leases.claim(self.accounts.ids(), self._kinds(), 1)
            if not jobs:
                return total
            for job in jobs:
                await self._carry_out(job)
                total += 1

    async def drain(self, timeout: float) -> bool:
        """Begin nothing new and wait for what is under way; whether all of it ended in time.

        What did not is left as ``running``: the next start finds it and looks before it repeats.
        """
        self._stopping = True
        self._awake.set()
        tasks = set(self._running)
        if not tasks:
            return True
        _, late = await asyncio.wait(tasks, timeout=timeout)
        for task in late:
            task.cancel()
        return not late

    async def _turn(self) -> None:
        """One query when there is nothing to do; rules are read again every half minute only."""
        self.last_turn = now = self.clock.monotonic()
        await self._make_recurring(now)
        if now - self._pruned > _PRUNE_EVERY:
            self._pruned = now
            await letters.prune(self.clock.now())
        free = AT_ONCE - len(self._running)
        while free > 0 and not self._stopping:
            busy = [job.lane for job in self._running.values() if job.lane is not None]
            jobs = await self.leases.claim(self.accounts.ids(), self._kinds(), free, busy)
            for job in jobs:
                task = asyncio.create_task(self._guarded(job))
                self._running[task] = job
                task.add_done_callback(self._ended)
            if not jobs:
                return
            free = AT_ONCE - len(self._running)

    async def _make_recurring(self, monotonic: float) -> None:
        now = self.clock.now()
        if monotonic - self._rules_read > _RULES_EVERY or (self._rules_at is not None and self._rules_at <= now):
            await schedule.tick(now)
            self._rules_at = await schedule.next_tick()
            self._rules_read = monotonic

    async def _guarded(self, job: Job) -> None:
        try:
            await self._carry_out(job)
        except Exception as error:  # outermost loop of one job: its lease runs out, and it is found again
            self.counts["failed"] += 1
            known = is_store_trouble(error)
            logger.opt(exception=None if known else error).error("job {} was broken off: {!r}", job.key, error)

    async def _carry_out(self, job: Job) -> None:
        try:
            if job.kind == outbox.KIND:
                await self._delivery.carry_out(job)
            else:
                await self._labour.carry_out(job)
            self.counts["done"] += 1
        except LeaseLost:
            self.counts["lost"] += 1
            logger.warning("job {} was taken over by another worker", job.key)

    async def _beat(self) -> None:
        """Prolong the leases of what is under way, three times a lease."""
        while True:
            await asyncio.sleep(self.lease_length.total_seconds() / 3)
            try:
                await self.leases.extend(list(self._running.values()))
            except Exception as error:  # outermost loop: the store is away, leases run out
                self.counts["outages"] += 1
                logger.warning("leases could not be prolonged: {!r}", error)

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._awake.wait()
        except TimeoutError:
            return

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.pop(task, None)
        self._awake.set()

    def _kinds(self) -> list[str]:
        return [outbox.KIND, *schedule.kinds()]

    def _rules_changed(self) -> None:
        self._rules_read = float("-inf")
        self._awake.set()

    def _account_changed(self, account: AccountId, is_up: bool) -> None:
        self._awake.set()
