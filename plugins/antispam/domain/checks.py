"""The single checks. Each answers with name, verdict and evidence, also when it found nothing."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from .media.links import Link, LinkKind, judge_file
from .message import Sender
from .policy import FloodLimits, Policy
from .private.personal import Personal, find_personal, find_secrets
from .talk.window import WindowFacts
from .text.normalise import Normalised, normalise
from .text.words import Hit, Strength
from .verdict import Action, Check, Evidence

_CERTAIN = 0.97
_LIKELY = 0.9
_DOUBTFUL = 0.6
_LINK_ACTION = {
    LinkKind.DENIED: (Action.RECALL, _CERTAIN),
    LinkKind.LOOK_ALIKE: (Action.RECALL, _LIKELY),
    LinkKind.SIMILAR: (Action.REVIEW, _DOUBTFUL),
    LinkKind.PROGRAM: (Action.REVIEW, _DOUBTFUL),
    LinkKind.ADDRESS: (Action.REVIEW, _DOUBTFUL),
}
_NEWCOMER_LINKS = frozenset(
    {LinkKind.CHEAP, LinkKind.SHORT, LinkKind.INVITE, LinkKind.UNKNOWN, LinkKind.ODD, LinkKind.HIDDEN}
)
_MANY_PHONES = 3
COPIES = 3
"""Groups, or members anywhere, that make the same text a copy that was spread."""
_NAMES = ("words", "links", "files", "personal", "secrets", "flood", "repeats", "pieces")
_CLEAN = {name: Check(name) for name in _NAMES}


def check_words(hits: Sequence[Hit]) -> list[Check]:
    """One check for each category with words that count alone; one clean check where there is none."""
    strong = sorted((h for h in hits if h.word.strength is not Strength.EVIDENCE), key=lambda h: h.word.category)
    if not strong:
        return [_CLEAN["words"]]
    return [_category(category, list(group)) for category, group in groupby(strong, lambda h: h.word.category)]


def _category(category: str, hits: list[Hit]) -> Check:
    evidence = tuple(Evidence("word", h.word.text, h.span) for h in hits)
    if any(h.word.strength is Strength.ACT for h in hits):
        return Check("words", category, _CERTAIN if len(hits) > 1 else 0.95, Action.RECALL, evidence, hard=True)
    return Check("words", category, _DOUBTFUL, Action.REVIEW, evidence)


def check_links(links: Sequence[Link], sender: Sender) -> Check:
    """A link to a denied or look-alike host acts; other strangers are shown to a person where a newcomer posts them."""
    if not links:
        return _CLEAN["links"]
    evidence = tuple(Evidence(link.kind, link.text, link.span) for link in links)
    graded = [_LINK_ACTION[link.kind] for link in links if link.kind in _LINK_ACTION]
    if sender.is_newcomer and any(link.kind in _NEWCOMER_LINKS for link in links):
        graded.append((Action.REVIEW, _DOUBTFUL))
    if not graded:
        return Check("links", evidence=evidence)
    action, score = max(graded)
    return Check("links", "links", score, action, evidence, hard=action is Action.RECALL)


def check_files(names: Sequence[str], policy: Policy) -> Check:
    """Programs act, by whatever name; papers that may carry a program are shown to a person."""
    found = [(name, reason) for name in names if (reason := judge_file(name, policy.extensions))]
    if not found:
        return _CLEAN["files"]
    evidence = tuple(Evidence(reason, name) for name, reason in found)
    if all(reason == "macro" for _, reason in found):
        return Check("files", "links", _DOUBTFUL, Action.REVIEW, evidence)
    return Check("files", "links", _CERTAIN, Action.RECALL, evidence, hard=True)


def check_personal(text: Normalised) -> Check:
    """Identity and card numbers act, a phone number only beside private details."""
    found = find_personal(text)
    if not found:
        return _CLEAN["personal"]
    evidence = _personal_evidence(found)
    kinds = {p.kind for p in found}
    if kinds & {"identity", "bank_card"}:
        return Check("personal", "privacy", _CERTAIN, Action.RECALL, evidence, hard=True)
    plain = "身份证号码" in text.folded or len(found) >= _MANY_PHONES
    return Check("personal", "privacy", 0.8, Action.RECALL, evidence, hard=plain)


def check_secrets(text: Normalised, files: tuple[str, ...]) -> Check:
    found = find_secrets(text, files)
    if not found:
        return _CLEAN["secrets"]
    sure = any(p.kind in {"key", "password", "marking"} for p in found)
    action, score = (Action.RECALL, 0.95) if sure else (Action.REVIEW, _DOUBTFUL)
    return Check("secrets", "secrets", score, action, _personal_evidence(found), hard=sure)


def _personal_evidence(found: Iterable[Personal]) -> tuple[Evidence, ...]:
    return tuple(Evidence(p.kind, p.text, p.span) for p in found)


def check_flood(window: WindowFacts, limits: FloodLimits) -> Check:
    for count, limit, length in (
        (window.short_count, limits.short_messages, limits.short_window),
        (window.long_count, limits.long_messages, limits.long_window),
        (window.media_count, limits.long_messages, limits.long_window),
    ):
        if count > limit:
            evidence = Evidence("flood", f"{count} / {length.total_seconds():.0f} s")
            return Check("flood", "flood", _LIKELY, Action.RECALL, (evidence,), hard=True)
    return _CLEAN["flood"]


def check_repeats(window: WindowFacts, limits: FloodLimits, sender: Sender) -> Check:
    """One member's repeats act; what a newcomer spreads over groups is shown to a person.

    The same text from several is often a greeting or a list, so it is only noted.
    """
    seconds = f"{limits.repeat_window.total_seconds():.0f} s"
    if window.repeats >= limits.repeats:
        evidence = Evidence("repeat", f"{window.repeats} / {seconds}")
        return Check("repeats", "flood", _LIKELY, Action.RECALL, (evidence,), hard=True)
    found: list[Evidence] = []
    if window.copy_groups >= COPIES:
        found.append(Evidence("copy_groups", str(window.copy_groups)))
    if window.copy_members >= COPIES and window.copy_members > window.same_text_members:
        found.append(Evidence("copy_members", str(window.copy_members)))
    if window.same_text_members >= limits.same_text_members:
        found.append(Evidence("same_text", f"{window.same_text_members} / {seconds}"))
    if not found:
        return _CLEAN["repeats"]
    if sender.is_newcomer and window.copy_groups >= COPIES:
        return Check("repeats", "spam", _DOUBTFUL, Action.REVIEW, tuple(found))
    return Check("repeats", evidence=tuple(found), score=0.3)


def check_pieces(window: WindowFacts, joined: Check | None, policy: Policy) -> Check:
    """Words that act, put together from this message and the short ones before it; each piece alone was clean.

    ``joined`` is what the soft evidence makes of the pieces as one text.
    """
    if not window.pieces:
        return _CLEAN["pieces"]
    before = sum(map(len, window.pieces))
    hits = policy.words.find(normalise(window.joined))
    hits = [h for h in hits if h.word.strength is Strength.ACT and not h.word.whole]
    hits = [h for h in hits if h.span.start < before < h.span.end and h.word.text not in policy.allow]
    if hits:
        evidence = tuple(Evidence("pieces", h.word.text) for h in hits)
        return Check("pieces", hits[0].word.category, _LIKELY, Action.RECALL, evidence, hard=True)
    if joined is not None and joined.acts:
        evidence = (Evidence("pieces", window.joined),)
        return Check("pieces", joined.verdict, joined.score, joined.action, evidence)
    return _CLEAN["pieces"]
