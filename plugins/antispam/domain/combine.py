"""Weak signs put together: an offer, a way to make contact and a promise make an advertisement."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from .media.links import Link, LinkKind
from .message import Sender
from .policy import Thresholds
from .text.normalise import Normalised
from .text.patterns import Sign
from .text.words import PLAIN_OFFER, TELLING, Hit, Strength
from .verdict import CLEAN, Action, Check, Evidence

NAME = "combination"
_CLEAN = Check(NAME)
_MARKS: tuple[str, ...] = ("contact", "hype", "earning", "work")
_LINK_WEIGHT = {
    LinkKind.UNKNOWN: 0.6,
    LinkKind.CHEAP: 1.2,
    LinkKind.SHORT: 0.8,
    LinkKind.INVITE: 1.5,
    LinkKind.ADDRESS: 0.8,
    LinkKind.LOOK_ALIKE: 1.6,
    LinkKind.PROGRAM: 1.0,
}
_CLOSED, _ABROAD = 3.6, 2.5
"""Invitations into closed channels act alone, open ones abroad are shown: work groups here need neither."""
_OFFER_CAP = 3.2
_HYPE_CAP = 1.5
_PROMISE_CAP = 1.8
_SECOND = 0.3
_NEWCOMER = 0.4
_REACHABLE, _ALONE = 0.6, 2.2
"""How plainly a way must be shown to count as one, and to count even with nothing offered."""
_WORK_CAP = 2.1
_REACH = frozenset({"contact", "disguised", "group", "handle", "mobile", "site"})
_STEEPNESS = 1.6
_TRADES = frozenset({"illegal", "porn", "gambling", "finance", "ads"})


@dataclass(slots=True)
class _Tally:
    """What was seen, by kind: points of each trade, of each other mark, and of the signs in the shape."""

    evidence: list[Hit]
    offers: dict[str, float]
    marks: dict[str, float]
    reach: float
    promise: float
    price: float

    def points(self, sender: Sender) -> float:
        """Every kind has its cap, so that much of one thing does not stand for the others."""
        total = self.reach + min(sum(self.offers.values()), _OFFER_CAP) + min(self.promise, _PROMISE_CAP) + self.price
        total += min(self.marks["hype"], _HYPE_CAP) - min(self.marks["work"], _WORK_CAP)
        return total + (_NEWCOMER if sender.is_newcomer and self.reach else 0.0)

    @property
    def complete(self) -> bool:
        """Whether somebody can be reached and something is offered or promised: no one sign acts alone."""
        told = bool(self.offers) or self.promise > 0 or self.marks["hype"] > 0.5 or self.reach >= _ALONE
        return _plain_offer(self.evidence) or (self.reach >= _REACHABLE and told)

    def code(self, forbidden: frozenset[str]) -> str:
        """The forbidden trade that weighs most, else ``spam`` (``ads`` where only that is forbidden)."""
        known = {code: weight for code, weight in self.offers.items() if code in forbidden and weight >= 1.0}
        if known:
            return max(known, key=lambda code: known[code])
        return "spam" if "spam" in forbidden or "ads" not in forbidden else "ads"


def combine(
    hits: Sequence[Hit],
    signs: Sequence[Sign],
    links: Sequence[Link],
    sender: Sender,
    *,
    forbidden: frozenset[str],
    limits: Thresholds,
) -> Check:
    """The check of everything that may not act alone: points are added up, and compared with the limits."""
    evidence = [h for h in hits if h.word.strength is Strength.EVIDENCE]
    if not signs and not links and all(h.word.category == "work" for h in evidence):
        return _CLEAN
    tally = _count(evidence, signs, links)
    points = tally.points(sender)
    action = _action(points, limits) if tally.complete else Action.NONE
    score = 1 / (1 + exp(-_STEEPNESS * (points - limits.review)))
    acts = action is not Action.NONE
    # Places are only worked out for what may have to be masked: that is the dear part.
    told = (h for h in evidence if h.word.category != "work")
    shown = [Evidence(h.word.category, h.word.text, h.span if acts else None) for h in told]
    shown += [Evidence(s.kind, s.text, s.span) for s in signs]
    shown += [Evidence(link.kind, link.text, link.span) for link in links if link.kind in _LINK_WEIGHT]
    if not acts:
        return Check(NAME, CLEAN, round(min(score, 0.49), 3), Action.NONE, tuple(shown))
    return Check(NAME, tally.code(forbidden), round(max(score, 0.5), 3), action, tuple(shown))


def _count(evidence: list[Hit], signs: Sequence[Sign], links: Sequence[Link]) -> _Tally:
    offers: dict[str, float] = {}
    marks = dict.fromkeys(_MARKS, 0.0)
    for word in {h.word.text: h.word for h in evidence}.values():
        side = marks if word.category in marks else offers
        side[word.category] = side.get(word.category, 0.0) + word.weight
    return _Tally(
        evidence,
        offers,
        marks,
        reach=_reach(marks["contact"], signs, links),
        promise=max([marks["earning"], *(s.weight for s in signs if s.kind == "earning")]),
        price=max((s.weight for s in signs if s.kind == "price"), default=0.0),
    )


def _plain_offer(evidence: Sequence[Hit]) -> bool:
    """Several different signs of one trade: those who want it know where to ask."""
    telling = {h.word.text: h.word.category for h in evidence if h.word.weight >= TELLING}
    return any(list(telling.values()).count(category) >= PLAIN_OFFER for category in _TRADES)


def _reach(words: float, signs: Sequence[Sign], links: Sequence[Link]) -> float:
    """How plainly the message says where to go: the strongest way counts full, a second one a little."""
    ways = [s.weight for s in signs if s.kind in _REACH]
    ways += [_weigh(link) for link in links if link.kind in _LINK_WEIGHT]
    ways = sorted([*ways, min(words, 1.5)], reverse=True)
    return ways[0] + _SECOND * sum(ways[1:3])


def _weigh(link: Link) -> float:
    return _CLOSED if link.closed else _ABROAD if link.abroad else _LINK_WEIGHT[link.kind]


def _action(points: float, limits: Thresholds) -> Action:
    if points >= limits.recall:
        return Action.RECALL
    return Action.REVIEW if points >= limits.review else Action.NONE


_WARNING = re.compile(
    "谨防|警惕|防范|诈骗|反诈|防骗|骗局|举报|严禁|禁止|打击|查处|取缔|涉嫌|不要相信|不要轻信|切勿|请勿|违法|犯罪|被骗|抓获|判刑"
    "|通报|别信|抵制|远离|有人(?:发|在|冒充)|骂我|骂人|被骂|辱骂|撤回|被踢|案例|法律|新闻|报道|宣传|禁毒|讲座|是什么意思"
    "|群里.{0,6}(?:发|刷)|为什么|吗[?？]?$|怎么办"
)


def speaks_about(text: Normalised) -> bool:
    """Whether the message warns of, reports or asks about an offence rather than committing it."""
    return _WARNING.search(text.folded) is not None
