"""Weak signs put together: an offer, a way to make contact and a promise make an advertisement."""

from collections.abc import Sequence
from typing import NamedTuple

from .media.cards import CardSign
from .media.links import Link, LinkKind
from .message import Sender
from .text.patterns import Sign
from .text.words import PLAIN_OFFER, TELLING, Hit, Strength
from .verdict import Evidence

_ACT = Strength.ACT
_MARKS: tuple[str, ...] = ("contact", "hype", "earning", "work")
_LINK_WEIGHT = {
    LinkKind.UNKNOWN: 0.6,
    LinkKind.CHEAP: 1.2,
    LinkKind.SHORT: 0.8,
    LinkKind.INVITE: 1.5,
    LinkKind.ADDRESS: 0.8,
    LinkKind.LOOK_ALIKE: 1.6,
    LinkKind.SIMILAR: 1.2,
    LinkKind.ODD: 0.5,
    LinkKind.HIDDEN: 1.6,
    LinkKind.PROGRAM: 1.0,
}
_CARD_REACH, _CARD_OFFER = 1.5, 1.2
_WAY_CARDS = frozenset({"contact_card", "group_card"})
_CLOSED, _ABROAD = 3.6, 2.5
"""Invitations into closed channels act alone, open ones abroad are shown: work groups here need neither."""
_OFFER_CAP = 3.2
_HYPE_CAP = 1.5
_PROMISE_CAP = 1.8
_SECOND = 0.3
_NEWCOMER = 0.4
_SPREAD = 0.8
_HEARD = 1.2
_DOUBTFUL_WORD = 2.0
"""The most a single word counts, also one that has a person look."""
_REACHABLE, _ALONE = 0.6, 2.2
"""How plainly a way must be shown to count as one, and to count even with nothing offered."""
_TOLD_WHERE = 0.9
_PRAISE = 0.6
_SHADY = frozenset({LinkKind.CHEAP, LinkKind.LOOK_ALIKE, LinkKind.HIDDEN})
_WORK_CAP = 2.1
_REACH = frozenset({"contact", "disguised", "group", "handle", "mobile", "site"})
_PLAIN_WAYS = frozenset({"contact", "disguised", "handle"})
HURTS = frozenset({"abuse", "discrimination", "violence", "rumor", "secrets"})
"""Words that hurt by being said, also when passed on. The rest are offers, which may be spoken about."""
_TRADES = frozenset({"illegal", "porn", "gambling", "finance", "ads"})


class Tally(NamedTuple):
    """What was seen that may not act alone, by kind: points of each trade, each other mark, and each sign in the shape.

    ``reach``: how plainly the message says where to go. ``spread``: the sender posted it in several groups.
    ``broken``: something was put between its characters. ``exchanged``: words that tell of an offer, were their
    characters not exchanged; only looked for where the model is nearly sure.
    """

    words: Sequence[Hit] = ()
    signs: Sequence[Sign] = ()
    links: Sequence[Link] = ()
    cards: Sequence[CardSign] = ()
    offers: tuple[tuple[str, float], ...] = ()
    hype: float = 0.0
    work: float = 0.0
    reach: float = 0.0
    promise: float = 0.0
    price: float = 0.0
    spread: bool = False
    broken: bool = False
    exchanged: Sequence[Hit] = ()

    @property
    def empty(self) -> bool:
        return not (self.signs or self.links or self.offers or self.hype or self.reach or self.promise)

    @property
    def contactable(self) -> bool:
        return any(s.kind in _PLAIN_WAYS for s in self.signs)

    @property
    def hidden(self) -> bool:
        """Whether a way to make contact is disguised: nobody writes so who has nothing to hide."""
        return any(s.kind == "disguised" for s in self.signs)

    @property
    def complete(self) -> bool:
        """Whether somebody can be reached and something is offered or promised: no one sign acts alone."""
        told = bool(self.offers) or self.promise > 0 or self.hype > 0.5 or self.reach >= _ALONE
        return (told and self.reach >= _REACHABLE) or _plain_offer(self.words)

    @property
    def pays(self) -> bool:
        """Whether it speaks of work and wages, or of a price."""
        return self.promise > 0 or self.price > 0 or any(code == "recruitment" for code, _ in self.offers)

    @property
    def businesslike(self) -> bool:
        """Whether it has what advertisements and ordinary notices have in common."""
        return self.reach > 0 or self.pays

    @property
    def telling(self) -> bool:
        """Whether something is there that ordinary business with its numbers and groups does not have."""
        return self.selling or self.hype >= _PRAISE or bool(self.exchanged)

    @property
    def selling(self) -> bool:
        """Whether more than praise tells of an offer: every canteen has something for nothing, and for a short time.

        Praise counts beside an account or a cheap site. Openings and wages are ordinary: offers of work tell nothing.
        """
        offered = sum(weight for code, weight in self.offers if code != "recruitment")
        promised = self.promise > 0 and self.reach >= _TOLD_WHERE
        praised = self.hype >= _PRAISE and (self.contactable or any(link.kind in _SHADY for link in self.links))
        return self.hidden or offered >= 1.0 or promised or praised or self.reach >= _ALONE

    def points(self, sender: Sender) -> float:
        """Every kind has its cap, so that much of one thing does not stand for the others."""
        total = self.reach + min(sum(weight for _, weight in self.offers), _OFFER_CAP)
        total += min(self.promise, _PROMISE_CAP) + self.price + min(self.hype, _HYPE_CAP) - min(self.work, _WORK_CAP)
        total += _SPREAD if self.spread else 0.0
        return total + (_NEWCOMER if sender.is_newcomer and self.reach else 0.0)

    def code(self, forbidden: frozenset[str]) -> str:
        """The forbidden trade that weighs most, else ``spam`` (``ads`` where only that is forbidden)."""
        known = [(weight, code) for code, weight in self.offers if code in forbidden and weight >= 1.0]
        if known:
            return max(known, key=lambda pair: pair[0])[1]
        return "spam" if "spam" in forbidden or "ads" not in forbidden else "ads"

    def evidence(self, *, places: bool) -> tuple[Evidence, ...]:
        """``places`` only where it has to be masked: working them out is the dear part."""
        shown = [Evidence(h.word.category, h.word.text, h.span if places else None) for h in self.words]
        shown += [Evidence(s.kind, s.text, s.span) for s in self.signs]
        shown += [Evidence(link.kind, link.text, link.span) for link in self.links if link.kind in _LINK_WEIGHT]
        shown += [Evidence(card.kind, card.text) for card in self.cards]
        return tuple(shown)


