"""What follows from what was found: hard rules, soft evidence and context put together, a rule a sentence.

Nothing is looked for here and nothing is thrown away: every check comes out again, with what was made of it.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .checks import INSULTS
from .combine import HURTS, Tally
from .context import Context, speaks_to_somebody
from .message import Authored
from .policy import Policy
from .soft import COMBINATION, MODEL, Doubts
from .suspicion import suspicion
from .verdict import CLEAN, Action, Breach, Check, Verdict

_NOTHING, _UNASKED = Tally(), Doubts()
_NAMING = frozenset({"words", COMBINATION})
_UNNAMED = frozenset({"spam", "ads"})
_SOFT = frozenset({MODEL, COMBINATION})
_HARMS_ANYHOW = frozenset({"privacy", "secrets", "flood"})
"""What is done by the message itself, however it is meant."""
_SWEARING = re.compile(
    "傻|煞|沙[比币雕]|s[ .]?b|2b|二逼|弱智|智障|脑残|脑瘫|逼样|逼崽|憨批|吃屎|卖批|人渣|黑人|偷|智商"
)
"""Insults that are said of things as well."""
_NO_ACTION = Action.NONE
_OUTSPOKEN = INSULTS | {"politics"}
_NO_OFFERS = HURTS | {"politics"}
"""What nobody names in passing."""
_QUOTED = re.compile('“[^”]{2,80}”|「[^」]{2,80}」|『[^』]{2,80}』|"[^"]{2,80}"')
_SAID = 8
_AGREED = 0.5
_DENIED = 0.07
_HARMLESS, _LONGER = 0.2, 11
_MUCH_WORK = 1.0


class Findings(NamedTuple):
    """All that was found in one message: the checks as each looks by itself, and the soft evidence behind two."""

    checks: Sequence[Check]
    tally: Tally = _NOTHING
    doubts: Doubts = _UNASKED


def decide(message: Authored, found: Findings, context: Context, policy: Policy) -> Verdict:
    """The verdict on one message.

    ``breaches`` hold one entry for each forbidden code that something follows for; the gravest leads. An
    administrator's message is judged, but nothing follows.
    """
    if not asks(found.checks):
        return clean(message, found, policy)
    checks = _named(found.checks)
    weighed = [
        _by_regulation(_in_context(check, message, found, context), policy) if check.verdict != CLEAN else check
        for check in checks
    ]
    breaches = _breaches(weighed)
    if not breaches:
        return clean(message, Findings(weighed, found.tally, found.doubts), policy)
    leading = breaches[0]
    action = Action.NONE if message.sender.is_admin else leading.action
    score = _score(weighed, found, policy)
    return Verdict(leading.code, score, action, tuple(weighed), message.text, breaches)


def asks(checks: Sequence[Check]) -> bool:
    """Whether any check asks for anything, looked at by itself."""
    return bool([check for check in checks if check.action])  # none is 0; most checks ask for nothing, so all are read


def clean(message: Authored, found: Findings, policy: Policy) -> Verdict:
    """The verdict where nothing follows; its score tells how near to something it was."""
    return Verdict(CLEAN, _score(found.checks, found, policy), _NO_ACTION, tuple(found.checks), message.text)


def _score(weighed: Sequence[Check], found: Findings, policy: Policy) -> float:
    """A regulation that forbids no advertisements has no use for what ranks them."""
    if policy.rule("spam") is None:
        return max((check.score for check in weighed if not check.barred), default=0.0)
    return suspicion(weighed, found.tally, found.doubts, policy.thresholds)


def _named(checks: Sequence[Check]) -> Sequence[Check]:
    """The model only knows "spam": where something names the offer, it speaks of the same breach."""
    named = next((c.verdict for c in checks if c.name in _NAMING and c.acts and c.verdict not in HURTS), None)
    if named is None:
        return checks
    return [c._replace(verdict=named) if c.name == MODEL and c.verdict in _UNNAMED else c for c in checks]


def _in_context(check: Check, message: Authored, found: Findings, context: Context) -> Check:
    """What is left of a check's action where the message is not what it looks like."""
    if check.action is Action.NONE:
        return check
    words, soft = check.name == "words", check.name in _SOFT
    if check.hard and not words and check.verdict in _HARMS_ANYHOW:
        return check
    if check.name == "own_words" and not context.reports:
        return check
    # A warning or a question speaks about offers; one that says whom to write to is an offer itself.
    if (context.about or context.reports) and (check.verdict in HURTS or not found.tally.contactable):
        return _at_most(check, Action.NONE if words and check.verdict not in HURTS else Action.REVIEW, "about")
    # Whoever reports an offence has to repeat it, contact and all; whoever discusses an insult, the insult.
    if context.reports or (context.disputes and words and check.verdict in INSULTS):
        return _at_most(check, Action.REVIEW, "reports")
    # Swearing at a thing is rude and no attack: against nobody in particular the whole text has to look like one.
    if words and check.verdict in INSULTS and _is_swearing(check, message.text, found.doubts, context):
        return _at_most(check, Action.REVIEW, "undirected")
    # A rude word in a longer text that is none, said to nobody, is most often part of another word.
    if words and check.verdict in _OUTSPOKEN and _is_unlike(check, message.text, found.doubts):
        return _at_most(check, Action.REVIEW, "unlike")
    # What somebody else offers stands in quotation marks; who offers it himself writes to whom outside of them.
    if words and check.verdict not in HURTS and not found.tally.contactable and _is_quoted(check, message.text):
        return _at_most(check, Action.REVIEW, "quoted")
    # One word of an offer in a text that is none, with nobody to write to and nothing to pay, is named in passing.
    if words and len(check.evidence) == 1 and check.verdict not in _NO_OFFERS and _is_denied(found):
        return _at_most(check, Action.REVIEW if check.hard else Action.NONE, "denied")
    return _softened(check, message, found, context) if soft and not found.tally.hidden else check


