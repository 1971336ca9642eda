"""Finds the listed words in a text.

One automaton holds the built-in words for all groups. A group's own words are a second, small
matcher, and its allow-list is only looked at after a hit: a group without either costs nothing.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from .entries import Strength, Word, load_words
from .normalise import Normalised, Span, compact
from .remembered import SHORT, Remembered
from .splitting import PLAIN, Joint
from .standing import stands

_ACT = Strength.ACT
WILDCARD = 6
"""Characters one ``*`` may stand for."""
HITS = 200
"""Words found in one message at most: enough to judge by."""
TELLING = 1.5
"""A trade's sign of this weight or more tells by itself what is offered."""
PLAIN_OFFER = 3
"""So many different telling signs of one trade are an offer, even where nobody says how to be reached."""
_IDLE = frozenset({"work", "hype", "earning"})
"""Categories that mean nothing without a way to make contact."""
_INVITING = frozenset({"contact", "work"})
_JOINED_MINIMUM = 3
"""Characters of a word one of which is spelt by two ordinary ones."""


class Hit(NamedTuple):
    """A word at ``text.compact[start:end]``; its place in the original is only worked out when asked for.

    What an expression matched has its ``place`` at once, for it may hold signs that the compact view drops.
    """

    word: Word
    text: Normalised
    start: int
    end: int
    place: Span | None = None

    @property
    def span(self) -> Span:
        return self.place or self.text.compact_span(self.start, self.end)


Found = tuple[int, int, int]
"""Of an entry its number, and where it begins and ends."""
Scan = Callable[[str, bool], list[Found]]
"""Of a view, whether those inside others as well."""
Tails = dict[tuple[str, ...], dict[int, int]]


class WordMatcher:
    """Finds words in the compact view; about 5 µs for 40 characters, whatever the number of words.

    Where two neighbours may spell a character of a word that counts alone (女马 for 妈), that reading is looked at too.
    """

    def __init__(self, words: Sequence[Word]) -> None:
        self._told = Remembered[bool]()
        self._whole: dict[str, list[Word]] = {}
        entries: dict[str, list[tuple[Word, tuple[str, ...]]]] = {}
        for word in words:
            if word.sounded:
                continue
            if word.whole:
                self._whole.setdefault(compact(word.text), []).append(word)
                continue
            parts = [part for part in map(compact, word.text.split("*")) if part]
            if not parts:  # a group may have added a lone emoji
                continue
            entries.setdefault(parts[0], []).append((word, tuple(parts[1:])))
        pairs = _pairs_for(words)
        for pair in pairs:  # found in the same pass, so that most texts need no second one
            entries.setdefault(pair, [])
        self._entries = list(entries.values())
        spelling = set(pairs)
        self._spelling = {index for index, text in enumerate(entries) if text in spelling}
        self._telling = [[(g, rest) for word, rest in entry if (g := gravity(word))] for entry in self._entries]
        self._notable = [
            PLAIN_OFFER if index in self._spelling else sum([g for g, _ in telling])
            for index, telling in enumerate(self._telling)
        ]
        self._scan: Scan = AhoCorasick(
            list(entries),
            matchkind=MatchKind.Standard,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA if len(entries) > 200 else None,
        ).find_matches_as_indexes
        self._pairs = pairs
        self._joints = AhoCorasick(pairs, matchkind=MatchKind.LeftmostLongest, store_patterns=False)

    def __len__(self) -> int:
        return sum(map(len, self._entries)) + sum(map(len, self._whole.values()))

    def may_tell(self, text: Normalised) -> bool:
        """False where no word could make a message act that shows no way to make contact and no link.

        Cheaper than ``find``, and never False where that finds such a word.
        """
        if len(text.original) > SHORT:
            return self._may_tell(text)
        known = self._told.get(text.original)
        return self._told.keep(text.original, self._may_tell(text)) if known is None else known

    def _may_tell(self, text: Normalised) -> bool:
        if text.compact in self._whole:
            return True
        found = self._found(text)
        if not found or sum([self._notable[index] for index, _, _ in found]) < PLAIN_OFFER:
            return False
        if self._tells(text.compact, found):
            return True
        joined = self._joined(text, found)
        return joined is not None and self._tells(joined.compact, self._scan(joined.compact, True))

    def only_invites(self, text: Normalised) -> bool:
        """Whether all that is found tells of work or says how to make contact, and nothing of it acts alone."""
        if text.compact in self._whole:
            return False
        tails: Tails = {}
        for index, _, end in self._found(text):
            if index in self._spelling:
                return False
            for word, rest in self._entries[index]:
                if not _invites(word) and (not rest or _follow(text.compact, end, rest, tails) is not None):
                    return False
        return True

    def forget(self) -> None:
        """Drop what is kept of short texts for when they are said again."""
        self._told = Remembered[bool]()

    def _found(self, text: Normalised) -> list[Found]:
        """The entries in the compact view, looked for once."""
        if text.scan is None or text.scan[0] is not self:
            text.scan = self, self._scan(text.compact, True)
        return text.scan[1]

    def _tells(self, view: str, found: list[Found]) -> bool:
        told = 0
        tails: Tails = {}
        for index, _, end in found:
            for weight, rest in self._telling[index]:
                if rest and (rest[0] not in view or _follow(view, end, rest, tails) is None):
                    continue
                told += weight
                if told >= PLAIN_OFFER:
                    return True
        return False

    def _joined(self, text: Normalised, found: list[Found]) -> Normalised | None:
        """The text read with characters put together from their parts; None where ``found`` has none."""
        if self._spelling.isdisjoint([index for index, _, _ in found]):
            return None
        places = self._joints.find_matches_as_indexes(text.compact)
        return text.joined([Joint(start, end, PLAIN[self._pairs[index]]) for index, start, end in places])

    def find(self, text: Normalised) -> list[Hit]:
        """Every word of the message, those inside longer ones as well, in order of their end."""
        hits: list[Hit] = []
        if whole := self._whole.get(text.compact):
            hits = [Hit(word, text, 0, len(text.compact)) for word in whole if not _excepted(word, text)]
        found = self._found(text)
        if not found:
            return hits
        self._take(text, found, hits)
        joined = self._joined(text, found)
        if joined is not None:
            spelt: list[Hit] = []
            self._take(joined, self._scan(joined.compact, True), spelt)
            hits += [hit for hit in spelt if _is_spelt(hit)]
        return hits

    def _take(self, text: Normalised, found: list[Found], hits: list[Hit]) -> None:
        view = text.compact
        tails: Tails = {}
        for index, start, end in found:
            if len(hits) >= HITS:
                break
            for word, rest in self._entries[index]:
                stop = _follow(view, end, rest, tails) if rest else end
                if stop is None or (word.exceptions and _excepted(word, text)):
                    continue
                if stands(text, start, stop, acts=word.strength is _ACT, wild=bool(rest)):
                    hits.append(Hit(word, text, start, stop))


