"""Sanctions, the steps they are combined to, and the ladder that leads from one step to the next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.durations import parse_duration

DEFAULT_MUTE = timedelta(minutes=10)
ALL = "all"
PER_CLAUSE = "clause"


class Sanction(StrEnum):
    """What may follow a breach. RECALL removes the message and warns of nothing else."""

    REMIND = "remind"
    RECALL = "recall"
    WARN = "warn"
    BULLETIN = "bulletin"
    MUTE = "mute"
    KICK = "kick"
    BAN = "ban"
    ESCALATE = "escalate"


_MAIN = (Sanction.REMIND, Sanction.WARN, Sanction.MUTE, Sanction.KICK, Sanction.BAN)
"""A step has one of these at most; the others may stand beside it, or alone."""
_ALONE = (Sanction.BULLETIN, Sanction.ESCALATE, Sanction.RECALL)
"""Of several that stand without a main one, the first here gives the step its name."""
_SEVERITY = (
    Sanction.REMIND,
    Sanction.RECALL,
    Sanction.WARN,
    Sanction.BULLETIN,
    Sanction.ESCALATE,
    Sanction.MUTE,
    Sanction.KICK,
    Sanction.BAN,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: a sanction, how long it lasts (mutes only), and what is done beside it.

    ``escalate``: a superior is told; ``recall``: the message goes; ``bulletin``: the group is told.
    """

    sanction: Sanction
    duration: timedelta | None = None
    escalate: bool = False
    recall: bool = False
    bulletin: bool = False

    @property
    def extras(self) -> tuple[str, ...]:
        """What stands beside the sanction, by the words of a ladder."""
        beside = (("recall", self.recall), ("bulletin", self.bulletin), ("escalate", self.escalate))
        return tuple(word for word, wanted in beside if wanted)

    @property
    def is_addition(self) -> bool:
        """Whether it names no main sanction: as an action it is added to the ladder's rung."""
        return self.sanction not in _MAIN

    def plus(self, other: "Step") -> "Step":
        """This step with whatever ``other`` asks beside its sanction; one that stands alone counts as beside."""
        return replace(
            self,
            escalate=self.escalate or other.escalate or other.sanction is Sanction.ESCALATE,
            recall=self.recall or other.recall or other.sanction is Sanction.RECALL,
            bulletin=self.bulletin or other.bulletin or other.sanction is Sanction.BULLETIN,
        )


@dataclass(frozen=True, slots=True)
class SanctionLadder:
    """Steps by the count of cases within ``window``; past the last rung the last is repeated.

    ``decay``: each quiet period of that length takes one rung off, see ``level``. ``count``: which
    cases count, those against the same clause (``clause``) or all of the member's (``all``).
    """

    steps: tuple[Step, ...]
    window: timedelta
    decay: timedelta | None = None
    count: str = ALL

    def __post_init__(self) -> None:
        if not self.steps or self.window <= timedelta(0):
            raise ValueError("a ladder needs a step and a window above zero")
        if self.decay is not None and self.decay <= timedelta(0):
            raise ValueError("a ladder decays after a time above zero")
        if self.count not in (ALL, PER_CLAUSE):
            raise ValueError(f"a ladder counts all cases or those of the clause, not {self.count!r}")


def level(prior: Iterable[datetime], ladder: SanctionLadder, now: datetime) -> int:
    """How many rungs the member stands above the ground, from their counted cases' opening times.

    A case younger than the window counts one whole rung. With ``decay`` each full period without a
    case, between two of them or since the last, takes one rung off; what was taken off stays off,
    and nobody falls below the ground.
    """
    reached, last = 0, None
    for opened in sorted(moment for moment in prior if now - moment < ladder.window):
        reached = _after_quiet(reached, last, opened, ladder.decay) + 1
        last = opened
    return _after_quiet(reached, last, now, ladder.decay)


def _after_quiet(reached: int, since: datetime | None, until: datetime, decay: timedelta | None) -> int:
    if decay is None or since is None:
        return reached
    return max(0, reached - max(0, (until - since) // decay))


def next_step(prior: Sequence[datetime], ladder: SanctionLadder, now: datetime) -> tuple[int, Step]:
    """The rung for a new case: its number from 1, and what it asks for.

    ``prior`` are the opening times of this member's counted cases (standing ones; not pardoned, not
    merely observed or proposed, no mere reminders), in any order; those older than the window do not
    count, nor does one of exactly its age.
    """
    rung = min(level(prior, ladder, now), len(ladder.steps) - 1)
    return rung + 1, ladder.steps[rung]


def severest(steps: Sequence[Step]) -> Step:
    """The gravest of several steps, with whatever any of them asks beside its sanction. At least one is needed."""
    chosen = max(steps, key=severity)
    for other in steps:
        chosen = chosen.plus(Step(Sanction.WARN, None, other.escalate, other.recall, other.bulletin))
    return chosen


def severity(step: Step) -> tuple[int, timedelta]:
    """Greater for what weighs more; of two mutes the longer one."""
    return _SEVERITY.index(step.sanction), step.duration or timedelta(0)


def parse_step(text: str) -> Step:
    """Read ``warn``, ``mute:1d+bulletin``, ``recall+remind``, ``kick+escalate``: parts in any order.

    Raises ValueError that quotes the step and says what is wrong with it.
    """
    parts = [part.strip() for part in text.split("+")]
    duration: timedelta | None = None
    named: list[Sanction] = []
    for part in parts:
        name, colon, length = part.partition(":")
        if name not in Sanction.__members__.values():
            raise _no_step(text, f"{name!r} is no sanction")
        sanction = Sanction(name)
        if sanction in named:
            raise _no_step(text, f"{name!r} stands there twice")
        if colon and sanction is not Sanction.MUTE:
            raise _no_step(text, "only a mute has a length")
        if colon and (duration := parse_duration(length)) is None:
            raise _no_step(text, f"{length!r} is no length of time")
        named.append(sanction)
    main = [sanction for sanction in named if sanction in _MAIN]
    if len(main) > 1:
        raise _no_step(text, f"{main[0].value!r} and {main[1].value!r} cannot stand together")
    first = main[0] if main else next(sanction for sanction in _ALONE if sanction in named)
    return Step(
        first,
        (duration or DEFAULT_MUTE) if first is Sanction.MUTE else None,
        escalate=Sanction.ESCALATE in named and first is not Sanction.ESCALATE,
        recall=Sanction.RECALL in named and first is not Sanction.RECALL,
        bulletin=Sanction.BULLETIN in named and first is not Sanction.BULLETIN,
    )


def _no_step(text: str, why: str) -> ValueError:
    return ValueError(f"not a step of a ladder: {text.strip()!r} ({why})")


def parse_ladder(text: str, window: timedelta, *, decay: timedelta | None = None, count: str = ALL) -> SanctionLadder:
    """Read ``warn>mute:10m>mute:1d>kick+escalate``.

    Raises ValueError that names the part which cannot be read.
    """
    return SanctionLadder(tuple(parse_step(part) for part in text.split(">")), window, decay, count)