_EMPTY = Tally()


def count(
    hits: Sequence[Hit],
    signs: Sequence[Sign],
    links: Sequence[Link],
    *,
    cards: Sequence[CardSign] = (),
    heard: Sequence[Hit] = (),
    spread: bool = False,
) -> Tally:
    """Add up what may not act alone; a word counts once, however often it stands there.

    ``heard`` are words that are there by their sound: they only count beside a written way to make contact.
    """
    if not hits and not signs and not links and not cards:
        return _EMPTY
    offers: dict[str, float] = {}
    marks = dict.fromkeys(_MARKS, 0.0)
    words = [h for h in hits if h.word.strength is not _ACT and h.word.category not in HURTS]
    for word in {h.word.text: h.word for h in words}.values():
        side = marks if word.category in marks else offers
        side[word.category] = side.get(word.category, 0.0) + min(word.weight, _DOUBTFUL_WORD)
    if len(words) == len(hits) and not (signs or links or cards or offers) and marks["work"] == sum(marks.values()):
        return Tally(work=marks["work"], spread=spread)  # most talk at work: nothing but work
    if any(card.kind not in _WAY_CARDS for card in cards):
        offers["ads"] = offers.get("ads", 0.0) + _CARD_OFFER
    ways = [s.weight for s in signs if s.kind in _REACH]
    ways += [_weigh(link) for link in links if link.kind in _LINK_WEIGHT]
    ways += [_CARD_REACH for card in cards if card.kind in _WAY_CARDS]
    if ways or marks["contact"]:
        for word in {h.word.text: h.word for h in heard}.values():
            side = marks if word.category in marks else offers
            side[word.category] = side.get(word.category, 0.0) + min(word.weight, _HEARD)
    return Tally(
        words=[h for h in words if h.word.category != "work"],
        signs=signs,
        links=links,
        cards=cards,
        offers=tuple(offers.items()),
        hype=marks["hype"],
        work=marks["work"],
        reach=_reach([*ways, min(marks["contact"], 1.5)]),
        promise=max([marks["earning"], *(s.weight for s in signs if s.kind == "earning")]),
        price=max((s.weight for s in signs if s.kind == "price"), default=0.0),
        spread=spread,
    )


def _plain_offer(evidence: Sequence[Hit]) -> bool:
    """Several different signs of one trade: those who want it know where to ask."""
    if len(evidence) < PLAIN_OFFER:
        return False
    telling = {h.word.text: h.word.category for h in evidence if h.word.weight >= TELLING}
    return any(list(telling.values()).count(category) >= PLAIN_OFFER for category in _TRADES)


def _reach(ways: Sequence[float]) -> float:
    """How plainly the message says where to go: the strongest way counts full, a second one a little."""
    first, *others = sorted(ways, reverse=True)
    return first + _SECOND * sum(others[:2])


def _weigh(link: Link) -> float:
    return _CLOSED if link.closed else _ABROAD if link.abroad else _LINK_WEIGHT[link.kind]