def _pairs_for(words: Sequence[Word]) -> list[str]:
    """The pairs that spell a character of a word that counts alone."""
    wanted = {c for w in words if w.strength is not Strength.EVIDENCE and not w.sounded for c in compact(w.text)}
    return [pair for pair, character in PLAIN.items() if character in wanted]


def _is_spelt(hit: Hit) -> bool:
    """Whether a word counts in a text with put together characters: alone, long enough, and with one of them in it."""
    size = hit.end - hit.start
    span = hit.span
    return (
        hit.word.strength is not Strength.EVIDENCE
        and size >= _JOINED_MINIMUM
        and "*" not in hit.word.text
        and span.end - span.start > size
    )


def _follow(view: str, end: int, rest: tuple[str, ...], tails: Tails) -> int | None:
    """Where the nearest run of the parts ``rest`` ends, each at most WILDCARD characters after the one before.

    ``tails`` keeps what was found in this view: the work grows with the text and the number of
    parts, never with the ways to arrange them.
    """
    first = rest[0]
    at = view.find(first, end, end + WILDCARD + len(first))
    if at < 0:
        return None
    if len(rest) == 1:
        return at + len(first)
    if rest not in tails:
        tails[rest] = _tail(view, rest)
    return _nearest(tails[rest], end)


def _tail(view: str, rest: tuple[str, ...]) -> dict[int, int]:
    """Each place where the first part of ``rest`` stands and the others follow, with where they end."""
    following: dict[int, int] | None = None
    for part in reversed(rest):
        starts: dict[int, int] = {}
        at = view.find(part)
        while at >= 0:
            after = at + len(part)
            end = after if following is None else _nearest(following, after)
            if end is not None:
                starts[at] = end
            at = view.find(part, at + 1)
        following = starts
    return following or {}


def _nearest(places: dict[int, int], start: int) -> int | None:
    return min((places[at] for at in range(start, start + WILDCARD + 1) if at in places), default=None)


def gravity(word: Word) -> int:
    """How much a word tells where nobody says how to be reached: from PLAIN_OFFER on enough."""
    if word.strength is not Strength.EVIDENCE or word.category == "contact":
        return PLAIN_OFFER
    return int(word.weight >= TELLING and word.category not in _IDLE)


def _invites(word: Word) -> bool:
    return word.strength is Strength.EVIDENCE and word.category in _INVITING


def _excepted(word: Word, text: Normalised) -> bool:
    return bool(word.exceptions) and any(exception in text.compact for exception in word.exceptions)


def without_allowed(hits: list[Hit], text: Normalised, allow: Sequence[str]) -> list[Hit]:
    """The hits that do not lie inside an allowed phrase of the group."""
    safe: list[Span] = []
    for phrase in allow:
        wanted = compact(phrase)
        start = text.compact.find(wanted) if wanted else -1
        while start >= 0:
            places = text.places(start, start + len(wanted))
            safe.append(Span(places[0], places[-1] + 1))
            start = text.compact.find(wanted, start + 1)
    return [h for h in hits if not any(s.start <= h.span.start and h.span.end <= s.end for s in safe)]


@lru_cache(maxsize=1)
def builtin_matcher() -> WordMatcher:
    return WordMatcher(load_words())
