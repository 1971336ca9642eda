"""The judgement of one message: every check looks, and ``deciding`` says what follows."""

from collections.abc import Mapping

from .checks import (
    COPIES,
    check_files,
    check_flood,
    check_links,
    check_personal,
    check_pieces,
    check_repeats,
    check_secrets,
    check_words,
)
from .combine import Tally, count
from .context import Context, read_context
from .deciding import Findings, decide
from .media.cards import judge_cards
from .media.checks import check_cards
from .media.links import Link, find_links, judge_url
from .message import Authored, Sender
from .policy import Policy, builtin_policy
from .soft import Doubts, check_combination, check_model
from .talk.window import WindowFacts
from .text.normalise import Normalised, normalise
from .text.patterns import find_signs
from .text.words import Hit, without_allowed
from .verdict import Action, Check, Verdict

Own = Mapping[int, float]
_NO_CONTEXT = Context()
_NO_WINDOW = WindowFacts()


def assess(
    message: Authored, window: WindowFacts, policy: Policy, text: Normalised | None = None, own: Own | None = None
) -> Verdict:
    """Judge what a member wrote by the policy in force.

    A code that no clause forbids never acts (no clause, no sanction); its check is still listed, as barred.
    An administrator's message is judged, but ``action`` is none. ``text`` is ``normalise(message.text)``
    where the caller has it, ``own`` the organisation's own weights.
    """
    text = text or normalise(message.text)
    hits, tally, doubts = _look(text, message, window, policy, own)
    checks = [
        *check_words(hits),
        check_model(doubts, policy),
        check_combination(tally, doubts, message.sender, policy),
        check_links(tally.links, message.sender),
        check_files(message.files, policy),
        check_cards(message.cards, message.sender, policy.forbids),
        check_personal(text),
        check_secrets(text, message.files),
        check_flood(window, policy.flood),
        check_repeats(window, policy.flood, message.sender),
        check_pieces(window, _joined(window, message.sender, policy, own), policy),
    ]
    found = any(check.action is not Action.NONE for check in checks)
    context = read_context(text, answers=message.answers or window.answers_question) if found else _NO_CONTEXT
    return decide(message, Findings(checks, tally, doubts), context, policy)


def _look(
    text: Normalised, message: Authored, window: WindowFacts, policy: Policy, own: Own | None
) -> tuple[list[Hit], Tally, Doubts]:
    """The words found, the soft evidence added up, and what the model thinks."""
    hits = _find_words(text, policy)
    links = _find_links(text, message, policy)
    cards = judge_cards(message.cards)
    tally = count(hits, find_signs(text), links, cards=cards, spread=window.copy_groups >= COPIES)
    return hits, tally, Doubts()


def _joined(window: WindowFacts, sender: Sender, policy: Policy, own: Own | None) -> Check | None:
    """What short messages in a row amount to as one text; None where there are none."""
    if not window.pieces:
        return None
    text = normalise(window.joined)
    _, tally, doubts = _look(text, Authored(window.joined), _NO_WINDOW, policy, own)
    return check_combination(tally, doubts, sender, policy)


def judge_line(message: Authored | str) -> dict[str, object]:
    """One line for the command line's ``judge``, by the built-in regulation, without its time.

    ``verdict`` says ``abuse`` for discrimination too.
    """
    message = Authored(message) if isinstance(message, str) else message
    verdict = assess(message, _NO_WINDOW, builtin_policy())
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
    links = find_links(text, policy.allowed_domains, policy.denied_domains)
    cards = (judge_url(url, policy.allowed_domains, policy.denied_domains) for url in message.urls)
    return links + [link for link in cards if link is not None]
