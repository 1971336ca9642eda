"""Fitting weights with scikit-learn, and reading calibrated logits off what was left out of each fit."""
# scikit-learn and scipy are only partly typed.
# pyright: basic

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags_array
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from ..domain.model.features import BITS, buckets_of
from ..domain.model.file import MOST, SHORTEST, TYPICAL, Task, length, pack
from ..domain.text.normalise import normalise

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]

Matrix = Any
"""A sparse matrix of scipy, which has no types: a row for each text, a column for each bucket."""
ROUNDS = 300


@dataclass(frozen=True, slots=True)
class Fitted:
    """A weight for each bucket, for rows scaled to length one."""

    weights: Floats
    bias: float

    def margins(self, matrix: Matrix) -> Floats:
        return matrix @ self.weights + self.bias


@dataclass(frozen=True, slots=True)
class Line:
    """logit = (slope + growth · length) · margin + offset; ``lengths`` are logarithms, see ``file.length``."""

    slope: float
    offset: float
    growth: float

    def logits(self, margins: Floats, lengths: Floats) -> Floats:
        return (self.slope + self.growth * lengths) * margins + self.offset


def lengths(matrix: Matrix) -> Floats:
    """Of each row."""
    return np.array([length(int(size)) for size in np.diff(matrix.indptr)])


def vectors(texts: Sequence[str]) -> Matrix:
    """A row of buckets for each text, scaled to length one."""
    found = [sorted(buckets_of(normalise(text))) for text in texts]
    sizes = np.fromiter(map(len, found), np.int64, len(found))
    columns = np.fromiter((bucket for row in found for bucket in row), np.int32, int(sizes.sum()))
    values = np.repeat(1 / np.sqrt(sizes), sizes)
    return csr_matrix((values, columns, np.concatenate([[0], np.cumsum(sizes)])), shape=(len(texts), 1 << BITS))


def fit(matrix: Matrix, positive: Flags, weights: Floats, cost: float, seed: int, telling: float = 0.0) -> Fitted:
    """A linear support vector machine; ``cost`` is how dear a row on the wrong side is.

    ``telling``, from 0 to 1, is how much more a bucket may weigh whose share of the positive rows differs from that of
    the others (Wang and Manning, 2012).
    """
    dear = 1 - telling + telling * _differing(matrix, positive, weights) if telling else np.ones(1 << BITS)
    machine = LinearSVC(C=cost, random_state=seed, max_iter=ROUNDS)
    machine.fit(matrix @ diags_array(dear), positive, sample_weight=weights)
    return Fitted(np.ravel(machine.coef_) * dear, float(np.ravel(machine.intercept_)[0]))


def _differing(matrix: Matrix, positive: Flags, weights: Floats) -> Floats:
    """Of each bucket the logarithm of the ratio of its shares, on average 1 for those that are there."""
    there = matrix > 0
    ones, others = there.T @ (weights * positive) + 1, there.T @ (weights * ~positive) + 1
    ratios = np.abs(np.log(ones / ones.sum() / (others / others.sum())))
    return ratios / ratios[np.asarray(there.sum(axis=0)).ravel() > 0].mean()


def calibrate(margins: Floats, lengths: Floats, positive: Flags) -> Line:
    """From margins to logits (Platt), steeper for longer texts."""
    line = LogisticRegression(C=1e6, max_iter=ROUNDS).fit(np.column_stack([margins, margins * lengths]), positive)
    slope, growth = map(float, line.coef_[0])
    most = 0.9 * slope / log(TYPICAL / SHORTEST)  # so that a higher margin is never the lower logit
    return Line(slope, float(line.intercept_[0]), min(max(growth, 0.0), most))


def quantise(fitted: Fitted) -> tuple[npt.NDArray[np.int64], float]:
    """Whole numbers up to MOST, and what one step of them is worth."""
    step = float(np.abs(fitted.weights).max()) / MOST or 1.0
    return np.rint(fitted.weights / step).astype(np.int64), step


def task(fitted: Fitted, line: Line) -> Task:
    weights, step = quantise(fitted)
    return Task(pack(weights.tolist()), fitted.bias, step, line.slope, line.offset, line.growth)
