"""Probabilities as logits, and logits as the scores that are told of a message."""

from functools import lru_cache
from math import exp, log

SHOWN, ACTING = 0.5, 0.8
"""Scores from where a message is shown to a person, and from where it is taken away."""
_ABUSE_ABOVE = 0.12
"""By how much a score of abuse that is shown rises above half: what is surely spam ranks higher."""
_SPREAD = 3.0
_TINY = 1e-9


def scale(odds: float, shown: float, acting: float) -> float:
    """A logit as a score: half at the limit of being shown, .8 at that of acting, rising all the way."""
    low, high = _limit(shown), _limit(acting)
    if odds < low:
        return SHOWN / (1 + exp(-odds)) / shown
    if odds < high:
        return SHOWN + (ACTING - SHOWN) * (odds - low) / (high - low)
    return ACTING + (1 - ACTING) * (1 - exp((high - odds) / _SPREAD))


def score_of(spam: float, shown: float, acting: float, more: float = 0.0) -> float:
    """``scale`` of a probability's logit and ``more``; below the limit, where most are, without working that out."""
    return SHOWN * spam / shown if not more and spam < shown else scale(logit(spam) + more, shown, acting)


def score_of_abuse(abuse: float, shown: float, more: float = 0.0) -> float:
    """The same of ``scale_abuse``."""
    return SHOWN * abuse / shown if not more and abuse < shown else scale_abuse(logit(abuse) + more, shown)


def scale_abuse(odds: float, shown: float) -> float:
    """Lower than spam of the same probability: labels of abuse are less sure, and nothing is taken away for them."""
    low = _limit(shown)
    if odds < low:
        return SHOWN / (1 + exp(-odds)) / shown
    return SHOWN + _ABUSE_ABOVE * (1 - exp((low - odds) / _SPREAD))


def logit(probability: float) -> float:
    if not _TINY <= probability <= 1 - _TINY:
        probability = min(max(probability, _TINY), 1 - _TINY)
    return log(probability / (1 - probability))


_limit = lru_cache(maxsize=64)(logit)
"""The logit of a limit: there are a handful, and every message is held against them."""
