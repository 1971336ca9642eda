"""``python -m benchmarks.charter.learning``: fits the weights that ``plugins/charter`` reads clauses with.

Ridge regression of each code on the n-grams of labelled clauses: the tuned texts, ``phrases.tsv`` and the
labelled folders that are named. What is held out is never read here. The same texts give the same file.
"""

import argparse
import csv
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from plugins.charter.catalogue import WEIGHTS
from plugins.charter.domain.learned import Learned, ngrams, pack, unpack
from plugins.charter.domain.parse import parse

from .labels import file_of, labels

HERE = Path(__file__).parent
RIDGE = 0.6
LEAST_SHARE = 0.03
"""Weights below this share of the largest are left out: they move no decision."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """``document`` is empty for a phrase that belongs to none."""

    document: str
    text: str
    lead: tuple[str, ...]
    codes: frozenset[str]


def rows_of(folder: Path) -> list[Row]:
    found: list[Row] = []
    for document, wanted in labels(folder).items():
        clauses = {c.path: c for c in parse(file_of(folder, document).read_text(encoding="utf-8")).clauses}
        for label in wanted:
            if (clause := clauses.get(label.path)) is not None:
                found.append(Row(f"{folder.name}/{document}", clause.text, clause.lead, label.codes))
    return found


def phrases() -> list[Row]:
    with (HERE / "phrases.tsv").open(encoding="utf-8") as lines:
        return [
            Row("", row["text"], (), frozenset(row["capabilities"].split(",")))
            for row in csv.DictReader(lines, delimiter="\t")
        ]


class Table:
    """The rows as vectors, with their similarities worked out once: leaving some out is then quick."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        counted = [ngrams(row.text, row.lead) for row in rows]
        frequency = Counter(gram for grams in counted for gram in grams)
        self.grams = sorted(gram for gram, count in frequency.items() if count > 1)
        place = {gram: i for i, gram in enumerate(self.grams)}
        self.rarity = np.array([math.log(len(rows) / frequency[gram]) for gram in self.grams])
        self.vectors = np.zeros((len(rows), len(self.grams)))
        for i, grams in enumerate(counted):
            for gram, weight in grams.items():
                if gram in place:
                    self.vectors[i, place[gram]] = weight * self.rarity[place[gram]]
        self.vectors /= np.maximum(np.linalg.norm(self.vectors, axis=1, keepdims=True), 1e-9)
        self.codes = tuple(sorted({code for row in rows for code in row.codes}))
        self.wanted = np.array([[code in row.codes for code in self.codes] for row in rows], dtype=np.float64)
        self.alike = self.vectors @ self.vectors.T

    @cached_property
    def inverse(self) -> Floats:
        return np.linalg.inv(self.alike + RIDGE * np.eye(len(self.rows)))

    @cached_property
    def solved(self) -> Floats:
        """What each row counts for each code where all are learnt from."""
        return self.inverse @ self.wanted

    def fit(self, without: str = "") -> bytes:
        """The file of weights, learnt from all rows but those of one document.

        Those are taken out of what all rows gave, so that nothing is solved anew: the same as learning without them.
        """
        counts = self.solved.copy()
        left = np.array([bool(without) and row.document == without for row in self.rows])
        if left.any():
            theirs = np.linalg.solve(self.inverse[np.ix_(left, left)], self.solved[left])
            counts -= self.inverse[:, left] @ theirs
            counts[left] = 0
        weights: Floats = self.vectors.T @ counts
        scale = float(np.abs(weights).max()) / 127
        whole = np.rint(weights / scale).astype(int)
        least = LEAST_SHARE * 127
        rows = {
            gram: (
                float(self.rarity[i]),
                [(int(c), int(whole[i, c])) for c in np.flatnonzero(np.abs(whole[i]) >= least)],
            )
            for i, gram in enumerate(self.grams)
        }
        return pack(self.codes, rows, scale)

    def model(self, without: str = "") -> Learned:
        return unpack(self.fit(without))


def table(folders: Sequence[Path]) -> Table:
    return Table([*phrases(), *(row for folder in (HERE / "tuned", *folders) for row in rows_of(folder))])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.charter.learning", description=__doc__)
    parser.add_argument("--data", type=Path, action="append", default=[], help="a further labelled folder")
    options = parser.parse_args()
    learnt = table(options.data)
    data = learnt.fit()
    WEIGHTS.parent.mkdir(exist_ok=True)
    WEIGHTS.write_bytes(data)
    print(f"{WEIGHTS}: {len(learnt.rows)} clauses, {len(learnt.grams)} n-grams, {len(data) / 1024:.0f} kB")


if __name__ == "__main__":
    main()
