"""The exact 95 % interval of a share (Clopper and Pearson): right for few decisions and for none wrong."""

from math import exp, lgamma, log, log1p

CONFIDENCE = 0.95
_STEPS = 60
_TERMS = 400
_TINY = 1e-300
_CLOSE = 1e-14


def interval(right: float, wrong: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Lower and upper bound of the share of right ones.

    Counts may be fractions: a published record is scaled. Without any decision the interval is (0, 1).
    """
    tail = (1 - confidence) / 2
    lower = _quantile(tail, right, wrong + 1) if right > 0 else 0.0
    upper = _quantile(1 - tail, right + 1, wrong) if wrong > 0 else 1.0
    return lower, upper


def faultless_needed(lower: float, confidence: float = CONFIDENCE) -> int:
    """How many decisions, all of them right, bring the lower bound to ``lower``: 368 for 99 %."""
    needed = log((1 - confidence) / 2) / log(lower)
    return int(needed) + (needed > int(needed))


def _quantile(share: float, a: float, b: float) -> float:
    """The point below which the beta distribution has this share, by halving."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _below(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _below(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function; its fraction converges fast on the nearer side only."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """Lentz's way to work out the continued fraction."""
    d = 1 / _away(1 - (a + b) * x / (a + 1))
    c, value = 1.0, d
    for m in range(1, _TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away(1 + term * d)
            c = _away(1 + term / c)
            value *= d * c
        if abs(d * c - 1) < _CLOSE:
            break
    return value


def _away(value: float) -> float:
    """Never quite zero."""
    return value if abs(value) > _TINY else _TINY
