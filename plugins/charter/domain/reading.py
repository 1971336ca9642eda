"""A regulation that has been read: clauses, what each asks for and why that is thought, what is wrong with it.

These are the values that the rest of the charter keeps: a draft stores them, a reviewer changes them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

PRINCIPLE = "principle"
REFINEMENTS = frozenset({"notice.addressed"})
"""Codes of our own that say more exactly what another code asks; they are no capabilities to the outside."""
UNSURE = 0.6
"""Below this confidence a person should look before the duty is relied on."""
Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class ReadDuty:
    """One code that a clause asks for.

    ``confidence`` is from 0 to 1; ``words`` are those of the clause, or of the heading above it, that
    led to the code, in their order and none twice. ``proposed`` marks what a language model guessed:
    it never acts before a person has taken it over. ``served``: some area does something about it.
    """

    code: str
    via: str
    parameters: Mapping[str, str] = field(default_factory=dict[str, str])
    confidence: float = 1.0
    words: tuple[str, ...] = ()
    proposed: bool = False
    served: bool = True


@dataclass(frozen=True, slots=True)
class ReadClause:
    """``parent`` is the path of what it stands under, "" at the top; ``lead`` the headings above, outermost first."""

    path: str
    text: str
    duties: tuple[ReadDuty, ...]
    parent: str = ""
    lead: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """What was only proposed counts for nothing yet."""
        return tuple(duty.code for duty in self.duties if not duty.proposed)

    @property
    def capabilities(self) -> tuple[str, ...]:
        """Its codes as the outside knows them."""
        return tuple(code for code in self.codes if code not in REFINEMENTS) or self.codes

    @property
    def via(self) -> str:
        """The most that is done with any of its codes: auto, else assist, else show."""
        ways = {duty.via for duty in self.duties if not duty.proposed}
        return next((way for way in ("auto", "assist") if way in ways), "show")

    @property
    def parameters(self) -> dict[str, str]:
        """Those of all its duties; of two with the same name the first duty's."""
        found: dict[str, str] = {}
        for duty in self.duties:
            if not duty.proposed:
                found = {**duty.parameters, **found}
        return found

    @property
    def asks(self) -> bool:
        """Whether it asks for anything a program could do."""
        return any(code != PRINCIPLE for code in self.codes)

    @property
    def unserved(self) -> tuple[str, ...]:
        return tuple(
            duty.code for duty in self.duties if not duty.served and not duty.proposed and duty.code != PRINCIPLE
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """``kind``: numbering, vague, contradiction, impossible, unserved, unclear or missing.

    ``path`` is "" where the whole text is meant. ``severity``: an error must be mended before the text can
    be kept as it stands, a warning wants a decision, a hint may be passed over. ``proposal`` is the clause
    that would mend it, or "".
    """

    path: str
    kind: str
    text: str
    severity: Severity = "warning"
    proposal: str = ""


@dataclass(frozen=True)
class Reading:
    """``version`` and ``effective`` (a date, or ``publication``) are None where the text does not say."""

    title: str
    version: str | None
    effective: str | None
    clauses: tuple[ReadClause, ...]
    problems: tuple[Problem, ...] = ()

    def duties(self) -> Iterator[tuple[ReadClause, ReadDuty]]:
        for clause in self.clauses:
            for duty in clause.duties:
                yield clause, duty

    def coverage(self) -> dict[str, Any]:
        """How many clauses are served how; one that asks for something and gets nothing is unserved."""
        counts: dict[str, Any] = {"clauses": len(self.clauses), "auto": 0, "assist": 0, "show": 0, "unserved": 0}
        for clause in self.clauses:
            counts["unserved" if len(clause.unserved) == len(clause.codes) else clause.via] += 1
        counts["unserved_codes"] = sorted({code for clause in self.clauses for code in clause.unserved})
        return counts
