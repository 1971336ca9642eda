"""What ballots decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .given import share_of

QUORUM, MAJORITY = "50%", "50%"
"""Where the regulation states nothing: half of the members take part, more of them for it than against it."""
YES, NO, ABSTAIN = "yes", "no", "abstain"


@dataclass(frozen=True, slots=True)
class Outcome:
    """``needed``: how many had to take part. Those who abstain take part, and are neither for nor against."""

    eligible: int
    yes: int
    no: int
    abstained: int
    needed: int
    passed: bool

    @property
    def voted(self) -> int:
        return self.yes + self.no + self.abstained


def outcome_of(choices: Sequence[str], eligible: int, quorum: str, majority: str) -> Outcome:
    """``quorum`` is a share of who may vote, reached at least; ``majority`` one of those for and against together.

    Half means more than half; any other majority is reached at least. A share that cannot be read is the usual.
    """
    yes, no, abstained = choices.count(YES), choices.count(NO), choices.count(ABSTAIN)
    needed = _at_least(_share(quorum, QUORUM), eligible)
    share = _share(majority, MAJORITY)
    enough = 2 * yes > yes + no if share == Fraction(1, 2) else yes >= _at_least(share, yes + no) and yes > 0
    passed = eligible > 0 and len(choices) >= needed and enough
    return Outcome(eligible, yes, no, abstained, needed, passed)


def _share(text: str, usual: str) -> Fraction:
    value = share_of(text) or share_of(usual) or 0.5
    return Fraction(value).limit_denominator(100)


def _at_least(share: Fraction, of: int) -> int:
    """The share of a number, rounded up."""
    return -(-share.numerator * of // share.denominator)
