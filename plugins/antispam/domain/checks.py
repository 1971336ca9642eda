"""The single checks. Each answers with name, verdict and evidence, also when it found nothing."""

from collections.abc import Sequence
from itertools import groupby

from .media.links import Link, LinkKind, judge_file
from .message import Sender
from .policy import FloodLimits, Policy
from .soft import Doubts
from .talk.window import WindowFacts
from .text.normalise import normalise
from .text.words import Hit, Strength
from .verdict import Action, Check, Evidence

_CERTAIN = 0.97
_LIKELY = 0.9
_DOUBTFUL = 0.6
INSULTS = frozenset({"abuse", "discrimination"})
"""Words that many use without meaning anybody: a breach, and the least sure one."""
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
_SEVERAL = 2
"""No limit on repeats and copies is lower."""
COPIES = 3
"""Groups, or members anywhere, that make the same text a copy that was spread."""
_NAMES = ("words", "own_words", "links", "files", "homophones", "flood", "repeats", "pieces")
_CLEAN = {name: Check(name) for name in _NAMES}


def check_words(hits: Sequence[Hit], doubts: Doubts) -> list[Check]:
    """One check for each category with words that count alone; one clean check where there is none."""
    if not hits:
        return [_CLEAN["words"]]
    strong = [hit for hit in hits if hit.word.strength is not Strength.EVIDENCE]
    if not strong:
        return [_CLEAN["words"]]
    strong.sort(key=lambda hit: hit.word.category)
    return [_category(category, list(group), doubts) for category, group in groupby(strong, lambda h: h.word.category)]


def _category(category: str, hits: list[Hit], doubts: Doubts) -> Check:
    """A word acts whatever the model thinks; how sure that is, the model tells."""
    evidence = tuple(Evidence("word", h.word.text, h.span) for h in hits)
    if not any(h.word.strength is Strength.ACT for h in hits):
        return Check("words", category, _DOUBTFUL, Action.REVIEW, evidence)
    if category in INSULTS:
        score = 0.66 + 0.07 * (doubts.abuse if doubts.abuse is not None else 1.0)
    else:
        score = 0.6 + 0.37 * (_raised(doubts.spam) if doubts.spam is not None else 1.0)
    return Check("words", category, score, Action.RECALL, evidence, hard=True)


def _raised(probability: float) -> float:
    """The model's probability where a word acts beside it: its odds eight times as high."""
    return 8 * probability / (1 + 7 * probability)


def check_own_words(hits: Sequence[Hit]) -> Check:
    """What the group itself forbids acts: whoever wrote it there means it."""
    if not hits:
        return _CLEAN["own_words"]
    evidence = tuple(Evidence("own_word", h.word.text, h.span) for h in hits)
    return Check("own_words", hits[0].word.category, 0.95, Action.RECALL, evidence, hard=True)


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
    if not names:
        return _CLEAN["files"]
    found = [(name, reason) for name in names if (reason := judge_file(name, policy.extensions))]
    if not found:
        return _CLEAN["files"]
    evidence = tuple(Evidence(f"file_{reason}", name) for name, reason in found)
    if all(reason == "macro" for _, reason in found):
        return Check("files", "links", _DOUBTFUL, Action.REVIEW, evidence)
    return Check("files", "links", _CERTAIN, Action.RECALL, evidence, hard=True)


def check_homophones(heard: Sequence[Hit]) -> Check:
    """Words that are there by their sound: told of, and counted by the combination, never more."""
    if not heard:
        return _CLEAN["homophones"]
    return Check("homophones", evidence=tuple(Evidence("heard", h.word.text, h.span) for h in heard), score=0.2)


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
    if max(window.repeats, window.copy_groups, window.copy_members, window.same_text_members) < _SEVERAL:
        return _CLEAN["repeats"]
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
