"""The first reading: single characters tell most talk from what could offend, and such talk is read no further."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import NamedTuple

from ..text.normalise import Normalised
from ..text.words import builtin_matcher
from .features import cut

CHARACTERS = 0x10000
"""Those beyond count as the two halves that UTF-16 makes of them, which weigh nothing."""


class Line(NamedTuple):
    """logit = slope · margin + offset."""

    slope: float
    offset: float


_FLAT = Line(1.0, 0.0)


def _nothing() -> Sequence[int]:
    return array("h", bytes(2 * CHARACTERS))


@dataclass(frozen=True, slots=True)
class Sieve:
    """margin = bias + step · sum of the weights of the different characters / √(their number).

    Where it is below ``limit`` and no listed word stands there, a text is plain talk; the lines then tell the logits.
    Without arguments nothing is.
    """

    weights: Sequence[int] = field(default_factory=_nothing)
    bias: float = 0.0
    step: float = 0.0
    limit: float = -1e9
    spam: Line = _FLAT
    abuse: Line = _FLAT

    def logits(self, text: Normalised) -> tuple[float, float] | None:
        """Of spam and of abuse; None where the text has to be read whole."""
        codes = codes_of(text)
        margin = self.bias + self.step * sum(map(self.weights.__getitem__, codes)) / sqrt(len(codes) or 1)
        if margin >= self.limit or builtin_matcher().may_hold(text):
            return None
        return self.spam.slope * margin + self.spam.offset, self.abuse.slope * margin + self.abuse.offset


def codes_of(text: Normalised) -> set[int]:
    """The different characters of what is read of a text, each below CHARACTERS."""
    return set(memoryview(cut(text.compact).encode("utf-16-le", "surrogatepass")).cast("H"))
