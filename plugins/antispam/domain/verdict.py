"""What judging answers: a verdict, its breaches, and every check with its evidence, also when clean."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from .private.found import SIGNS
from .text.normalise import Span

CLEAN = "clean"
CODES = frozenset(
    {"illegal", "politics", "porn", "violence", "gambling", "ads", "spam", "finance", "recruitment"}
    | {"rumor", "abuse", "discrimination", "secrets", "privacy", "links", "offtopic", "flood"}
)
"""The last parts of the moderation capabilities a clause can ask for."""
_TOLD = 6


class Action(IntEnum):
    """What enforce mode would do; a higher one outweighs a lower one."""

    NONE = 0
    REVIEW = 1
    RECALL = 2

    @property
    def word(self) -> str:
        return self.name.lower()


class Evidence(NamedTuple):
    """``sign`` names what was seen; ``span`` is its place in the judged text, None where it has none there."""

    sign: str
    text: str
    span: Span | None = None


class Check(NamedTuple):
    """``verdict`` is ``clean`` or a code. ``action`` is what this check asks for, looked at by itself.

    ``hard``: a rule that acts by itself; soft evidence only makes likely. ``context`` says what kept or lowered
    its action. ``barred``: no clause in force forbids that, so nothing follows.
    """

    name: str
    verdict: str = CLEAN
    score: float = 0.0
    action: Action = Action.NONE
    evidence: tuple[Evidence, ...] = ()
    hard: bool = False
    barred: bool = False
    context: str = ""

    @property
    def acts(self) -> bool:
        return self.action is not Action.NONE and not self.barred


@dataclass(frozen=True, slots=True)
class Breach:
    """One forbidden thing in a message: its code and the names of the checks that say so, the strongest first."""

    code: str
    score: float
    action: Action
    hard: bool
    checks: tuple[str, ...]


class Verdict(NamedTuple):
    """``breaches`` are ordered, the gravest first: it leads. ``action`` is none for those who are spared. ``text`` was
    judged; the spans of the evidence are places in it."""

    code: str
    score: float
    action: Action
    checks: tuple[Check, ...]
    text: str = ""
    breaches: tuple[Breach, ...] = ()

    def __repr__(self) -> str:
        """Without the text, which a log must not have."""
        return f"Verdict({self.code!r}, {self.score:.3f}, {self.action!r}, {[check.name for check in self.checks]})"

    @property
    def leading(self) -> Breach | None:
        return self.breaches[0] if self.breaches else None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of the checks that lead to this code."""
        return tuple(e for check in self.checks if check.verdict == self.code and check.acts for e in check.evidence)

    @property
    def masked(self) -> str:
        """The judged text, fit to be shown in the group.

        Blotted out is what any check that acts found, and every personal detail, also one that
        alone would be no breach. What was judged as a whole shows only how it begins.
        """
        shown = (e for c in self.checks for e in c.evidence if c.acts or e.sign in SIGNS)
        spans = [e.span for e in shown if e.span]
        if not spans and any(c.acts and c.name == "model" for c in self.checks):
            spans = [Span(_TOLD, len(self.text))]
        return mask(self.text, spans)


def mask(text: str, spans: Iterable[Span], sign: str = "＊") -> str:
    """``text`` with each span's visible characters replaced; spans may overlap and lie beyond the end."""
    hidden = {i for span in spans for i in range(span.start, min(span.end, len(text)))}
    return "".join(sign if i in hidden and not c.isspace() else c for i, c in enumerate(text))
