"""Work that falls due: one-off and recurring, as rows that survive any restart."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.ids import AccountId
from bot.effects import lease
from bot.effects.lease import Ticket
from bot.store import models
from bot.store.cron import check_rule, last_run, next_run
from bot.store.transaction import after_commit, transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A job as its handler gets it. ``due_at`` is when it should have run, ``now`` when it does."""

    key: str
    kind: str
    payload: dict[str, Any]
    group_id: int | None
    due_at: datetime
    now: datetime


Handler = Callable[[Work], Awaitable[None]]
DeadHandler = Callable[[Work, str], Awaitable[None]]

_KEYS_A_QUERY = 500
_handlers: dict[str, Handler] = {}
_on_dead: list[DeadHandler] = []
_on_change: list[Callable[[], None]] = []


def work(kind: str) -> Callable[[Handler], Handler]:
    """Register what is done for jobs of this kind.

    A handler that is a ``@transaction`` is settled together with what it writes: it happens once.
    Any other may be run again after a crash and must bear that. One that raises is tried again
    five times, later each time, and is then a dead letter.
    """

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def on_dead(handler: DeadHandler) -> DeadHandler:
    """Call ``handler`` with work that has failed for good and the error, in the settling transaction."""
    _on_dead.append(handler)
    return handler


def handler_of(kind: str) -> Handler | None:
    return _handlers.get(kind)


def dead_handlers() -> list[DeadHandler]:
    return list(_on_dead)


def kinds() -> list[str]:
    """What this process can do; jobs of other kinds wait for one that can."""
    return list(_handlers)


def on_change(callback: Callable[[], None]) -> None:
    """Have ``callback`` called when a recurring rule was made or changed in this process."""
    _on_change.append(callback)


async def at(
    kind: str,
    key: str,
    due: datetime,
    payload: dict[str, Any],
    *,
    group_id: int | None = None,
    account: AccountId | None = None,
    valid_until: datetime | None = None,
) -> bool:
    """Have work done at ``due``, in the caller's transaction; False where the key exists already.

    Past ``valid_until`` it is recorded as expired and not done.
    """
    ticket = Ticket(account=account, group_id=group_id, valid_until=valid_until)
    return await lease.enqueue(key, kind, due, payload, now=due, ticket=ticket)


async def known(keys: Collection[str]) -> frozenset[str]:
    """Which of these keys have work, done or not: what is planned again and again is asked first, not tried."""
    wanted, found = sorted(set(keys)), set[str]()
    for start in range(0, len(wanted), _KEYS_A_QUERY):
        rows = models.Job.filter(key__in=wanted[start : start + _KEYS_A_QUERY])
        found.update(str(key) for key in await rows.values_list("key", flat=True))
    return frozenset(found)


async def cancel(key: str, *, now: datetime | None = None) -> bool:
    """Cancel work that has not begun; a key ending in ``:`` is a prefix. Whether there was any."""
    return await lease.cancel(key, now=now) > 0


@transaction
async def every(
    name: str,
    kind: str,
    cron: str,
    timezone: str,
    payload: dict[str, Any],
    *,
    group_id: int | None = None,
    late: timedelta | None = None,
    now: datetime,
) -> None:
    """Have work done by a cron rule in the wall-clock time of an IANA zone; the same name replaces.

    After an absence only the latest missed run is made up for, and not even that where it would
    be later than ``late``. Saying the same rule again at each start changes nothing. Raises
    ValueError for a rule or zone that cannot be read.
    """
    check_rule(cron, timezone)
    late_seconds = int(late.total_seconds()) if late is not None else None
    rule = await models.Recurrence.get_or_none(name=name)
    if rule is None:
        rule = models.Recurrence(name=name, next_at=next_run(cron, timezone, now))
    elif (rule.cron, rule.timezone) != (cron, timezone):
        rule.next_at = next_run(cron, timezone, now)
    rule.kind, rule.cron, rule.timezone = kind, cron, timezone
    rule.group_id, rule.late_seconds, rule.payload = group_id, late_seconds, payload
    await rule.save()
    after_commit(_changed)


@transaction
async def stop(name: str) -> bool:
    """End a recurring rule; its jobs that are due already stay. Whether there was one."""
    return await models.Recurrence.filter(name=name).delete() > 0


async def tick(now: datetime) -> int:
    """Make the jobs of every rule that is due; answers how many."""
    due = await models.Recurrence.filter(next_at__lte=now).order_by("next_at", "id")
    return sum([await _advance(rule, now) for rule in due])


async def next_tick() -> datetime | None:
    """When the next rule is due, or None without rules."""
    rule = await models.Recurrence.all().order_by("next_at").first()
    return rule.next_at if rule is not None else None


@transaction
async def _advance(rule: models.Recurrence, now: datetime) -> int:
    """The rule moves on and its job is made, or neither; of two processes one does it."""
    latest, following = last_run(rule.cron, rule.timezone, rule.next_at, now)
    if not await models.Recurrence.filter(id=rule.id, next_at=rule.next_at).update(next_at=following):
        return 0
    late = timedelta(seconds=rule.late_seconds) if rule.late_seconds is not None else None
    if late is not None and now - latest > late:
        return 0
    made = await at(
        rule.kind,
        f"{rule.name}@{latest.astimezone(UTC).isoformat()}",
        latest,
        rule.payload,
        group_id=rule.group_id,
        valid_until=latest + late if late is not None else None,
    )
    return int(made)


def _changed() -> None:
    for callback in list(_on_change):
        callback()
