"""Fitting the first reading: which texts single characters already tell to be plain talk."""
# scikit-learn and scipy are only partly typed.
# pyright: basic

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from ..domain.model.sieve import CHARACTERS, Line, Sieve, codes_of
from ..domain.text.normalise import Normalised, normalise
from ..domain.text.words import builtin_matcher
from . import fitting, measure
from .fitting import Flags, Floats, Matrix, Numbers

LOST, LOST_DISGUISED = 0.002, 0.01
"""Of the guilty texts without a listed word that the whole reading shows, the most that are taken for plain talk."""
_MOST = 32_767


@dataclass(frozen=True, slots=True)
class Labels:
    """A flag for each text. ``shown``: by the whole reading, out of fold. ``real``: no disguised copy."""

    spam: Flags
    abuse: Flags
    shown: Flags
    real: Flags

    @property
    def guilty(self) -> Flags:
        return self.spam | self.abuse


def sieve(texts: Sequence[str], labels: Labels, fold: Numbers, weights: Floats, seed: int) -> Sieve:
    """The limit is found on margins by fits on the other folds."""
    read = [normalise(text) for text in texts]
    matrix = _matrix(read)
    unlisted = np.array([not builtin_matcher().may_hold(text) for text in read], dtype=bool)
    margins = np.zeros(len(read))
    for number in set(fold.tolist()):
        inside = fold == number
        margins[inside] = _fit(matrix, labels.guilty, weights, ~inside, seed).margins(matrix[inside])
    caught = labels.guilty & labels.shown & unlisted
    shares = (labels.real, LOST), (~labels.real, LOST_DISGUISED)
    limit = min(_quantile(margins[caught & among], share) for among, share in shares)
    fitted = _fit(matrix, labels.guilty, weights, np.ones(len(read), dtype=bool), seed)
    step = float(np.abs(fitted.weights).max()) / _MOST or 1.0
    told = labels.real & unlisted
    return Sieve(
        np.rint(fitted.weights / step).astype(int).tolist(),
        fitted.bias,
        step,
        limit,
        _line(margins, labels.spam, told, limit),
        _line(margins, labels.abuse, told & ~labels.spam, limit),
    )


def _matrix(texts: Sequence[Normalised]) -> Matrix:
    found = [sorted(codes_of(text)) for text in texts]
    sizes = np.fromiter(map(len, found), np.int64, len(found))
    columns = np.fromiter((code for row in found for code in row), np.int32, int(sizes.sum()))
    values = np.repeat(1 / np.sqrt(np.maximum(sizes, 1)), sizes)
    return csr_matrix((values, columns, np.concatenate([[0], np.cumsum(sizes)])), shape=(len(texts), CHARACTERS))


def _fit(matrix: Matrix, guilty: Flags, weights: Floats, among: Flags, seed: int) -> fitting.Fitted:
    used = np.flatnonzero(among & (weights > 0))
    return fitting.fit(matrix[used], guilty[used], weights[used], 1.0, seed)


def _quantile(margins: Floats, share: float) -> float:
    """The margin that at most this share lies below; none does where there is nothing to learn from."""
    return -measure.bound(-margins, share) if len(margins) else -1e9


def _line(margins: Floats, positive: Flags, among: Flags, limit: float) -> Line:
    """As steep as over all texts; at the limit as likely as of those below it there are: few, and none ranks above."""
    if len(set(positive[among].tolist())) < 2:
        return Line(0.0, log(0.5 / (int(among.sum()) + 0.5)))
    fitted = LogisticRegression(C=1e6, max_iter=fitting.ROUNDS).fit(margins[among][:, None], positive[among])
    slope = max(float(fitted.coef_[0][0]), 0.0)
    below = among & (margins < limit)
    right, wrong = int((below & positive).sum()), int((below & ~positive).sum())
    return Line(slope, log((right + 0.5) / (wrong + 0.5)) - slope * limit)
