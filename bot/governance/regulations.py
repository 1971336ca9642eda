"""Which regulation is in force in a group, and what it states as typed values."""

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import orjson
from tortoise.expressions import F, Q

from bot.domain.durations import parse_duration
from bot.domain.ids import GroupId
from bot.domain.regulation import Clause, Duty, RegulationText, clauses_from_json, clauses_to_json, wording
from bot.domain.sanctions import SanctionLadder
from bot.governance import ladders
from bot.store import models
from bot.store.transaction import transaction

SUPPLEMENT = "supplement"
COMPOSED = "composed"
BASIC = Path(__file__).with_name("basic_regulation.toml")


@dataclass(frozen=True)
class Regulation:
    """A version in force: its row's id, for cases to cite, and its text.

    ``effective_from`` None: not known, as in tests. ``revises``: the row of the version before it.
    """

    id: int
    text: RegulationText
    effective_from: datetime | None = None
    revises: int | None = None

    @property
    def title(self) -> str:
        return self.text.title

    def cited(self, path: str) -> tuple[str, str]:
        """Title and version of the document in which the clause of this path stands."""
        clause = self.text.find(path)
        if clause is None:
            return self.text.title, self.text.version
        return self.text.title_of(clause), self.text.version_of(clause)

    @cached_property
    def ladder(self) -> SanctionLadder:
        """The ladder the regulation states, else the built-in one; read once per version."""
        return ladders.general(self.text)

    @cached_property
    def forbids(self) -> frozenset[str]:
        """Last parts of the ``moderation.*`` codes that some clause forbids."""
        return self.text.forbids()

    @cached_property
    def wordings(self) -> frozenset[str]:
        """Digests of what its clauses say."""
        return frozenset(clause_digest(clause.text) for clause in self.text.clauses)

    def clause(self, code: str) -> Clause | None:
        return self.text.clause_for(code)

    def duration(self, code: str, name: str, default: timedelta) -> timedelta:
        """A parameter such as ``within=24h`` as a duration, else ``default``."""
        return parse_duration(self.text.parameter(code, name)) or default

    def number(self, code: str, name: str, default: int) -> int:
        """A parameter that is a whole number, else ``default``."""
        value = self.text.parameter(code, name)
        return int(value) if value.isdecimal() else default

    def words(self, code: str, name: str, default: str) -> tuple[str, ...]:
        """A parameter that lists words between ``|``."""
        return tuple(word for word in (self.text.parameter(code, name) or default).split("|") if word)


def clause_digest(text: str) -> str:
    """64 hexadecimal digits; texts that differ in blanks only have the same."""
    return hashlib.sha256(wording(text).encode()).hexdigest()


@cache
def basic() -> RegulationText:
    """The built-in 《基本群规》."""
    data: dict[str, Any] = tomllib.loads(BASIC.read_text(encoding="utf-8"))
    clauses = tuple(
        Clause(
            row["path"],
            row["text"],
            tuple(Duty(d["code"], d.get("via", "auto"), d.get("parameters", {})) for d in row["duties"]),
        )
        for row in data["clause"]
    )
    return RegulationText(data["title"], data["version"], clauses)


def digest(text: RegulationText) -> str:
    """A hash of title, version, clauses and duties: equal texts have equal ones."""
    body = {"title": text.title, "version": text.version, "clauses": clauses_to_json(text.clauses)}
    return hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()


@cache
def superseded() -> frozenset[str]:
    """Digests of the built-in regulation's earlier versions."""
    data: dict[str, Any] = tomllib.loads(BASIC.read_text(encoding="utf-8"))
    return frozenset(data["supersedes"])


@transaction
async def ensure_basic(organisation_id: int, *, now: datetime) -> models.Regulation:
    """The organisation's row of the built-in regulation; one that is in force is never put aside for it.

    Written where the organisation has no regulation yet, or an earlier version of this one: that
    ends, and cases go on citing it. Of two processes one does it. What is in force is answered.
    """
    # Written to be locked.
    await models.Organisation.filter(id=organisation_id).update(name=F("name"))
    rows = models.Regulation.filter(organisation_id=organisation_id, group_id=None, effective_from__lte=now)
    current = next(
        (r for r in await rows.order_by("-effective_from", "-id") if r.ended_at is None or r.ended_at > now), None
    )
    if current is not None and current.digest not in superseded():
        return current
    if current is not None:
        await models.Regulation.filter(id=current.id).update(ended_at=now)
    text = basic()
    return await models.Regulation.create(
        title=text.title,
        version=text.version,
        effective_from=now,
        clauses=clauses_to_json(text.clauses),
        organisation_id=organisation_id,
        digest=digest(text),
        revises=current.id if current is not None else None,
    )


async def in_force(group_id: GroupId, organisation_id: int, *, now: datetime) -> Regulation | None:
    """The version in force at ``now``: the group's own latest, else the organisation's latest, else None."""
    rows = models.Regulation.filter(organisation_id=organisation_id, effective_from__lte=now).filter(
        Q(group_id=group_id) | Q(group_id=None), Q(kind=None) | Q(kind=COMPOSED)
    )
    latest = await rows.order_by("-effective_from", "-id").values_list("id", "group_id", "ended_at")
    current = [row for row in latest if row[2] is None or row[2] > now]
    own = [row for row in current if row[1] is not None]
    chosen = next(iter(own or current), None)
    return await version(int(chosen[0])) if chosen is not None else None


def from_row(row: models.Regulation) -> Regulation:
    """The domain's view of a stored version."""
    clauses: Any = row.clauses
    text = RegulationText(row.title, row.version, clauses_from_json(clauses))
    return Regulation(row.id, text, row.effective_from, row.revises)


async def version(regulation_id: int) -> Regulation | None:
    """Any version ever in force, by its row's id: what an old case cites."""
    row = await models.Regulation.get_or_none(id=regulation_id)
    return from_row(row) if row is not None else None
