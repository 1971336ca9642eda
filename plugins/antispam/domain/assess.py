"""The judgement of one message: every check answers with its evidence, and the gravest one that may act decides."""

from collections.abc import Iterable

from .checks import (
    check_files,
    check_flood,
    check_links,
    check_personal,
    check_pieces,
    check_repeats,
    check_secrets,
    check_words,
)
from .combine import NAME as COMBINATION
from .combine import combine
from .media.links import Link, find_links, judge_url
from .message import Authored
from .policy import Policy, builtin_policy
from .talk.window import WindowFacts
from .text.normalise import Normalised, normalise
from .text.patterns import find_signs
from .text.words import Hit, without_allowed
from .verdict import CLEAN, Action, Check, Verdict

_NO_WINDOW = WindowFacts()


def assess(message: Authored, window: WindowFacts, policy: Policy, text: Normalised | None = None) -> Verdict:
    """Judge what a member wrote by the policy in force.

    A code that no clause forbids never acts (no clause, no sanction); its check is still listed, as barred.
    An administrator's message is judged, but ``action`` is none. ``text`` is ``normalise(message.text)``
    where the caller has it.
    """
    text = text or normalise(message.text)
    hits = _find_words(text, policy)
    links = _find_links(text, message, policy)
    signs = find_signs(text)
    found = [
        *check_words(text, hits, signs),
        combine(hits, signs, links, message.sender, forbidden=policy.forbids, limits=policy.thresholds),
        check_links(links, message.sender),
        check_files(message.files, policy),
        check_personal(text),
        check_secrets(text, message.files),
        check_flood(window, policy.flood),
        check_repeats(window, policy.flood),
        check_pieces(message.text, window, policy),
    ]
    return _decide(message, [_bar(check, policy) for check in found])


def judge_line(text: str) -> dict[str, object]:
    """One line for the command line's ``judge``, by the built-in regulation, without its time.

    ``verdict`` says ``abuse`` for discrimination too.
    """
    verdict = assess(Authored(text), _NO_WINDOW, builtin_policy())
    return {
        "verdict": _public(verdict.code),
        "score": round(verdict.score, 3),
        "action": verdict.action.word,
        "checks": [
            {"name": c.name, "verdict": _public(c.verdict), "evidence": [f"{e.sign}: {e.text}" for e in c.evidence]}
            for c in verdict.checks
        ],
    }


def _public(code: str) -> str:
    return "abuse" if code == "discrimination" else code


def _find_words(text: Normalised, policy: Policy) -> list[Hit]:
    hits = policy.words.find(text)
    if policy.additions is not None:
        hits += policy.additions.find(text)
    return without_allowed(hits, text, policy.allow) if hits and policy.allow else hits


def _find_links(text: Normalised, message: Authored, policy: Policy) -> list[Link]:
    links: list[Link] = []
    if "." in text.folded:
        links = find_links(text, policy.allowed_domains, policy.denied_domains)
    cards = (judge_url(url, policy.allowed_domains, policy.denied_domains) for url in message.urls)
    return links + [link for link in cards if link is not None]


def _bar(check: Check, policy: Policy) -> Check:
    if check.verdict == CLEAN or check.verdict in policy.forbids:
        return check
    return Check(check.name, check.verdict, check.score, check.action, check.evidence, barred=True)


def _decide(message: Authored, checks: list[Check]) -> Verdict:
    acting = [check for check in checks if check.acts]
    if not acting:
        return Verdict(CLEAN, _doubt(checks), Action.NONE, tuple(checks), message.text)
    # A named offence tells more than "spam": the combination only decides where no word did.
    gravest = max(acting, key=lambda c: (c.action, c.name != COMBINATION, c.score))
    action = Action.NONE if message.sender.is_admin else gravest.action
    return Verdict(gravest.verdict, gravest.score, action, tuple(checks), message.text)


def _doubt(checks: Iterable[Check]) -> float:
    return max((check.score for check in checks if not check.barred and check.verdict == CLEAN), default=0.0)
