"""The clauses of a text → the codes of what each asks for, with the words that led there."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from bot.domain.duties import DutyServed

from .context import LIST, Context, settle
from .decide import decide
from .evidence import Match, Seen
from .learned import Learned
from .parse import ParsedClause
from .reading import PRINCIPLE
from .words import IDIOMS, KINDNESS, WEAK_IDIOMS, WEAK_PHRASES

_SENTENCES = re.compile(r"[^。；;！!？?\n]+")
_PURPOSE = re.compile(
    r"为了?.{2,120}(?:制定|订立|制订).{0,12}(?:制度|规定|办法|规则|群规|公约|细则|守则)?|本[^,，。]{2,8}适用(?:于|范围).*"
    r"|本[^,，。]{1,8}所称[^。]{1,24}指[^。]{0,200}|(?:是|作为).{0,40}(?:平台|工具|渠道|场所)|遵守(?:本|该|以上|上述)(?!单位|公司|学校).{0,8}(?:制度|规定|群规|管理)"
)
_AIM = re.compile(r"^(?:目的|宗旨|背景|意义|目标|适用范围|适用对象|范围|管理对象)(?:和依据|与依据)?\s*(?:[:：\s]|$)")
"""A clause or a heading that says what the rules are for, and for whom."""
_COMES_IN = re.compile("(?:须|应|必须|均|都|可)[^,，。；;]{0,4}(?:入群|进群|加入)")
_AIMS = re.compile(r"(?:目标|目的|宗旨)(?:包括|如下|是|为)?\s*[:：]$")
_RELEASED = re.compile(
    r"(?:无需|不需要?|不必|毋需|无须|不用|免于|免)(?:再次?|予以|另行|一一|逐一|逐个|逐条)?(?:回复|回应|确认|审批|审核|申请|签到|报名|报备|通知)的?"
    r"|除[^,，。；;]{1,20}?(?:之外|以外|外)"
)
_SO_THAT = re.compile(
    "[,，](?:以便|以免|以(?=[^,，。；;]{0,3}(?:防|确保|保证|提高|提升|减少|保持|增强|维护|促进))|从而|(?:便于|方便)(?![^,，。；;]{0,6}(?:记录|查|留|追溯|核对))|"
    "(?:确保|保证|保障)(?![^,，。；;]{0,12}(?:畅|在线|开机|按时|按期|按质|回复|到位|到场|保密|安全))|避免(?=[^,，。；;]{0,16}(?:干扰|打扰|影响|误会|误解|丢失|浪费)))[^。；;]*$"
)
"""Why something is asked for asks for nothing more."""
_SAYS_ENOUGH = 8
"""Characters that a sentence has left at least when its reason is taken away."""
_KINDNESS = re.compile("|".join(KINDNESS))
_SURE, _INHERITED_SURE, _WEAKLY, _NOTHING_FOUND, _SUREST = 0.88, 0.75, 0.55, 0.5, 0.99
_HEADING_LEFT = 4
"""A heading's characters before what says purpose or scope: ``管理对象本制度适用于…``."""
_SHOWN = 4
"""Words told of one code at most."""
_INHERITED = frozenset(
    {"ticket", "exit.request", "group.lifecycle", "cleanup.members", "event.approval", "group.create"}
)
"""Codes of a list's lead that hold for each of its items."""


Phrases = re.Pattern[str] | None


@dataclass(frozen=True)
class Vocabulary:
    """What the areas declare and how regulations say it, ready to be searched."""

    served: Mapping[str, DutyServed]
    learned: Learned | None = None
    """Votes beside the rules; without it they decide alone."""

    @cached_property
    def patterns(self) -> dict[str, tuple[Phrases, Phrases]]:
        """By code: the phrases that ask for it, and those that do so only where nothing else is asked."""
        found: dict[str, tuple[Phrases, Phrases]] = {}
        for code in {**IDIOMS, **self.served}:
            duty = self.served.get(code)
            declared = sorted(duty.phrases, key=len, reverse=True) if duty is not None else []
            strong = [*IDIOMS.get(code, ()), *(re.escape(p) for p in declared if p not in WEAK_PHRASES)]
            weak = [*WEAK_IDIOMS.get(code, ()), *(re.escape(p) for p in declared if p in WEAK_PHRASES)]
            if strong or weak:
                found[code] = (_any_of(strong), _any_of(weak))
        return found

    def via(self, code: str) -> str:
        """``show`` where nothing serves the code: members can still read it."""
        duty = self.served.get(code)
        return duty.via if duty is not None else "show"


def _any_of(expressions: Sequence[str]) -> Phrases:
    return re.compile("|".join(expressions)) if expressions else None


