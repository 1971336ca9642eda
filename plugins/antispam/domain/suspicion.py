"""The one score told of a message. It ranks: whatever is done, a likelier offence has the higher score.

The model's logit and what the words and signs tell beside it are added up with weights fitted to the training's
messages out of fold; a word that acts is worth its weight in logits and no more, so that a text which is no
advertisement otherwise stays below one that is.
"""

from collections.abc import Iterable, Sequence

from .combine import HURTS, Tally
from .policy import Thresholds
from .scores import score_of, score_of_abuse
from .soft import COMBINATION, MODEL, Doubts
from .verdict import Action, Check

_WORD, _OFFER = 1.8, 0.5
"""Logits of spam that a word that acts adds, and each point of what is offered."""
_OFFERS = 4.0
"""Points of offers that count, at most."""
_USUAL, _PER_ODD = 0.4, 14.0
"""The oddness that ordinary texts have at most, and the logits of spam that more of it adds."""
_BROKEN = 1.0
"""Logits of spam that a text gains where something was put between its characters."""
_INSULT, _MAYBE_INSULT = 1.5, 0.5
"""Logits of abuse that a word that acts adds, and one that has a person look."""
_SHOWN, _TAKEN, _LOWERED = 0.5, 0.6, 0.6
"""The least score of what is shown to a person and of what is taken away; the most of what the context excused."""
_QUIET = 0.45
"""A score that would be shown, of a message nobody is asked about, lies between this and a half."""
_SOFT = frozenset({MODEL, COMBINATION})
_NO_ACTION = Action.NONE


def suspicion(checks: Sequence[Check], tally: Tally, doubts: Doubts, limits: Thresholds) -> float:
    """From 0 to 1: half and more where something follows, below where nothing does. ``checks`` as they were weighed."""
    acting = [check for check in checks if check.action is not _NO_ACTION and not check.barred]
    told = max(_soft(checks, acting, tally, doubts, limits), _others(checks))
    if not acting:
        return told if told < _QUIET else _QUIET + (told - _QUIET) * (_SHOWN - _QUIET) / (1 - _QUIET) * 0.99
    if any(check.context for check in acting):
        told = min(told, _LOWERED)
    return max(told, _TAKEN if any(check.action is Action.RECALL for check in acting) else _SHOWN)


def _soft(checks: Sequence[Check], acting: Sequence[Check], tally: Tally, doubts: Doubts, limits: Thresholds) -> float:
    """What the model says, moved by words that act, and by offers where somebody can be reached."""
    if doubts.spam is None or doubts.abuse is None:
        return max((c.score for c in checks if not c.barred and (c.name in _SOFT or c.name == "words")), default=0.0)
    words = [check for check in acting if check.name == "words"] if acting else acting
    sure = bool(words) and any(check.hard and check.verdict not in HURTS for check in words)
    spam = _PER_ODD * (doubts.odd - _USUAL) if doubts.odd > _USUAL else 0.0
    if tally.broken:
        spam += _BROKEN
    if sure:
        spam += _WORD
    if tally.offers and (sure or tally.reach):
        spam += _OFFER * min(sum(weight for _, weight in tally.offers), _OFFERS)
    abuse = 0.0
    if words and (insults := [check.hard for check in words if check.verdict in HURTS]):
        abuse = _INSULT if any(insults) else _MAYBE_INSULT
    return max(
        score_of(doubts.spam, limits.model_review, limits.model_recall, spam),
        score_of_abuse(doubts.abuse, limits.abuse_review, abuse),
    )


def _others(checks: Iterable[Check]) -> float:
    """What is no matter of degree: leaks, files, links, floods, a group's own words."""
    told = 0.0
    for check in checks:
        if check.score > told and check.name not in _SOFT and check.name != "words" and not check.barred:
            told = check.score
    return told
