"""Figures of how well scores tell two kinds of messages apart."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def recall_at(scores: Floats, positive: Flags, false_rate: float) -> float:
    """The share of positives above the score that at most this share of the others exceeds."""
    return float((scores[positive] > bound(scores[~positive], false_rate)).mean())


def bound(scores: Floats, false_rate: float) -> float:
    """The score that at most this share of the scores exceeds."""
    ordered = np.sort(scores)[::-1]
    return float(ordered[min(int(false_rate * len(ordered)), len(ordered) - 1)])


def best_f1(scores: Floats, positive: Flags) -> float:
    return f1_at(scores, positive, best_threshold(scores, positive))


def best_threshold(scores: Floats, positive: Flags) -> float:
    """The score from which on flags have the highest F1."""
    order = np.argsort(-scores, kind="stable")
    f1 = 2 * np.cumsum(positive[order]) / (np.arange(1, len(order) + 1) + max(int(positive.sum()), 1))
    ranked = scores[order]
    parted = np.append(ranked[1:] < ranked[:-1], True)  # a limit cannot part equal scores
    return float(ranked[int(np.where(parted, f1, -1.0).argmax())])


def f1_at(scores: Floats, positive: Flags, threshold: float) -> float:
    flagged = scores >= threshold
    right = int((flagged & positive).sum())
    return 2 * right / max(int(flagged.sum()) + int(positive.sum()), 1)


def area(scores: Floats, positive: Flags) -> float:
    """Under the ROC curve: how often a positive scores above another; ties count half."""
    values, ranks_of = np.unique(scores, return_inverse=True)
    counts = np.bincount(ranks_of, minlength=len(values))
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[ranks_of]
    positives = int(positive.sum())
    others = len(scores) - positives
    return float((ranks[positive].sum() - positives * (positives + 1) / 2) / max(positives * others, 1))


def calibration_error(probabilities: Floats, positive: Flags, bins: int = 10) -> float:
    """How far probabilities are from what came true, on average over messages."""
    place = np.minimum((probabilities * bins).astype(int), bins - 1)
    gaps = [abs(float(probabilities[place == b].sum()) - float(positive[place == b].sum())) for b in range(bins)]
    return sum(gaps) / max(len(probabilities), 1)
