"""Who did what to whom: append-only chains in which every entry seals the one before."""

import hashlib
import json
from collections.abc import Sequence
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


@dataclass(frozen=True, slots=True)
class Fact:
    """One of many things done at once; ``details`` must be JSON."""

    action: str
    subject: str
    details: dict[str, Any]


async def record(chain: str, *, at: datetime, actor: str, action: str, subject: str = "", **details: Any) -> int:
    """Append to a chain, inside the transaction of what is recorded. ``details`` must be JSON.

    Answers the entry's position in its chain.
    """
    return await record_many(chain, at=at, actor=actor, facts=[Fact(action, subject, details)])


async def record_many(chain: str, *, at: datetime, actor: str, facts: Sequence[Fact]) -> int:
    """Append entries in this order, inside the transaction of what is recorded; the position of the last one."""
    if not in_tx():
        raise RuntimeError("an audit entry belongs into the transaction of what it records")
    if not facts:
        return 0
    last, digest = await _take_positions(chain, len(facts))
    entries: list[models.AuditEntry] = []
    for position, fact in enumerate(facts, last - len(facts) + 1):
        entry = models.AuditEntry(
            chain=chain,
            position=position,
            at=at,
            actor_id=actor,
            action=fact.action,
            subject=fact.subject[:100],
            details=json.loads(json.dumps(fact.details, ensure_ascii=False)),
        )
        digest = entry.digest = _seal(entry, digest)
        entries.append(entry)
    if len(entries) == 1:
        await entries[0].save(force_create=True)
    else:
        await models.AuditEntry.bulk_create(entries, batch_size=_PAGE)
    await models.AuditHead.filter(chain=chain).update(digest=digest)
    return last


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


async def _take_positions(chain: str, count: int) -> tuple[int, str]:
    """The last of the next positions and the digest before them. Written first: the head's row is the lock."""
    grown = models.AuditHead.filter(chain=chain)
    if not await grown.update(length=F("length") + count):
        await insert_once(models.AuditHead(chain=chain))
        await grown.update(length=F("length") + count)
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
