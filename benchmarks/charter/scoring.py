"""How many paths, codes and parameters of labelled regulations are found."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from plugins.charter.domain.match import Vocabulary
from plugins.charter.domain.reading import ReadClause

from .labels import Label, f1, labels, read

Pair = tuple[frozenset[str], frozenset[str]]
"""What is wanted, and what was found."""


@dataclass
class Score:
    """Of one folder. ``explained`` counts the clauses that ask for something and tell via, words and confidence."""

    clauses: int = 0
    paths: int = 0
    strange: int = 0
    asking: int = 0
    explained: int = 0
    codes: list[Pair] = field(default_factory=list[Pair])
    parameters: list[Pair] = field(default_factory=list[Pair])
    documents: dict[str, float] = field(default_factory=dict[str, float])
    wrong: list[str] = field(default_factory=list[str])

    @property
    def codes_f1(self) -> float:
        return f1(self.codes)

    @property
    def parameters_f1(self) -> float:
        return f1(self.parameters)


def score(folder: Path, words: Callable[[str], Vocabulary] | None = None) -> Score:
    """``words`` gives each document the vocabulary it is read with; the product's where it is left out."""
    found = Score()
    for document, wanted in labels(folder).items():
        clauses = read(folder, document, words(document) if words is not None else None)
        before = len(found.codes)
        for label in wanted:
            found.clauses += 1
            if (clause := clauses.get(label.path)) is not None:
                found.paths += 1
                _compare(found, document, label, clause)
        found.strange += len(clauses.keys() - {label.path for label in wanted})
        found.documents[document] = f1(found.codes[before:])
    return found


def _compare(found: Score, document: str, label: Label, clause: ReadClause) -> None:
    codes = frozenset(clause.capabilities)
    stated = frozenset(f"{name}={value}" for name, value in clause.parameters.items())
    found.codes.append((label.codes, codes))
    found.parameters.append((label.parameters, stated))
    if label.codes != {"principle"}:
        found.asking += 1
        found.explained += clause.asks and all(duty.words and 0 < duty.confidence < 1 for duty in clause.duties)
    for wanted, got in ((label.codes, codes), (label.parameters, stated)):
        if wanted != got:
            missed, added = " ".join(sorted(wanted - got)), " ".join(sorted(got - wanted))
            found.wrong.append(f"{document}/{label.path}: missed [{missed}] added [{added}]")
