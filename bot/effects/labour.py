"""Doing one piece of scheduled work: once, again later, or never again."""

import random
from dataclasses import dataclass, field
from datetime import timedelta

from loguru import logger

from bot.domain.ports import Clock
from bot.effects import schedule
from bot.effects.lease import Job, LeaseLost, Leases
from bot.effects.outbox import Settlement, effect_of_payload, owner_named
from bot.effects.schedule import Handler, Work
from bot.store import models
from bot.store.errors import is_store_trouble
from bot.store.transaction import is_transaction, transact, transaction

TRIES = 5
_FIRST_WAIT = 10.0
_LONGEST_WAIT = 3600.0
TELL_OWNER = "outbox.tell_owner"


@dataclass
class Labour:
    """Runs the handlers that plugins registered with ``schedule.work``."""

    leases: Leases
    clock: Clock
    chance: random.Random = field(default_factory=random.Random)

    async def carry_out(self, job: Job) -> None:
        """Raises LeaseLost where another worker has taken the job over, and the store's own troubles."""
        now = self.clock.now()
        handler = schedule.handler_of(job.kind)
        if handler is None:
            await self.leases.put_back(job, now + timedelta(minutes=1), counts=False)
        elif job.valid_until is not None and now > job.valid_until:
            await self.leases.settle(job, "expired", outcome="expired")
        elif job.found == "running" and job.attempts > 2 * TRIES:
            await self._bury(job, "its process died again and again")
        else:
            work = Work(
                key=job.key, kind=job.kind, payload=job.payload, group_id=job.group_id, due_at=job.due_at, now=now
            )
            await self._try(job, handler, work)

    async def _try(self, job: Job, handler: Handler, work: Work) -> None:
        try:
            await self._run(job, handler, work)
        except LeaseLost:
            raise
        except Exception as error:
            if is_store_trouble(error):
                raise  # the lease runs out, and the work is found again
            logger.opt(exception=error).error("work {} failed, try {}", job.key, job.attempts)
            await self._failed(job, f"{type(error).__name__}: {error}")

    async def _run(self, job: Job, handler: Handler, work: Work) -> None:
        if not is_transaction(handler):
            await handler(work)
            await self.leases.settle(job, "done", outcome="done")
            return

        async def both() -> None:
            await handler(work)
            await self.leases.settle(job, "done", outcome="done")

        await transact(both)

    async def _failed(self, job: Job, detail: str) -> None:
        if job.attempts >= TRIES:
            await self._bury(job, detail)
            return
        seconds = min(_FIRST_WAIT * 3 ** (job.attempts - 1), _LONGEST_WAIT) * self.chance.uniform(0.75, 1.25)
        await self.leases.put_back(job, self.clock.now() + timedelta(seconds=seconds), detail=detail)

    async def _bury(self, job: Job, detail: str) -> None:
        now = self.clock.now()
        work = Work(key=job.key, kind=job.kind, payload=job.payload, group_id=job.group_id, due_at=job.due_at, now=now)

        async def both() -> None:
            await self.leases.settle(job, "dead", outcome="failed", detail=detail)
            for handler in schedule.dead_handlers():
                await handler(work, detail)

        await transact(both)


@schedule.work(TELL_OWNER)
@transaction
async def tell_owner(work: Work) -> None:
    """An owner that failed when its effect was settled is told again."""
    row = await models.Job.get_or_none(key=work.payload["job"])
    if row is None:
        return
    effect = effect_of_payload(row.key, dict(row.payload), row.group_id)
    settled = owner_named(effect.owner).settled
    if settled is not None:
        state, detail = str(work.payload["state"]), str(work.payload["detail"])
        await settled(effect, Settlement(state, None, work.now, detail))
