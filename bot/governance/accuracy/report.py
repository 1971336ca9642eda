"""The ledger as people are shown it."""

from dataclasses import dataclass
from datetime import datetime

from bot.governance.accuracy import memory
from bot.governance.accuracy.record import DECISIONS, LOWER, PUBLISHED_WEIGHT, Name, Record, Tally
from bot.store import models


@dataclass(frozen=True, slots=True)
class Line:
    """One check or clause. ``own`` is what was decided here; ``bounds`` are of soft findings with what was published.

    ``state``: ``hard`` (a rule, acts always), ``automatic`` or ``asking``; ``since`` None: from the beginning.
    """

    kind: str
    key: str
    own: Record
    bounds: tuple[float, float]
    published: Record
    state: str
    since: datetime | None


async def report(organisation_id: int) -> list[Line]:
    """Every clause and check that was decided upon, or brought a record with it; clauses first."""
    _, tallies = await memory.count(organisation_id)
    standings = await models.AccuracyStanding.filter(organisation_id=organisation_id)
    since = {(row.kind, row.name): row.since for row in standings}
    names: set[Name] = {*tallies, *(("check", check) for check in memory.published_checks())}
    ordered = sorted(names, key=lambda name: (name[0] != "clause", name[1]))
    return [_line(name, tallies.get(name, Tally()), since.get(name)) for name in ordered]


def _line(name: Name, own: Tally, since: datetime | None) -> Line:
    """A check that brought a record with it is a soft one, whatever hard cases it had a part in."""
    published = memory.published(name).at_most(PUBLISHED_WEIGHT)
    hard_only = bool(own.hard.count) and not own.soft.count and (name[0] == "clause" or not published.count)
    if hard_only:
        return Line(name[0], name[1], own.all, own.all.bounds, Record(), "hard", since)
    decided = own.all if own.soft.count else own.soft
    state = "automatic" if memory.is_automatic(name, own) else "asking"
    return Line(name[0], name[1], decided, published.plus(own.soft).bounds, published, state, since)


def goal() -> dict[str, float]:
    """What a soft check must show to act by itself."""
    return {"lower": LOWER, "decisions": DECISIONS}
