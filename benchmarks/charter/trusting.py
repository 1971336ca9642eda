"""How far rules and votes are trusted: fitted on the later texts, which no rule was written looking at.

Each group of them is read with a model that learnt from all other texts. A logistic regression then weighs what speaks
for each code against what was labelled: first of each clause by itself, alike for all codes; then for each code with
the votes for the others; then with what the clauses around it ask for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from plugins.charter.catalogue import served
from plugins.charter.domain.decide import by_itself, first_sight, placed, weighted
from plugins.charter.domain.evidence import FIRST, SECOND, known_share
from plugins.charter.domain.learned import Beside, Learned, Rivals, Told
from plugins.charter.domain.match import Vocabulary, see

from .learning import Row, Table

GROUPS = 5
PENALTY, TOLERANCE = 1.0, 1e-9
RIVALS_PENALTY, RIVALS_COUNT = 3.3, 0.3
"""Other votes count so much less than a code's own odds: they are many, and most tell nothing."""
LEAST_RIVAL, LEAST_RIGHT = 0.1, 10
"""Weights below this are left out, and codes that were right less often."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Text:
    """One later text: its candidates with their values, whether each was labelled so, and by clause all votes."""

    rows: list[tuple[int, str, list[float]]]
    right: list[bool]
    told: list[Mapping[str, Told]]


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
    second: list[tuple[list[float], bool]] = []
    for i, group in enumerate(read):
        before = _at_first([text for j, others in enumerate(read) if j != i for text in others], learnt.beside)
        for text in group:
            second += _pairs(list(placed(by_itself(text.rows, text.told, before), len(text.told))), text)
    alone = _at_first([text for group in read for text in group], learnt.beside)
    return replace(alone, trust_in_place=_fit(second, SECOND))


def _read(rows: Sequence[Row], model: Learned) -> Text:
    words = Vocabulary(served(), model)
    seen = [see(row.clause, words, model) for row in rows]
    found = first_sight(seen, known_share(seen), model).rows
    return Text(found, [code in rows[place].codes for place, code, _ in found], [each.told for each in seen])


def _pairs(rows: list[tuple[int, str, list[float]]], text: Text) -> list[tuple[list[float], bool]]:
    return [(values, right) for (_, _, values), right in zip(rows, text.right, strict=True)]


def _at_first(texts: Sequence[Text], beside: Beside) -> Beside:
    """With what is trusted of each clause by itself."""
    trust = _fit([pair for text in texts for pair in _pairs(text.rows, text)], FIRST)
    told: dict[str, list[tuple[float, Mapping[str, Told], bool]]] = {}
    for text in texts:
        for (place, code, values), right in zip(text.rows, text.right, strict=True):
            told.setdefault(code, []).append((weighted(values, trust, FIRST), text.told[place], right))
    often = {code: said for code, said in told.items() if sum(right for _, _, right in said) >= LEAST_RIGHT}
    return replace(beside, trust=trust, rivals={code: _rivals(said) for code, said in sorted(often.items())})


def _rivals(said: Sequence[tuple[float, Mapping[str, Told], bool]]) -> Rivals:
    codes = sorted(said[0][1])
    votes = np.array([[told[code].whole for code in codes] for _, told, _ in said])
    odds = np.array([[each] for each, _, _ in said])
    centre, spread = votes.mean(axis=0), (votes.std(axis=0) + 0.05) / RIVALS_COUNT
    fitted = LogisticRegression(C=1 / RIVALS_PENALTY, solver="newton-cholesky", tol=TOLERANCE)
    fitted.fit(np.hstack([odds, (votes - centre) / spread]), [right for _, _, right in said])
    slope, *raw = map(float, np.ravel(fitted.coef_))
    weights = np.array(raw) / spread
    kept = {code: round(float(w), 2) for code, w in zip(codes, weights, strict=True) if abs(w) >= LEAST_RIVAL}
    constant = float(np.ravel(fitted.intercept_)[0] - (weights * centre).sum())
    return Rivals(round(slope, 3), round(constant, 3), kept)


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
