"""Labelled regulations: of this folder, and of the shared one where it is there."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plugins.charter.catalogue import vocabulary
from plugins.charter.domain.judge import read_regulation
from plugins.charter.domain.reading import ReadClause

OWN = Path(__file__).parent / "regulations"
SHARED = Path(__file__).resolve().parents[4] / "shared" / "regulations"


@dataclass(frozen=True)
class Label:
    path: str
    codes: frozenset[str]
    parameters: frozenset[str]


def labels(table: Path) -> dict[str, list[Label]]:
    """By document; ``document/path`` in the first column."""
    found: dict[str, list[Label]] = {}
    with table.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            document, _, path = row["clause"].partition("/")
            parameters = frozenset(p for p in row["parameters"].split(";") if p)
            label = Label(path, frozenset(row["capabilities"].split(",")), parameters)
            found.setdefault(document, []).append(label)
    return found


def read(file: Path) -> dict[str, ReadClause]:
    return {c.path: c for c in read_regulation(file.read_text(encoding="utf-8"), vocabulary()).clauses}


def f1(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> float:
    """Micro F1 of (wanted, found) pairs."""
    right = wrong = missed = 0
    for wanted, found in pairs:
        right += len(wanted & found)
        wrong += len(found - wanted)
        missed += len(wanted - found)
    return 2 * right / (2 * right + wrong + missed)
