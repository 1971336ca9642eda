"""How well scores part two kinds of messages. Plain functions over lists of numbers, higher meaning guiltier."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from math import inf, nextafter, sqrt


def auc(guilty: Sequence[float], innocent: Sequence[float]) -> float | None:
    """The chance that a guilty message scores above an innocent one; a tie counts half. None without either kind."""
    if not guilty or not innocent:
        return None
    ordered = sorted(innocent)
    won = sum(bisect_left(ordered, score) + bisect_right(ordered, score) for score in guilty)
    return won / (2 * len(guilty) * len(innocent))


def threshold_at(innocent: Sequence[float], share: float) -> float:
    """The score from which at most ``share`` of the innocent are flagged: just above the first who must not be.

    Infinite where there is nobody innocent: a rate needs somebody to be wrong about.
    """
    if not innocent:
        return inf
    ordered = sorted(innocent, reverse=True)
    allowed = int(len(ordered) * share + 1e-9)
    if allowed >= len(ordered):
        return -inf
    # That one must stay unflagged, and so must whoever scores the same.
    return nextafter(ordered[allowed], inf)


def recall_at(guilty: Sequence[float], innocent: Sequence[float], share: float) -> float | None:
    """The share of the guilty found where at most ``share`` of the innocent are flagged."""
    if not guilty or not innocent:
        return None
    limit = threshold_at(innocent, share)
    return sum(score >= limit for score in guilty) / len(guilty)


def f1(found: int, missed: int, wronged: int) -> float:
    """Of right, missed and wrong flags; 0 where nothing was found."""
    return 2 * found / (2 * found + missed + wronged) if found else 0.0


def f1_of(guilty: Iterable[bool], innocent: Iterable[bool]) -> float:
    """F1 of flags, one a message."""
    guilty = list(guilty)
    found = sum(guilty)
    return f1(found, len(guilty) - found, sum(innocent))


def best_f1(guilty: Sequence[float], innocent: Sequence[float]) -> tuple[float, float]:
    """The best F1 that any one threshold gives, and that threshold. The flattering figure: it knew the answers."""
    best, at = 0.0, inf
    scores = sorted({*guilty}, reverse=True)
    ups, downs = sorted(guilty), sorted(innocent)
    for limit in scores:
        found = len(ups) - bisect_left(ups, limit)
        wronged = len(downs) - bisect_left(downs, limit)
        value = f1(found, len(ups) - found, wronged)
        if value > best:
            best, at = value, limit
    return best, at


def interval(count: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's 95 % interval of a share; the whole range where nothing was counted."""
    if not total:
        return 0.0, 1.0
    share = count / total
    middle = share + z * z / (2 * total)
    spread = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