def match_clauses(clauses: Sequence[ParsedClause], words: Vocabulary) -> list[tuple[Match, ...]]:
    """What each clause of a text asks for, in the order of the code list; ``principle`` alone where nothing."""
    if (learned := words.learned) is None:
        return [_in_order(clause, _ruled(by_rules(clause, words) or {}), words) for clause in clauses]
    taken = decide([see(clause, words, learned) for clause in clauses], learned)
    return [_in_order(clause, kept, words) for clause, kept in zip(clauses, taken, strict=True)]


def see(clause: ParsedClause, words: Vocabulary, learned: Learned) -> Seen:
    """What rules and model see in it, each by itself."""
    found, said = by_rules(clause, words), sentences(clause.text)
    told = learned.read(said, clause.lead, _RELEASED.sub("", clause.text)) if found is not None else {}
    context = Context(clause.lead, clause.text)
    return Seen(clause, context, found or {}, told, len(said), learned.familiar(clause.text), settled=found is None)


def by_rules(clause: ParsedClause, words: Vocabulary) -> dict[str, Match] | None:
    """What rules find in it; None where it says purpose or scope."""
    lead = clause.lead[-1] if clause.lead else ""
    if (_AIM.match(clause.text) and not _COMES_IN.search(clause.text)) or _AIM.match(lead) or _AIMS.search(lead):
        return None
    context = Context(clause.lead, clause.text)
    found: dict[str, Match] = {}
    for sentence in sentences(clause.text):
        asked = {match.code: match for match in _in_sentence(sentence, context, words)}
        for general in settle({code: not m.weak for code, m in asked.items()}):
            del asked[general]
        for match in asked.values():
            known = found.get(match.code)
            found[match.code] = _joined(known, match) if known is not None else match
    for general in settle({code: not m.weak for code, m in found.items()}, whole=True):
        del found[general]
    if not [m for m in found.values() if not m.weak]:
        for code in _codes_of_lead(lead, words):
            found.setdefault(code, Match(code, (lead,), _INHERITED_SURE, inherited=True))
    return found


def _ruled(found: Mapping[str, Match]) -> Mapping[str, Match]:
    """By the rules alone: what asks weakly counts only where nothing else is asked."""
    return {code: m for code, m in found.items() if not m.weak} or found


def _in_order(clause: ParsedClause, kept: Mapping[str, Match], words: Vocabulary) -> tuple[Match, ...]:
    if not kept:
        return (_principle(clause),)
    order = dict.fromkeys((*words.patterns, *kept))
    return tuple(kept[code] for code in order if code in kept)


def _joined(one: Match, other: Match) -> Match:
    """Two sentences of a clause that ask for the same: each makes the other surer."""
    words = tuple(dict.fromkeys((*one.words, *other.words)))
    sure = 1 - (1 - one.confidence) * (1 - other.confidence)
    return Match(one.code, words[:_SHOWN], min(sure, _SUREST), weak=one.weak and other.weak)


def _principle(clause: ParsedClause) -> Match:
    """Sure where the words say purpose or scope; else only nothing was found."""
    stated = _PURPOSE.search(clause.text)
    return Match(PRINCIPLE, (stated[0],) if stated else (), _SURE if stated else _NOTHING_FOUND)


def sentences(text: str) -> list[str]:
    """The sentences that ask for something: purpose, scope and what is released are left out."""
    kept: list[str] = []
    for sentence in _SENTENCES.findall(_RELEASED.sub("", text)):
        rest = _PURPOSE.sub("", sentence).strip(" ,，:：")
        asked = _SO_THAT.sub("", rest)
        if len(rest) > _HEADING_LEFT or rest == sentence.strip(" ,，:："):
            kept.append(asked if len(asked) >= _SAYS_ENOUGH else rest)
    return kept


def _in_sentence(sentence: str, context: Context, words: Vocabulary) -> Iterable[Match]:
    for code, (strong, weak) in words.patterns.items():
        sure = strong.search(sentence) if strong is not None else None
        hit = sure or (weak.search(sentence) if weak is not None else None)
        if hit is None or not context.admits(code, sentence):
            continue
        weak_only = sure is None
        said = tuple(dict.fromkeys(m[0] for m in islice(hit.re.finditer(sentence), _SHOWN)))
        yield Match(code, said, _confidence(len(said), weak=weak_only), weak=weak_only)
    if (kind := _KINDNESS.search(sentence)) is not None:
        yield Match("moderation.abuse", (kind[0],), _INHERITED_SURE)


def _confidence(hits: int, *, weak: bool) -> float:
    """Each further word that says the same takes half of the remaining doubt away."""
    return min(1 - (1 - (_WEAKLY if weak else _SURE)) / 2 ** (hits - 1), _SUREST)


def _codes_of_lead(lead: str, words: Vocabulary) -> Sequence[str]:
    if not LIST.search(lead):
        return ()
    return [m.code for m in _in_sentence(lead, Context(()), words) if m.code in _INHERITED]
