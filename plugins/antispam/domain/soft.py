"""Soft evidence as checks: what the model thinks, and what weak signs amount to beside it."""

from dataclasses import dataclass
from math import exp

from .combine import Tally
from .message import Sender
from .policy import Policy, Thresholds
from .verdict import CLEAN, Action, Check, Evidence

MODEL = "model"
COMBINATION = "combination"
_NO_MODEL = Check(MODEL)
_NO_SIGNS = Check(COMBINATION)
_STEEPNESS = 1.6
_UNLIKELY = 0.02
"""Below this the model contradicts: signs alone then only ask a person."""
_CORROBORATED = 1.5


@dataclass(frozen=True, slots=True)
class Doubts:
    """The model's calibrated probabilities; None where it was not asked."""

    spam: float | None = None
    abuse: float | None = None


def check_model(doubts: Doubts, policy: Policy) -> Check:
    """What the text as a whole looks like. Abuse is only ever shown to a person: what hurts cannot be counted."""
    if doubts.spam is None or doubts.abuse is None:
        return _NO_MODEL
    limits = policy.thresholds
    evidence = (Evidence("model_spam", f"{doubts.spam:.2f}"), Evidence("model_abuse", f"{doubts.abuse:.2f}"))
    if doubts.spam >= limits.model_review:
        action = Action.RECALL if doubts.spam >= limits.model_recall else Action.REVIEW
        return Check(MODEL, _spam(policy), max(doubts.spam, 0.5), action, evidence)
    if doubts.abuse >= limits.abuse_review:
        return Check(MODEL, _abuse(policy), max(doubts.abuse, 0.5), Action.REVIEW, evidence)
    return Check(MODEL, score=min(max(doubts.spam, doubts.abuse), 0.49), evidence=evidence)


def check_combination(tally: Tally, doubts: Doubts, sender: Sender, policy: Policy) -> Check:
    """Points of everything that may not act alone; the model speaks for or against them."""
    if tally.empty:
        return _NO_SIGNS
    limits = policy.thresholds
    points = tally.points(sender)
    action = _action(tally, points, doubts, limits)
    score = 1 / (1 + exp(-_STEEPNESS * (points - limits.review)))
    if action is Action.NONE:
        return Check(COMBINATION, CLEAN, min(score, 0.49), Action.NONE, tally.evidence(places=False))
    return Check(COMBINATION, tally.code(policy.forbids), max(score, 0.5), action, tally.evidence(places=True))


def _action(tally: Tally, points: float, doubts: Doubts, limits: Thresholds) -> Action:
    if not tally.complete or points < limits.review:
        corroborates = tally.reach > 0 and points >= _CORROBORATED
        backed = doubts.spam is not None and doubts.spam >= limits.model_review and corroborates
        return Action.RECALL if backed else Action.NONE
    if points < limits.recall:
        return Action.REVIEW
    denied = doubts.spam is not None and doubts.spam < _UNLIKELY
    return Action.REVIEW if denied else Action.RECALL


def _spam(policy: Policy) -> str:
    return "spam" if "spam" in policy.forbids or "ads" not in policy.forbids else "ads"


def _abuse(policy: Policy) -> str:
    return "abuse" if "abuse" in policy.forbids or "discrimination" not in policy.forbids else "discrimination"
