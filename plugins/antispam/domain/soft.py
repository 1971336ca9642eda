"""Soft evidence as checks: what the model thinks of the text, and what weak signs amount to beside it."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import exp, log
from typing import NamedTuple

from .combine import Tally
from .media.links import Link, LinkKind
from .message import Sender
from .model import builtin_model
from .policy import Policy, Thresholds
from .text.normalise import Normalised, compact
from .text.patterns import is_broken
from .verdict import CLEAN, Action, Check, Evidence

MODEL = "model"
COMBINATION = "combination"
Own = Mapping[int, float]
"""Weights an organisation has taught, by bucket."""
_NO_MODEL = Check(MODEL)
_NO_SIGNS = Check(COMBINATION)
_STEEPNESS = 1.6
_UNLIKELY = 0.1
"""Below this the model contradicts: signs alone then only ask a person."""
_MAYBE = 0.3
"""From here it is looked at how the characters of a text go together."""
_LIKELY = 0.4
"""From here somebody looks at a text with a way to make contact, also where nothing else tells of spam."""
_TELLS, _TELLS_MOST = 0.7, 4.0
"""Logits of spam that a point of reach, offer or hype adds to the model's, and all of them together at most."""
_CORROBORATED = 0.6
"""Reach from which signs speak for the model: somebody can be written to."""
_ORDINARY_LINKS = frozenset({LinkKind.KNOWN, LinkKind.UNKNOWN, LinkKind.ODD})
_SENTENCE = 8
"""Hanzi from which a text says enough to be taken at its word."""
_SHORTEST, _WORD = 3, 4
"""Characters from which a text says anything to the model, and hanzi from which it is more than a number."""
_WATCHED = 0.55
"""The score from which so few hanzi are shown."""
_BEYOND, _BEYOND_UNNAMED, _BEYOND_PAY = 0.5, 2.0, 4.0
"""Logits past the acting limit that excuse a plain way to make contact, one without an account, and wages or prices,
as notices have them."""
_SHOWN, _HIDDEN, _ACTING = 0.5, 0.65, 0.8
"""Scores from where a message is shown to a person, taken away where its characters were put apart, or anyhow."""
_ODD, _LONG_ENOUGH = 0.4, 12
"""Oddness of a text of so many hanzi from which it acts earlier: trade names and jargon are odd in a short one."""
_EXCHANGED, _PER_ODD, _LEAST_ACTING = 0.9, 0.8, 0.55
"""The score from which it acts, less so much for all of its characters; and the least."""
_ABUSE_ABOVE = 0.12
"""By how much a score of abuse that is shown rises above half: what is surely spam ranks higher."""
_QUIET = 0.9
_SPREAD = 3.0
_TINY = 1e-9
_LONE = re.compile("(?<![a-z0-9])[a-z]{1,2}(?![a-z0-9])")
_FEW_INITIALS = 2

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
    spam = scale(logit(doubts.spam), limits.model_review, limits.model_recall)
    abuse = scale_abuse(logit(doubts.abuse), limits.abuse_review)
    evidence = _OF_SPAM[round(doubts.spam * 1000)], _OF_ABUSE[round(doubts.abuse * 1000)]
    action = (
        _asked(text, doubts.spam, spam, _acting(text, doubts.odd), tally, policy) if spam >= _SHOWN else Action.NONE
    )
    if action is not Action.NONE:
        if action is Action.RECALL and spam < _ACTING and doubts.odd:
            evidence = (*evidence, Evidence("exchanged", f"{doubts.odd:.0%}"))
        return Check(MODEL, _spam(policy), spam, action, evidence)
    if abuse >= _SHOWN:
        return Check(MODEL, _abuse(policy), abuse, Action.REVIEW, evidence)
    return Check(MODEL, score=max(_unasked(spam), abuse), evidence=evidence)


