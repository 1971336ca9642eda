"""Jobs that need a person: dead ones, and those held back after a backup was restored."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.store import models
from bot.store.transaction import transaction

KEEP = timedelta(days=90)
_SETTLED = ["done", "cancelled", "expired"]


@dataclass(frozen=True, slots=True)
class Letter:
    """One job as it lies there; ``outcome`` and ``detail`` say why."""

    key: str
    kind: str
    group_id: int | None
    state: str
    outcome: str
    detail: str
    due_at: datetime
    settled_at: datetime | None
    payload: dict[str, Any]


async def dead_letters(group_id: int | None = None, *, limit: int = 100) -> list[Letter]:
    """Newest first; of one group, or of all."""
    return await _letters("dead", group_id, limit)


async def held_letters(group_id: int | None = None, *, limit: int = 100) -> list[Letter]:
    """What a restored backup held back: it may have been done after the backup was made."""
    return await _letters("held", group_id, limit)


@transaction
async def requeue(key: str, *, now: datetime) -> bool:
    """Have a dead or held job done after all: a person has decided so. False where there is none."""
    changed = await models.Job.filter(key=key, state__in=["dead", "held"]).update(
        state="queued", due_at=now, attempts=0, settled_at=None, outcome="", valid_until=None
    )
    return changed == 1


@transaction
async def drop(key: str, *, now: datetime) -> bool:
    """Close a dead or held job for good."""
    changed = await models.Job.filter(key=key, state__in=["dead", "held"]).update(state="cancelled", settled_at=now)
    return changed == 1


@transaction
async def prune(now: datetime) -> int:
    """Delete settled rows older than KEEP; dead and held ones stay until somebody closes them."""
    return await models.Job.filter(state__in=_SETTLED, settled_at__lt=now - KEEP).delete()


async def _letters(state: str, group_id: int | None, limit: int) -> list[Letter]:
    rows = models.Job.filter(state=state) if group_id is None else models.Job.filter(state=state, group_id=group_id)
    return [
        Letter(r.key, r.kind, r.group_id, r.state, r.outcome, r.detail, r.due_at, r.settled_at, dict(r.payload))
        for r in await rows.order_by("-id").limit(limit)
    ]
