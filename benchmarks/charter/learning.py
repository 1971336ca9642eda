"""``python -m benchmarks.charter.learning``: fits the weights that ``plugins/charter`` reads clauses with.

Ridge regression of each code on the n-grams of labelled clauses: the tuned texts, the later ones, ``phrases.tsv`` and
the labelled folders that are named. How far its votes and the rules are trusted is fitted in ``trusting.py``. What is
held out is never read here. The same texts give the same file.
"""

import argparse
import csv
import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, diags_array
from sklearn.linear_model import ridge_regression

from plugins.charter.catalogue import WEIGHTS
from plugins.charter.domain.learned import TALK_BITS, Beside, Learned, ngrams, pack, talk, unpack
from plugins.charter.domain.parse import ParsedClause, parse

from .labels import file_of, labels

HERE = Path(__file__).parent
TUNED, LATER = HERE / "tuned", HERE / "later"
RIDGE, TOLERANCE = 0.3, 1e-4
LEAST_TIMES = 2
"""Clauses that an n-gram stands in: one that was seen once teaches only its own clause by heart."""
RARITY = 0.7
"""Less than 1: how rare an n-gram is counts a little less than its logarithm."""
PHRASE_COUNTS = 0.5
"""A phrase teaches less than a clause of a text."""
LEAST_SHARE = 0.03
"""Weights below this share of the largest are left out: they move no decision."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """``document`` is empty for a phrase that belongs to none."""

    document: str
    clause: ParsedClause
    codes: frozenset[str]


def rows_of(folder: Path) -> list[Row]:
    found: list[Row] = []
    for document, wanted in labels(folder).items():
        clauses = {c.path: c for c in parse(file_of(folder, document).read_text(encoding="utf-8")).clauses}
        for label in wanted:
            if (clause := clauses.get(label.path)) is not None:
                found.append(Row(f"{folder.name}/{document}", clause, label.codes))
    return found


def phrases() -> list[Row]:
    with (HERE / "phrases.tsv").open(encoding="utf-8") as lines:
        return [
            Row("", ParsedClause("", row["text"]), frozenset(row["capabilities"].split(",")))
            for row in csv.DictReader(lines, delimiter="\t")
        ]


class Table:
    """The rows as vectors. What is fitted without some documents is kept until others are asked for."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        counted = [ngrams(row.clause.text, row.clause.lead) for row in rows]
        frequency = Counter(gram for grams in counted for gram in grams)
        self.grams = sorted(gram for gram, times in frequency.items() if times >= LEAST_TIMES)
        place = {gram: i for i, gram in enumerate(self.grams)}
        self.rarity = np.array([math.log(len(rows) / frequency[gram]) ** RARITY for gram in self.grams])
        known = [[(place[gram], weight) for gram, weight in grams.items() if gram in place] for grams in counted]
        values = [weight * self.rarity[column] for row in known for column, weight in row]
        columns = [column for row in known for column, _ in row]
        begins = np.cumsum([0, *map(len, known)])
        vectors = csr_array((values, columns, begins), shape=(len(rows), len(self.grams)))
        lengths = np.sqrt((vectors * vectors).sum(axis=1))
        self.vectors = csr_array(diags_array(1 / np.maximum(lengths, 1e-9)) @ vectors)
        self.codes = tuple(sorted({code for row in rows for code in row.codes}))
        self.wanted = np.array([[code in row.codes for code in self.codes] for row in rows], dtype=np.float64)
        self.counts = np.array([1.0 if row.document else PHRASE_COUNTS for row in rows])
        self.beside = Beside(common=self._common(), known_talk=_talk_of(rows))

    def _common(self) -> dict[str, float]:
        asked = Counter(
            code for row in self.rows if row.document.startswith(("tuned/", "later/")) for code in row.codes
        )
        return {code: round(math.log(asked[code] + 1), 3) for code in self.codes}

    def fit(self, without: Collection[str] = ()) -> bytes:
        """The file of weights, learnt from all rows but those of some documents."""
        kept = np.flatnonzero([not row.document or row.document not in without for row in self.rows])
        counts = self.counts[kept]
        fitted: Floats = ridge_regression(
            self.vectors[kept], self.wanted[kept], RIDGE, sample_weight=counts, solver="sparse_cg", tol=TOLERANCE
        )
        weights = fitted.T
        scale = float(np.abs(weights).max()) / 127
        whole = np.rint(weights / scale).astype(int)
        large = np.abs(whole) >= LEAST_SHARE * 127
        rows = {
            self.grams[i]: (float(self.rarity[i]), [(int(c), int(whole[i, c])) for c in np.flatnonzero(large[i])])
            for i in np.flatnonzero(large.any(axis=1))
        }
        return pack(self.codes, rows, scale, self.beside)

    def model(self, without: Collection[str] = ()) -> Learned:
        return unpack(self.fit(without))


def _talk_of(rows: Sequence[Row]) -> bytes:
    """The talk that rules were written looking at: that of the tuned texts and of the phrases."""
    bits = bytearray(TALK_BITS // 8)
    for row in rows:
        if not row.document or row.document.startswith("tuned/"):
            for at in talk(row.clause.text):
                bits[at >> 3] |= 1 << (at & 7)
    return bytes(bits)


def table(folders: Sequence[Path]) -> Table:
    """With how far rules and votes are trusted."""
    from .trusting import trusted  # it reads with models of a table

    learnt = Table([*phrases(), *(row for folder in (TUNED, LATER, *folders) for row in rows_of(folder))])
    learnt.beside = trusted(learnt)
    return learnt


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
