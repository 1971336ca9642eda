"""The judgement of one message: every check looks, and ``deciding`` says what follows."""

from collections.abc import Sequence

from .asking import NEARLY_SURE
from .checks import (
    COPIES,
    check_files,
    check_flood,
    check_homophones,
    check_links,
    check_own_words,
    check_pieces,
    check_repeats,
    check_words,
)
from .combine import Tally, count
from .context import read_context
from .deciding import Findings, asks, clean, decide
from .media.cards import judge_cards
from .media.checks import check_cards
from .media.links import Link, find_links, judge_url
from .message import Authored, Sender
from .model import builtin_model
from .policy import Policy, builtin_policy
from .private.checks import check_personal, check_secrets
from .soft import Doubts, check_combination, check_model, doubts_of
from .talk.window import WindowFacts
from .text.homophones import homophones
from .text.normalise import Normalised, normalise
from .text.patterns import find_signs, is_broken
from .text.words import Hit, without_allowed
from .verdict import Action, Check, Verdict

_NO_CARDS = Check("cards")
_NO_WINDOW = WindowFacts()


def assess(
    message: Authored,
    window: WindowFacts,
    policy: Policy,
    text: Normalised | None = None,
    doubts: Doubts | None = None,
) -> Verdict:
    """Judge what a member wrote by the policy in force.

    A code that no clause forbids never acts (no clause, no sanction); its check is still listed, as barred.
    An administrator's message is judged, but ``action`` is none. ``text`` is ``normalise(message.text)``
    where the caller has it, ``doubts`` what the model thinks of it.
    """
    text = text or normalise(message.text)
    doubts = doubts or doubts_of(text)
    heard = homophones(text)
    hits, tally = _look(text, message, window, policy, heard)
    if doubts.spam is not None and doubts.spam >= NEARLY_SURE and not tally.telling:
        tally = tally._replace(exchanged=builtin_model().exchanged(text))
    checks = [
        *check_words(hits, doubts),
        check_own_words(_own_words(text, policy)),
        check_model(text, doubts, tally, policy),
        check_combination(tally, doubts, message.sender, policy),
        check_links(tally.links, message.sender),
        check_files(message.files, policy),
        check_cards(message.cards, message.sender, policy.forbids) if message.cards else _NO_CARDS,
        check_personal(text, message.files),
        check_secrets(text, message.files, policy.secret_words),
        check_homophones(heard),
        check_flood(window, policy.flood),
        check_repeats(window, policy.flood, message.sender),
        check_pieces(window, _joined(window, message.sender, policy), policy),
    ]
    if not asks(checks):
        return clean(message, Findings(checks, tally, doubts), policy)
    context = read_context(text, answers=message.answers or window.answers_question)
    return decide(message, Findings(checks, tally, doubts), context, policy)


def _look(
    text: Normalised, message: Authored, window: WindowFacts, policy: Policy, heard: Sequence[Hit]
) -> tuple[list[Hit], Tally]:
    """The words found, and what may not act alone added up."""
    hits = _find_words(text, policy)
    links = _find_links(text, message, policy)
    cards = judge_cards(message.cards) if message.cards else ()
    spread = window.copy_groups >= COPIES
    broken = text.once(is_broken)
    tally = count(hits, find_signs(text, broken=broken), links, cards=cards, heard=heard, spread=spread)
    return hits, tally._replace(broken=True) if broken else tally


def _joined(window: WindowFacts, sender: Sender, policy: Policy) -> Check | None:
    """What short messages in a row amount to as one text; None where there are none."""
    if not window.pieces:
        return None
    text = normalise(window.joined)
    _, tally = _look(text, Authored(window.joined), _NO_WINDOW, policy, homophones(text))
    doubts = doubts_of(text)
    model = check_model(text, doubts, tally, policy)
    return model if model.action is Action.RECALL else check_combination(tally, doubts, sender, policy)


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
    return without_allowed(hits, text, policy.allow) if hits and policy.allow else hits


def _own_words(text: Normalised, policy: Policy) -> list[Hit]:
    if policy.additions is None and policy.expressions is None:
        return []
    hits = [hit for own in (policy.additions, policy.expressions) if own is not None for hit in own.find(text)]
    return without_allowed(hits, text, policy.allow) if hits and policy.allow else hits


def _find_links(text: Normalised, message: Authored, policy: Policy) -> list[Link]:
    links = find_links(text, policy.allowed_domains, policy.denied_domains)
    if not message.urls:
        return links
    cards = (judge_url(url, policy.allowed_domains, policy.denied_domains) for url in message.urls)
    return links + [link for link in cards if link is not None]