def _asked(text: Normalised, spam: float, score: float, acting: float, tally: Tally, policy: Policy) -> Action:
    """What the model alone may ask for; to act it needs a score of ``acting``.

    Numbers to call, groups to join, wages and prices stand in every notice, and a few words beside a number
    are no text: there, with nothing that tells of spam, it asks for less. Of what
    the group allows it asks nothing.
    """
    if is_broken(text):
        return Action.RECALL if score >= _HIDDEN else Action.REVIEW
    if tally.telling:
        return Action.RECALL if score >= acting else Action.REVIEW
    if _is_allowed(text, tally, policy):
        return Action.NONE
    if len(text.compact) < _SHORTEST and not tally.signs:
        return Action.NONE  # of two characters the words know more
    if not _is_wordy(text):
        if spam < policy.thresholds.model_recall and tally.links and not tally.signs and _are_ordinary(tally.links):
            return Action.NONE  # unless it is sure, whose link that is the check of links asks
        if tally.signs and not tally.offers and all(sign.kind == "mobile" for sign in tally.signs):
            return Action.NONE  # a name and whose number it is
        limit = _WATCHED if len(text.compact) < _SENTENCE or _hanzi(text) < _WORD else _SHOWN
        return Action.REVIEW if score >= limit else Action.NONE
    if not tally.businesslike:
        return Action.RECALL if score >= acting else Action.REVIEW
    named = tally.signs or tally.links or tally.cards  # else whoever reads it has to know the writer
    beyond = _BEYOND_PAY if tally.pays else _BEYOND if named else _BEYOND_UNNAMED
    if logit(spam) >= logit(policy.thresholds.model_recall) + beyond:
        return Action.RECALL
    return Action.REVIEW


def _acting(text: Normalised, odd: float) -> float:
    """The score from which a text acts: lower where hanzi were exchanged for others, which nobody does by chance."""
    if odd < _ODD or _hanzi(text) < _LONG_ENOUGH:
        return _ACTING
    return max(_LEAST_ACTING, _EXCHANGED - _PER_ODD * odd)


def _is_allowed(text: Normalised, tally: Tally, policy: Policy) -> bool:
    """Whether the group allows the sites that a message leads to, or a phrase that stands in it."""
    if policy.allowed_domains and tally.links and all(link.kind is LinkKind.KNOWN for link in tally.links):
        return True
    return any(form in text.compact for form in map(compact, policy.allow) if form)


def _are_ordinary(links: Sequence[Link]) -> bool:
    return all(link.kind in _ORDINARY_LINKS for link in links)


def _is_wordy(text: Normalised) -> bool:
    """Whether it is a sentence in hanzi, or would be one with its lone letters read as hanzi."""
    hanzi, most = _hanzi(text), len(text.compact)
    if hanzi >= _SENTENCE:
        return hanzi * 2 >= most or (hanzi + _initials(text)) * 2 >= most
    return hanzi > _WORD and hanzi + (initials := _initials(text)) >= _SENTENCE and (hanzi + initials) * 2 >= most


def _initials(text: Normalised) -> int:
    """Letters that may stand for hanzi: alone or by twos, and several of them."""
    count = sum(map(len, _LONE.findall(text.compact)))
    return count if count >= _FEW_INITIALS else 0


def _hanzi(text: Normalised) -> int:
    return sum("一" <= character <= "鿿" for character in text.compact)


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
        score = scale(logit(moved), limits.model_review, limits.model_recall)
    if action is Action.NONE:
        return Check(COMBINATION, CLEAN, _unasked(score), Action.NONE, tally.evidence(places=False))
    score = max(score, _SHOWN)
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
    return score * _QUIET if score < _SHOWN else _SHOWN * _QUIET + (score - _SHOWN) * (_SHOWN - _SHOWN * _QUIET)


def scale(odds: float, shown: float, acting: float) -> float:
    """A logit as a score: half at the limit of being shown, .8 at that of acting, rising all the way."""
    low, high = _limit(shown), _limit(acting)
    if odds < low:
        return _SHOWN / (1 + exp(-odds)) / shown
    if odds < high:
        return _SHOWN + (_ACTING - _SHOWN) * (odds - low) / (high - low)
    return _ACTING + (1 - _ACTING) * (1 - exp((high - odds) / _SPREAD))


def scale_abuse(odds: float, shown: float) -> float:
    """Lower than spam of the same probability: labels of abuse are less sure, and nothing is taken away for them."""
    low = _limit(shown)
    if odds < low:
        return _SHOWN / (1 + exp(-odds)) / shown
    return _SHOWN + _ABUSE_ABOVE * (1 - exp((low - odds) / _SPREAD))


def logit(probability: float) -> float:
    if not _TINY <= probability <= 1 - _TINY:
        probability = min(max(probability, _TINY), 1 - _TINY)
    return log(probability / (1 - probability))


_limit = lru_cache(maxsize=64)(logit)
"""The logit of a limit: there are a handful, and every message is held against them."""


def _spam(policy: Policy) -> str:
    return "spam" if "spam" in policy.forbids or "ads" not in policy.forbids else "ads"


def _abuse(policy: Policy) -> str:
    return "abuse" if "abuse" in policy.forbids or "discrimination" not in policy.forbids else "discrimination"
