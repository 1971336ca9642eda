"""What follows from what was found: hard rules, soft evidence and context put together, a rule a sentence.

Nothing is looked for here and nothing is thrown away: every check comes out again, with what was made of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .combine import Tally
from .context import Context
from .message import Authored
from .policy import Policy
from .soft import COMBINATION, MODEL, Doubts
from .verdict import CLEAN, Action, Breach, Check, Verdict

_NOTHING, _UNASKED = Tally(), Doubts()
_SOFT = frozenset({MODEL, COMBINATION})
_HURTS = frozenset({"abuse", "discrimination", "violence", "rumor", "secrets"})
"""Words that hurt by being said, also when passed on. The rest are offers, which may be spoken about."""
_HARMS_ANYHOW = frozenset({"privacy", "secrets", "flood"})
"""What is done by the message itself, however it is meant."""
_INSULTS = frozenset({"abuse", "discrimination"})
_AGREED = 0.5
_MUCH_WORK = 1.0


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one message: the checks as each looks by itself, and the soft evidence behind two."""

    checks: Sequence[Check]
    tally: Tally = _NOTHING
    doubts: Doubts = _UNASKED


def decide(message: Authored, found: Findings, context: Context, policy: Policy) -> Verdict:
    """The verdict on one message.

    ``breaches`` hold one entry for each forbidden code that something follows for; the gravest leads. An
    administrator's message is judged, but nothing follows.
    """
    weighed = [_by_regulation(_in_context(check, message, found, context), policy) for check in found.checks]
    breaches = _breaches(weighed)
    if not breaches:
        return Verdict(CLEAN, _doubt(weighed), Action.NONE, tuple(weighed), message.text)
    leading = breaches[0]
    action = Action.NONE if message.sender.is_admin else leading.action
    return Verdict(leading.code, leading.score, action, tuple(weighed), message.text, breaches)


def _in_context(check: Check, message: Authored, found: Findings, context: Context) -> Check:
    """What is left of a check's action where the message is not what it looks like."""
    if check.action is Action.NONE:
        return check
    words, soft = check.name == "words", check.name in _SOFT
    if check.hard and not words and check.verdict in _HARMS_ANYHOW:
        return check
    # A warning or a question speaks about offers; one that says whom to write to is an offer itself.
    if (context.about or context.reports) and (check.verdict in _HURTS or not found.tally.contactable):
        return _at_most(check, Action.NONE if words and check.verdict not in _HURTS else Action.REVIEW, "about")
    # Whoever reports an offence has to repeat it, contact and all; whoever discusses an insult, the insult.
    if context.reports or (context.disputes and words and check.verdict in _INSULTS):
        return _at_most(check, Action.REVIEW, "reports")
    # Swearing at a thing is rude and no attack: against nobody in particular the whole text has to look like one.
    if words and check.verdict in _INSULTS and not context.directed and _sounds_harmless(found.doubts):
        return _at_most(check, Action.REVIEW, "undirected")
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


def _sounds_harmless(doubts: Doubts) -> bool:
    return doubts.abuse is not None and doubts.abuse < _AGREED


def _at_most(check: Check, action: Action, context: str) -> Check:
    if check.action <= action:
        return check
    if action is Action.NONE:
        return replace(check, verdict=CLEAN, action=action, score=min(check.score, 0.3), context=context)
    return replace(check, action=action, score=min(check.score, 0.6), context=context)


def _by_regulation(check: Check, policy: Policy) -> Check:
    """No clause, no sanction; and a clause that a person has to apply is never applied by the bot."""
    if check.verdict == CLEAN:
        return check
    rule = policy.rule(check.verdict)
    if rule is None:
        return replace(check, barred=True)
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


def _doubt(checks: Iterable[Check]) -> float:
    return max((check.score for check in checks if not check.barred and check.verdict == CLEAN), default=0.0)
