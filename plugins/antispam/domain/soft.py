"""Soft evidence as checks: what the model thinks of the text, and what weak signs amount to beside it."""

from collections.abc import Mapping
from math import exp
from typing import NamedTuple

from .asking import asked_for
from .combine import Tally
from .message import Sender
from .model import builtin_model
from .policy import Policy, Thresholds
from .scores import ACTING, SHOWN, logit, score_of, score_of_abuse
from .text.normalise import Normalised
from .verdict import CLEAN, Action, Check, Evidence

MODEL = "model"
COMBINATION = "combination"
Own = Mapping[int, float]
"""Weights an organisation has taught, by bucket."""
_NO_ACTION = Action.NONE
_NO_MODEL = Check(MODEL)
_NO_SIGNS = Check(COMBINATION)
_STEEPNESS = 1.6
_UNLIKELY = 0.1
"""Below this the model contradicts: signs alone then only ask a person."""
_NAMED = 3
"""Words told of at most whose characters were exchanged: the longest, for shorter ones may only be parts of them."""
_MAYBE = 0.3
"""From here it is looked at how the characters of a text go together."""
_LIKELY = 0.4
"""From here somebody looks at a text with a way to make contact, also where nothing else tells of spam."""
_TELLS, _TELLS_MOST = 0.7, 4.0
"""Logits of spam that a point of reach, offer or hype adds to the model's, and all of them together at most."""
_CORROBORATED = 0.6
"""Reach from which signs speak for the model: somebody can be written to."""
_QUIET = 0.9

_OF_SPAM, _OF_ABUSE = (
    tuple(Evidence(sign, f"{thousandth / 1000:.3f}") for thousandth in range(1001))
    for sign in ("model_spam", "model_abuse")
)
"""What the model's probabilities look like as evidence, made once."""


class Doubts(NamedTuple):
    """The model's calibrated probabilities; None where it was not asked.

    ``odd``: of what may be spam the share of characters, from 0 to 1, that ordinary writing does not have side by side.
    """

    spam: float | None = None
    abuse: float | None = None
    odd: float = 0.0


_UNASKED = Doubts()


def doubts_of(text: Normalised, own: Own | None = None) -> Doubts:
    """What the model thinks, moved by the organisation's own weights; nothing of a text without letters."""
    if not text.compact:
        return _UNASKED
    model = builtin_model()
    scores = model.score(text, own)
    return Doubts(scores.spam, scores.abuse, model.oddness(text) if scores.spam >= _MAYBE else 0.0)


def is_doubtful(doubts: Doubts, limits: Thresholds) -> bool:
    """Whether the model alone would have somebody look."""
    return (doubts.spam is not None and doubts.spam >= limits.model_review) or (
        doubts.abuse is not None and doubts.abuse >= limits.abuse_review
    )


def check_model(text: Normalised, doubts: Doubts, tally: Tally, policy: Policy) -> Check:
    """What the text as a whole looks like. Abuse is only ever shown to a person: what hurts cannot be counted."""
    if doubts.spam is None or doubts.abuse is None:
        return _NO_MODEL
    limits = policy.thresholds
    spam = score_of(doubts.spam, limits.model_review, limits.model_recall)
    abuse = score_of_abuse(doubts.abuse, limits.abuse_review)
    evidence = _OF_SPAM[round(doubts.spam * 1000)], _OF_ABUSE[round(doubts.abuse * 1000)]
    action = asked_for(text, doubts.spam, spam, doubts.odd, tally, policy) if spam >= SHOWN else _NO_ACTION
    if action is not _NO_ACTION:
        if action is Action.RECALL and spam < ACTING and doubts.odd:
            evidence = (*evidence, Evidence("exchanged", f"{doubts.odd:.0%}"))
        longest = sorted(tally.exchanged, key=lambda hit: hit.start - hit.end)[:_NAMED]
        evidence = (*evidence, *(Evidence("altered", hit.word.text, hit.span) for hit in longest))
        return Check(MODEL, _spam(policy), spam, action, evidence)
    if abuse >= SHOWN:
        return Check(MODEL, _abuse(policy), abuse, Action.REVIEW, evidence)
    return Check(MODEL, CLEAN, max(_unasked(spam), abuse), _NO_ACTION, evidence)


def check_combination(tally: Tally, doubts: Doubts, sender: Sender, policy: Policy) -> Check:
    """Everything that may not act alone, put together: points of the signs, and the model with them or against them."""
    if tally.empty:
        return _NO_SIGNS
    limits = policy.thresholds
    points = tally.points(sender)
    moved = _moved(tally, doubts, sender)
    action = max(_by_points(tally, points, doubts, limits), _with_model(tally, doubts, moved, limits))
    if moved is None:
        score = 1 / (1 + exp(_STEEPNESS * (limits.review - points)))
    else:
        score = score_of(moved, limits.model_review, limits.model_recall)
    if action is Action.NONE:
        return Check(COMBINATION, CLEAN, _unasked(score), Action.NONE, tally.evidence(places=False))
    score = max(score, SHOWN)
    return Check(COMBINATION, tally.code(policy.forbids), score, action, tally.evidence(places=True))


def _by_points(tally: Tally, points: float, doubts: Doubts, limits: Thresholds) -> Action:
    """An offer, a promise and a way to make contact are an advertisement by themselves, unless the model denies it."""
    if not tally.complete or points < limits.review:
        return Action.NONE
    denied = doubts.spam is not None and doubts.spam < _UNLIKELY
    return Action.REVIEW if points < limits.recall or denied else Action.RECALL


def _with_model(tally: Tally, doubts: Doubts, moved: float | None, limits: Thresholds) -> Action:
    """To act together, the model and the signs have both to tell of spam; to be shown, one has to be nearly sure."""
    if doubts.spam is None or moved is None:
        return Action.NONE
    halfway = (logit(limits.model_review) + logit(limits.model_recall)) / 2
    if tally.selling and logit(doubts.spam) >= halfway:
        return Action.RECALL
    likely = doubts.spam >= _UNLIKELY if tally.telling else doubts.spam >= _LIKELY and bool(tally.signs)
    shown = likely and tally.reach >= _CORROBORATED and moved >= limits.model_review
    return Action.REVIEW if shown else Action.NONE


def _moved(tally: Tally, doubts: Doubts, sender: Sender) -> float | None:
    """The model's probability as the signs move it."""
    if doubts.spam is None:
        return None
    points = tally.reach + tally.hype + sum(weight for _, weight in tally.offers)
    points += _CORROBORATED * (sender.is_newcomer + tally.spread)
    return 1 / (1 + exp(-logit(doubts.spam) - min(_TELLS * points, _TELLS_MOST)))


def _unasked(score: float) -> float:
    """A score below half, in the same order, for what nobody is asked about."""
    return score * _QUIET if score < SHOWN else SHOWN * _QUIET + (score - SHOWN) * (SHOWN - SHOWN * _QUIET)


def _spam(policy: Policy) -> str:
    return "spam" if "spam" in policy.forbids or "ads" not in policy.forbids else "ads"


def _abuse(policy: Policy) -> str:
    return "abuse" if "abuse" in policy.forbids or "discrimination" not in policy.forbids else "discrimination"
