"""Who did what to whom: append-only chains in which every entry seals the one before."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tortoise.expressions import F

from bot.store import models
from bot.store.transaction import in_tx, insert_once

_PAGE = 1000


@dataclass(frozen=True, slots=True)
class AuditProblem:
    """``kind``: altered, missing, or head (the end of the chain is not where it was left)."""

    position: int
    kind: str


async def record(chain: str, *, at: datetime, actor: str, action: str, subject: str = "", **details: Any) -> None:
    """Append to a chain, inside the transaction of what is recorded. ``details`` must be JSON."""
    if not in_tx():
        raise RuntimeError("an audit entry belongs into the transaction of what it records")
    position, before = await _take_position(chain)
    entry = models.AuditEntry(
        chain=chain,
        position=position,
        at=at,
        actor_id=actor,
        action=action,
        subject=subject[:100],
        details=json.loads(json.dumps(details, ensure_ascii=False)),
    )
    entry.digest = _seal(entry, before)
    await entry.save(force_create=True)
    await models.AuditHead.filter(chain=chain).update(digest=entry.digest)


async def chains() -> list[str]:
    """Every chain there is, by name."""
    return [head.chain for head in await models.AuditHead.all().order_by("chain")]


async def verify(chain: str) -> AuditProblem | None:
    """The first place where the chain was altered, shortened or reordered, or None where it is whole."""
    digest, expected = "", 1
    while True:
        rows = await models.AuditEntry.filter(chain=chain, position__gte=expected).order_by("position").limit(_PAGE)
        for row in rows:
            if row.position != expected:
                return AuditProblem(expected, "missing")
            if _seal(row, digest) != row.digest:
                return AuditProblem(expected, "altered")
            digest, expected = row.digest, expected + 1
        if len(rows) < _PAGE:
            break
    head = await models.AuditHead.get_or_none(chain=chain)
    length, last = (head.length, head.digest) if head is not None else (0, "")
    if length != expected - 1:
        return AuditProblem(expected, "missing" if length > expected - 1 else "head")
    return None if last == digest else AuditProblem(expected - 1, "head")


async def _take_position(chain: str) -> tuple[int, str]:
    """The next position and the digest before it. Written first: the head's row is the lock."""
    grown = models.AuditHead.filter(chain=chain)
    if not await grown.update(length=F("length") + 1):
        await insert_once(models.AuditHead(chain=chain))
        await grown.update(length=F("length") + 1)
    head = await models.AuditHead.get(chain=chain)
    return head.length, head.digest


def _seal(entry: models.AuditEntry, before: str) -> str:
    content = {
        "chain": entry.chain,
        "position": entry.position,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_id,
        "action": entry.action,
        "subject": entry.subject,
        "details": entry.details,
        "before": before,
    }
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
