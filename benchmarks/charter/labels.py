"""Labelled regulations: a folder with texts and ``clauses.tsv`` (clause, capabilities, parameters)."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plugins.charter.catalogue import vocabulary
from plugins.charter.domain.judge import read_regulation
from plugins.charter.domain.match import Vocabulary
from plugins.charter.domain.reading import ReadClause

TABLE = "clauses.tsv"


@dataclass(frozen=True)
class Label:
    """``parameters`` are ``name=value``."""

    path: str
    codes: frozenset[str]
    parameters: frozenset[str]


def labels(folder: Path) -> dict[str, list[Label]]:
    """By document, in the table's order; the first column is ``document/path``."""
    found: dict[str, list[Label]] = {}
    with (folder / TABLE).open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            document, _, path = row["clause"].partition("/")
            parameters = frozenset(p for p in row["parameters"].split(";") if p)
            label = Label(path, frozenset(row["capabilities"].split(",")), parameters)
            found.setdefault(document, []).append(label)
    return found


def file_of(folder: Path, document: str) -> Path:
    """The text of a labelled document, whatever its ending."""
    return next(file for file in sorted(folder.glob(f"{document}.*")) if file.name != TABLE)


def read(folder: Path, document: str, words: Vocabulary | None = None) -> dict[str, ReadClause]:
    """By path; of two clauses with one path the latter. ``words``: another vocabulary than the product's."""
    text = file_of(folder, document).read_text(encoding="utf-8")
    return {c.path: c for c in read_regulation(text, words or vocabulary()).clauses}


def f1(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> float:
    """Micro F1 of (wanted, found) pairs; 1 where there is nothing."""
    right = wrong = missed = 0
    for wanted, found in pairs:
        right += len(wanted & found)
        wrong += len(found - wanted)
        missed += len(wanted - found)
    return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0
