"""The one engine below outbox and schedule: rows that are enqueued, claimed and settled.

A job is claimed with a lease and a token. Whoever froze past the lease holds an old token and can
settle nothing. Lease times come from the database's clock on PostgreSQL, so machines need not
agree on the time; on SQLite there is one process and one clock.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from tortoise.expressions import F, Q

from bot.domain.ids import AccountId
from bot.domain.ports import Clock
from bot.store import models
from bot.store.connection import database
from bot.store.engine import is_sqlite
from bot.store.transaction import after_commit, insert_once, transact, transaction

WAITING = ("queued", "unknown", "verifying", "held")
ABANDONED_AFTER = timedelta(minutes=10)
"""An unknown outcome of an account that nobody has connected for so long is shown to a person."""

_WINDOW = 200
_CLOCK_READ_EVERY = 30.0
_wakers: list[Callable[[], None]] = []


class LeaseLost(Exception):
    """Another worker has taken this job over: nothing of it may be written any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A claimed job. ``found`` is the state in which it was found: ``running`` after a crash."""

    id: int
    key: str
    kind: str
    account: AccountId | None
    group_id: int | None
    payload: dict[str, Any]
    found: str
    attempts: int
    token: int
    due_at: datetime
    valid_until: datetime | None
    lane: str | None
    claimed_at: float


class Candidate(NamedTuple):
    id: int
    lane: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """Where and until when a job belongs: see ``enqueue``."""

    account: AccountId | None = None
    lane: str | None = None
    group_id: int | None = None
    valid_until: datetime | None = None


def wake_with(waker: Callable[[], None]) -> None:
    """Have ``waker`` called after each commit that made a job."""
    _wakers.append(waker)


def no_longer_wake(waker: Callable[[], None]) -> None:
    if waker in _wakers:
        _wakers.remove(waker)


def _wake_all() -> None:
    for waker in list(_wakers):
        waker()


@transaction
async def enqueue(
    key: str, kind: str, due: datetime, payload: dict[str, Any], *, now: datetime, ticket: Ticket | None = None
) -> bool:
    """Make a job in the caller's transaction. False, and nothing done, where the key exists already.

    Jobs of one lane run one after the other in the order of this call. A job with an account is
    claimed only by the process that holds that account.
    """
    ticket = ticket or Ticket()
    row = models.Job(
        key=key,
        kind=kind,
        account=ticket.account,
        lane=ticket.lane,
        group_id=ticket.group_id,
        payload=payload,
        due_at=due,
        valid_until=ticket.valid_until,
        created_at=now,
    )
    made = await insert_once(row)
    if made:
        after_commit(_wake_all)
    return made


@transaction
async def cancel(key: str, *, now: datetime | None = None) -> int:
    """Cancel what has not begun; a key that ends in ``:`` names all that begin with it.

    What is under way, or of unknown outcome, runs to its end but is not begun a second time.
    Answers how many were cancelled.
    """
    named = Q(key__startswith=key) if key.endswith(":") else Q(key=key)
    await models.Job.filter(named, state__in=["running", "unknown"]).update(valid_until=F("created_at"))
    return await models.Job.filter(named, state__in=["queued", "held"]).update(
        state="cancelled", outcome="cancelled", settled_at=now
    )


async def is_over(key: str) -> bool:
    """Whether no job of this key waits or runs."""
    return not await models.Job.filter(key=key, state__in=[*WAITING, "running"]).exists()


@dataclass
class Leases:
    """Claims and settles in the name of ``owner``, which must be this process's alone."""

    owner: str
    clock: Clock
    length: timedelta = timedelta(seconds=5)
    database_clock: bool = True
    _read: tuple[float, datetime] | None = None

    async def claim(
        self, accounts: Collection[AccountId], kinds: Sequence[str], limit: int, busy: Collection[str] = ()
    ) -> list[Job]:
        """Take up to ``limit`` due jobs, at most one of each lane, in the order of enqueueing.

        ``busy`` lanes are left alone. The jobs' state is ``running``, committed, when this returns.
        """
        now = self.clock.now()
        ready = self._ready(now, await self.time(), list(accounts), list(kinds))
        if busy:
            ready &= Q(lane__isnull=True) | Q(lane__not_in=list(busy))
        # sorted by a sum: for a plain id PostgreSQL would walk all settled rows along the primary key
        waiting = models.Job.filter(ready).annotate(enqueued=F("id") + 0).order_by("enqueued").limit(_WINDOW)
        found = [Candidate(*row) for row in await waiting.values_list("id", "lane", "state")]
        chosen = await self._first_of_lanes(found, now, limit) if found else []
        if not chosen:
            return []
        return await transact(lambda: self._take(ready, chosen))

    def _ready(self, now: datetime, lease_now: datetime, accounts: list[AccountId], kinds: list[str]) -> Q:
        mine = Q(account__isnull=True) | Q(account__in=accounts) if accounts else Q(account__isnull=True)
        due = Q(due_at__lte=now)
        looking = Q(state__in=["unknown", "verifying"])
        return Q(kind__in=kinds) & (
            (Q(state__in=["queued", "unknown", "verifying"]) & due & mine)
            | (Q(state="queued", valid_until__lt=now) & due)
            | Q(state="running", lease_until__lte=lease_now)
            | (looking & Q(due_at__lte=now - ABANDONED_AFTER))
        )

    async def _take(self, ready: Q, chosen: list[int]) -> list[Job]:
        """Mark them as running; what another process has taken since they were found is left out."""
        rows = await models.Job.filter(ready, id__in=chosen).order_by("id").select_for_update(skip_locked=True)
        await models.Job.filter(id__in=[row.id for row in rows]).update(
            state="running",
            token=F("token") + 1,
            attempts=F("attempts") + 1,
            lease_owner=self.owner,
            lease_until=await self.time() + self.length,
        )
        return [_job(row, self.clock.monotonic()) for row in rows]

    async def _first_of_lanes(self, found: list[Candidate], now: datetime, limit: int) -> list[int]:
        """Leaves out what waits behind another job of its lane: one running, unknown, or tried and put off."""
        ids = {each.id for each in found}
        lanes = {each.lane for each in found if each.lane is not None}
        barred: dict[str, int] = {}
        if lanes:
            put_off = Q(state="queued", attempts__gt=0, due_at__gt=now)
            ahead = models.Job.filter(Q(state__in=["running", "unknown"]) | put_off, lane__in=list(lanes))
            for number, lane, state in await ahead.values_list("id", "lane", "state"):
                if number not in ids:
                    barred[lane] = 0 if state == "running" else min(number, barred.get(lane, number))
        chosen: list[int] = []
        for each in found:
            if len(chosen) == limit:
                break
            if each.lane is not None:
                if each.state != "verifying" and each.id > barred.get(each.lane, each.id):
                    continue
                barred[each.lane] = 0
            chosen.append(each.id)
        return chosen

    async def extend(self, jobs: Collection[Job]) -> None:
        """Prolong the leases of these jobs, where they are still ours."""
        if jobs:
            until = await self.time() + self.length
            held = models.Job.filter(id__in=[job.id for job in jobs], lease_owner=self.owner, state="running")
            await held.update(lease_until=until)

    async def settle(self, job: Job, state: str, *, outcome: str = "", detail: str = "") -> None:
        """End the job. Raises LeaseLost, and writes nothing, without the right token."""
        await self._write(
            job, state=state, outcome=outcome[:20], detail=detail[:500], settled_at=self.clock.now(), lease_until=None
        )

    async def put_back(
        self,
        job: Job,
        at: datetime,
        *,
        state: str = "queued",
        payload: dict[str, Any] | None = None,
        counts: bool = True,
        detail: str = "",
    ) -> None:
        """Have it claimed again at ``at``; without ``counts`` this claim was none of its attempts."""
        changes: dict[str, Any] = {"state": state, "due_at": at, "lease_until": None, "detail": detail[:500]}
        if payload is not None:
            changes["payload"] = payload
        if not counts:
            changes["attempts"] = max(job.attempts - 1, 0)
        await self._write(job, **changes)

    async def release_orphans(self) -> int:
        """On SQLite, at the start: what is running was left by a dead process, so let it be found at once."""
        if not is_sqlite():
            return 0
        return await models.Job.filter(state="running").update(lease_until=self.clock.now() - self.length)

    async def time(self) -> datetime:
        """The clock by which leases run: the database's is asked twice a minute and counted on from."""
        if not self.database_clock or is_sqlite():
            return self.clock.now()
        here = self.clock.monotonic()
        if self._read is None or here - self._read[0] > _CLOCK_READ_EVERY:
            _, rows = await database().execute_query("SELECT clock_timestamp() AS now")
            self._read = (here, rows[0]["now"])
        return self._read[1] + timedelta(seconds=here - self._read[0])

    async def _write(self, job: Job, **changes: Any) -> None:
        held = models.Job.filter(id=job.id, token=job.token, state="running")
        if await held.update(**changes) != 1:
            raise LeaseLost(job.key)


def _job(row: models.Job, claimed_at: float) -> Job:
    return Job(
        id=row.id,
        key=row.key,
        kind=row.kind,
        account=AccountId(row.account) if row.account else None,
        group_id=row.group_id,
        payload=dict(row.payload),
        found=row.state,
        attempts=row.attempts + 1,
        token=row.token + 1,
        due_at=row.due_at,
        valid_until=row.valid_until,
        lane=row.lane,
        claimed_at=claimed_at,
    )