def _softened(check: Check, message: Authored, found: Findings, context: Context) -> Check:
    """Soft evidence is not enough against somebody who answers, is known by real messages, or talks of work."""
    if context.answers and not found.tally.promise:
        return _at_most(check, Action.REVIEW, "answers")
    if message.sender.is_trusted:
        return _at_most(check, Action.REVIEW, "trusted")
    if check.name == MODEL and found.tally.work >= _MUCH_WORK:
        return _at_most(check, Action.REVIEW, "work")
    return check


def _is_swearing(check: Check, text: str, doubts: Doubts, context: Context) -> bool:
    if doubts.abuse is None or doubts.abuse >= _AGREED:
        return False
    if not all(_SWEARING.search(evidence.text.lower()) for evidence in check.evidence):
        return False
    return not context.directed or not any(e.span and speaks_to_somebody(text, e.span) for e in check.evidence)


def _is_unlike(check: Check, text: str, doubts: Doubts) -> bool:
    if doubts.spam is None or doubts.abuse is None or doubts.spam >= _DENIED or doubts.abuse >= _HARMLESS:
        return False
    return all(
        e.span is not None
        and len(text) - (e.span.end - e.span.start) >= _LONGER
        and (check.verdict not in INSULTS or not speaks_to_somebody(text, e.span))
        for e in check.evidence
    )


def _is_quoted(check: Check, text: str) -> bool:
    """Whether all that was found stands within quotation marks, in a text that says something outside of them."""
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    said = len(text) - sum(end - start for start, end in quoted)
    return said >= _SAID and all(
        e.span is not None and any(start < e.span.start and e.span.end < end for start, end in quoted)
        for e in check.evidence
    )


def _is_denied(found: Findings) -> bool:
    tally, spam = found.tally, found.doubts.spam
    return spam is not None and spam < _DENIED and not (tally.businesslike or tally.contactable)


def _at_most(check: Check, action: Action, context: str) -> Check:
    if check.action <= action:
        return check
    if action is Action.NONE:
        return check._replace(verdict=CLEAN, action=action, score=min(check.score, 0.3), context=context)
    return check._replace(action=action, score=min(check.score, 0.6), context=context)


def _by_regulation(check: Check, policy: Policy) -> Check:
    """No clause, no sanction; and a clause that a person has to apply is never applied by the bot."""
    if check.verdict == CLEAN:
        return check
    rule = policy.rule(check.verdict)
    if rule is None:
        return check._replace(barred=True)
    return _at_most(check, Action.REVIEW, "assist") if rule.via == "assist" else check


def _breaches(checks: Iterable[Check]) -> tuple[Breach, ...]:
    """One for each code, the gravest first. A named offence tells more than "spam", a hard rule more than signs."""
    by_code: dict[str, list[Check]] = {}
    for check in sorted((c for c in checks if c.acts), key=_gravity, reverse=True):
        by_code.setdefault(check.verdict, []).append(check)
    return tuple(
        Breach(code, max(c.score for c in found), found[0].action, found[0].hard, tuple(c.name for c in found))
        for code, found in by_code.items()
    )


def _gravity(check: Check) -> tuple[int, bool, bool, float]:
    return check.action, check.hard, check.name not in _SOFT, check.score
