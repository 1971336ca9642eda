"""Sanctions and the ladder that leads from one to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.durations import parse_duration


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


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: a sanction, how long it lasts (mutes only), and whether a superior is told."""

    sanction: Sanction
    duration: timedelta | None = None
    escalate: bool = False


@dataclass(frozen=True, slots=True)
class SanctionLadder:
    """Steps by the count of cases within ``window``; past the last rung the last is repeated."""

    steps: tuple[Step, ...]
    window: timedelta

    def __post_init__(self) -> None:
        if not self.steps or self.window <= timedelta(0):
            raise ValueError("a ladder needs a step and a window above zero")


def next_step(prior: Sequence[datetime], ladder: SanctionLadder, now: datetime) -> tuple[int, Step]:
    """The rung for a new case: its number from 1, and what it asks for.

    ``prior`` are the opening times of this member's standing cases (not pardoned, not merely
    observed or proposed), in any order; those older than the window do not count.
    """
    recent = sum(1 for opened in prior if now - opened < ladder.window)
    rung = min(recent, len(ladder.steps) - 1)
    return rung + 1, ladder.steps[rung]


def parse_ladder(text: str, window: timedelta) -> SanctionLadder:
    """Read ``warn>mute:10m>mute:1d>kick+escalate``.

    Raises ValueError that names the part which cannot be read.
    """
    steps: list[Step] = []
    for part in text.split(">"):
        rung, *extras = part.strip().split("+")
        name, _, length = rung.partition(":")
        duration = parse_duration(length) if length else None
        if name not in Sanction.__members__.values() or (length and duration is None) or set(extras) - {"escalate"}:
            raise ValueError(f"not a step of a ladder: {part.strip()!r}")
        sanction = Sanction(name)
        if sanction is Sanction.MUTE and duration is None:
            duration = timedelta(minutes=10)
        steps.append(Step(sanction, duration, "escalate" in extras))
    return SanctionLadder(tuple(steps), window)
