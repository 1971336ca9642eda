"""How far rules and votes are trusted: fitted on the later texts, which no rule was written looking at.

Each group of them is read with a model that learnt from all other texts. A logistic regression then weighs what speaks
for each code against what was labelled, first of each clause by itself, then with what the clauses around it ask for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from plugins.charter.catalogue import served
from plugins.charter.domain.decide import Weighed, first_sight, placed
from plugins.charter.domain.evidence import FIRST, SECOND, known_share
from plugins.charter.domain.learned import Beside, Learned
from plugins.charter.domain.match import Vocabulary, see

from .learning import Row, Table

GROUPS = 5
PENALTY, TOLERANCE = 1.0, 1e-9
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Text:
    """One later text: its candidates with their values, and whether each was labelled so."""

    rows: list[tuple[int, str, list[float]]]
    right: list[bool]
    clauses: int


def trusted(learnt: Table) -> Beside:
    texts: dict[str, list[Row]] = {}
    for row in learnt.rows:
        if row.document.startswith("later/"):
            texts.setdefault(row.document, []).append(row)
    if not texts:
        return learnt.beside
    names = list(texts)
    groups = [names[len(names) * i // GROUPS : len(names) * (i + 1) // GROUPS] for i in range(GROUPS)]
    models = ((group, learnt.model(group)) for group in groups)
    read = [[_read(texts[name], model) for name in group] for group, model in models]
    alone = _fit([(row, right) for group in read for text in group for row, right in _pairs(text.rows, text)], FIRST)
    second: list[tuple[list[float], bool]] = []
    for i, group in enumerate(read):
        others = [
            pair for j, texts_ in enumerate(read) if j != i for text in texts_ for pair in _pairs(text.rows, text)
        ]
        before = replace(learnt.beside, trust=_fit(others, FIRST))
        for text in group:
            weighed = Weighed(text.rows, _chances(text, before))
            second += _pairs(list(placed(weighed, text.clauses)), text)
    return replace(learnt.beside, trust=alone, trust_in_place=_fit(second, SECOND))


def _read(rows: Sequence[Row], model: Learned) -> Text:
    words = Vocabulary(served(), model)
    seen = [see(row.clause, words, model) for row in rows]
    found = first_sight(seen, known_share(seen), model).rows
    return Text(found, [code in rows[place].codes for place, code, _ in found], len(rows))


def _pairs(rows: list[tuple[int, str, list[float]]], text: Text) -> list[tuple[list[float], bool]]:
    return [(values, right) for (_, _, values), right in zip(rows, text.right, strict=True)]


def _chances(text: Text, beside: Beside) -> list[float]:
    weights = np.array([beside.trust[name] for name in FIRST])
    odds: Floats = np.array([values for _, _, values in text.rows]) @ weights
    return [float(chance) for chance in 1 / (1 + np.exp(-odds))]


def _fit(pairs: Sequence[tuple[list[float], bool]], names: Sequence[str]) -> dict[str, float]:
    """Logistic regression on values of equal spread; the first name is the constant."""
    values = np.array([row[1:] for row, _ in pairs], dtype=np.float64)
    right = np.array([label for _, label in pairs])
    centre, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=1 / PENALTY, solver="newton-cholesky", tol=TOLERANCE)
    fitted.fit((values - centre) / spread, right)
    weights: Floats = np.ravel(fitted.coef_) / spread
    constant = float(np.ravel(fitted.intercept_)[0] - (weights * centre).sum())
    return {name: round(float(weight), 4) for name, weight in zip(names, (constant, *weights), strict=True)}
