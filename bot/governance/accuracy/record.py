"""What a record of decisions allows: pure rules, without clock or store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.governance.accuracy.interval import interval

LOWER = 0.99
"""A soft check acts by itself only while the lower bound of its precision is at least this…"""
DECISIONS = 50
"""…on at least so many decisions. Alone it takes 368 faultless ones to get there (see ``faultless_needed``)."""
PUBLISHED_WEIGHT = 2_000
"""A published measurement counts as at most so many decisions, however large it was. Nearly every mistake
comes to light by a pardon, of what was right only a sample does: some ten mistakes outweigh a faultless record."""
KEPT = 1_000
"""Only the newest own decisions of each name count, so that what was mended can prove itself again."""

Kind = Literal["check", "clause"]
Name = tuple[Kind, str]
"""``("check", "model")`` or ``("clause", "moderation.ads")``."""
_RIGHT = {"confirmed": True, "upheld": True, "affirmed": True, "rejected": False, "pardoned": False}


@dataclass(frozen=True, slots=True)
class Record:
    """How many decisions were right and how many wrong."""

    right: float = 0
    wrong: float = 0

    @property
    def count(self) -> float:
        return self.right + self.wrong

    @property
    def bounds(self) -> tuple[float, float]:
        """The exact 95 % interval of the precision."""
        return interval(self.right, self.wrong)

    def plus(self, other: "Record") -> "Record":
        return Record(self.right + other.right, self.wrong + other.wrong)

    def counted(self, right: bool) -> "Record":
        return Record(self.right + right, self.wrong + (not right))

    def at_most(self, count: float) -> "Record":
        """The same precision on at most so many decisions."""
        if self.count <= count:
            return self
        return Record(self.right * count / self.count, self.wrong * count / self.count)


NOTHING = Record()


@dataclass(frozen=True, slots=True)
class Decision:
    """One decided case: what it was opened on, and whether that was right."""

    case: int
    offence: str
    checks: tuple[str, ...]
    hard: bool
    right: bool

    @property
    def names(self) -> tuple[Name, ...]:
        return (("clause", self.offence), *(("check", check) for check in self.checks))


@dataclass(frozen=True, slots=True)
class Tally:
    """A name's own record: of soft findings, which must prove themselves, and of hard rules."""

    soft: Record = NOTHING
    hard: Record = NOTHING

    @property
    def all(self) -> Record:
        return self.soft.plus(self.hard)


def is_right(verdict: str) -> bool | None:
    """What a decision on a case says of its finding; None where it says nothing."""
    return _RIGHT.get(verdict)


def is_proven(published: Record, own: Record) -> bool:
    """Whether a soft finding may be acted upon without asking.

    Own decisions are added to the published ones; where there are enough of them and they alone show that
    the precision is too low, what was published counts no longer.
    """
    if own.count >= DECISIONS and own.bounds[1] < LOWER:
        return False
    together = published.at_most(PUBLISHED_WEIGHT).plus(own)
    return together.count >= DECISIONS and together.bounds[0] >= LOWER


def tally(newest_first: Iterable[Decision]) -> dict[Name, Tally]:
    """Count decisions by name. Of several on one case the newest holds: a pardon after weeks corrects."""
    tallies: dict[Name, Tally] = {}
    seen: set[int] = set()
    for each in newest_first:
        if each.case in seen:
            continue
        seen.add(each.case)
        for name in each.names:
            tallies[name] = _counted(tallies.get(name, Tally()), each)
    return tallies


def _counted(known: Tally, decision: Decision) -> Tally:
    if known.all.count >= KEPT:
        return known
    if decision.hard:
        return Tally(known.soft, known.hard.counted(decision.right))
    return Tally(known.soft.counted(decision.right), known.hard)


def leading_checks(offence: str, evidence: dict[str, object]) -> tuple[str, ...]:
    """Names of the checks that a case was opened on, from its evidence."""
    named = evidence.get("leading")
    if isinstance(named, list):
        return tuple(dict.fromkeys(str(each) for each in named))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    code = offence.rpartition(".")[2]
    checks = evidence.get("checks")
    rows: Sequence[object] = checks if isinstance(checks, list) else ()  # pyright: ignore[reportUnknownVariableType]
    told = [each for each in rows if isinstance(each, dict) and each.get("verdict") == code]  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
    return tuple(dict.fromkeys(str(each["name"]) for each in told))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
