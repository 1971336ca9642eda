"""Curated words: what they mean, where they do not count, and a matcher that finds them.

One automaton holds the built-in words for all groups. A group's own words are a second, small
matcher, and its allow-list is only looked at after a hit: a group without either costs nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from .folding import fold_character
from .normalise import Normalised, Span, compact

WORDS = Path(__file__).parents[2] / "words"
WILDCARD = 6
"""Characters one ``*`` may stand for."""
_SENTENCE_END = frozenset("，。！？；：,!?;:\n\r、")
_CODE_JOINTS = frozenset("-_/")
_GAP = 4
HITS = 200
"""Words found in one message at most: enough to judge by."""
TELLING = 1.5
"""A trade's sign of this weight or more tells by itself what is offered."""
PLAIN_OFFER = 3
"""So many different telling signs of one trade are an offer, even where nobody says how to be reached."""
_IDLE = frozenset({"work", "hype", "earning"})
"""Categories that mean nothing without a way to make contact."""
MINIMUM = 2
"""Letters, digits and hanzi a word that acts must have left when folded: emoji and signs are not looked up."""


class Strength(StrEnum):
    ACT = "act"
    REVIEW = "review"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Word:
    """``text`` as written in the list. ``exceptions`` void it when they stand in the same message."""

    text: str
    category: str
    strength: Strength = Strength.ACT
    weight: float = 3.0
    exceptions: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        return self.text.startswith("=")


@dataclass(frozen=True, slots=True)
class Hit:
    """A word at ``text.compact[start:end]``; its place in the original is only worked out when asked for."""

    word: Word
    text: Normalised
    start: int
    end: int

    @property
    def span(self) -> Span:
        places = self.text.places(self.start, self.end)
        return Span(places[0], places[-1] + 1)


class WordFormatError(ValueError):
    """A line of a word list that cannot be read."""


def parse_words(lines: Iterable[str]) -> list[Word]:
    """Read a list: ``[category strength weight]`` heads a block, a line is ``text !exception …``.

    ``=text`` is the whole message only, ``*`` stands for up to six characters, ``#`` begins a comment.
    """
    words: list[Word] = []
    head: tuple[str, Strength, float] | None = None
    for number, raw in enumerate(lines, 1):
        line = raw.split("#", 1)[0].strip()
        if not line:
            continue
        if line.startswith("["):
            parts = line.strip("[]").split()
            try:
                head = (parts[0], Strength(parts[1]), float(parts[2]) if len(parts) > 2 else 3.0)
            except (IndexError, ValueError) as error:
                raise WordFormatError(f"line {number}: {line}") from error
            continue
        if head is None:
            raise WordFormatError(f"line {number}: a word before the first [category strength]")
        text, *rest = line.split()
        exceptions = tuple(compact(part[1:]) for part in rest if part.startswith("!"))
        if len(exceptions) != len(rest) or "" in exceptions or not _long_enough(text, head[1]):
            raise WordFormatError(f"line {number}: {line}")
        words.append(Word(text, *head, exceptions))
    return words


def _long_enough(text: str, strength: Strength) -> bool:
    form = compact(text)
    if text.startswith("=") or (strength is Strength.EVIDENCE and not form.isascii()):
        return bool(form)
    return len(form) >= MINIMUM


def load_words(folder: Path = WORDS) -> list[Word]:
    """Every ``*.txt`` of the folder, in the order of their names."""
    words: list[Word] = []
    for path in sorted(folder.glob("*.txt")):
        try:
            words += parse_words(path.read_text("utf-8").splitlines())
        except WordFormatError as error:
            raise WordFormatError(f"{path.name}: {error}") from error
    return words


Tails = dict[tuple[str, ...], dict[int, int]]


class WordMatcher:
    """Finds words in the compact view; about 5 µs for 40 characters, whatever the number of words."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._whole: dict[str, list[Word]] = {}
        entries: dict[str, list[tuple[Word, tuple[str, ...]]]] = {}
        for word in words:
            if word.whole:
                self._whole.setdefault(compact(word.text), []).append(word)
                continue
            parts = [part for part in map(compact, word.text.split("*")) if part]
            if not parts:  # a group may have added a lone emoji
                continue
            entries.setdefault(parts[0], []).append((word, tuple(parts[1:])))
        self._entries = list(entries.values())
        self._gravity = [sum(_gravity(word) for word, _ in entry) for entry in self._entries]
        self._automaton = AhoCorasick(
            list(entries),
            matchkind=MatchKind.Standard,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA if len(entries) > 200 else None,
        )

    def __len__(self) -> int:
        return sum(map(len, self._entries)) + sum(map(len, self._whole.values()))

    def may_tell(self, text: Normalised) -> bool:
        """False where no word could make a message act that shows no way to make contact and no link.

        Cheaper than ``find``, and never False where that finds such a word.
        """
        view = text.compact
        if view in self._whole:
            return True
        found = self._automaton.find_matches_as_indexes(view, overlapping=True)
        if not found or sum(self._gravity[index] for index, _, _ in found) < PLAIN_OFFER:
            return False
        tails = Tails()
        return (
            sum(
                _gravity(word)
                for index, _, end in found
                if self._gravity[index]
                for word, rest in self._entries[index]
                if not rest or _follow(view, end, rest, tails) is not None
            )
            >= PLAIN_OFFER
        )

    def find(self, text: Normalised) -> list[Hit]:
        """Every word of the message, those inside longer ones as well, in order of their end."""
        view, hits, tails = text.compact, list[Hit](), Tails()
        if whole := self._whole.get(view):
            hits = [Hit(word, text, 0, len(view)) for word in whole if not _excepted(word, text)]
        for index, start, end in self._automaton.find_matches_as_indexes(view, overlapping=True):
            if len(hits) >= HITS:
                break
            for word, rest in self._entries[index]:
                stop = _follow(view, end, rest, tails) if rest else end
                if stop is None:
                    continue
                if not _excepted(word, text) and _stands(text, start, stop, word, bool(rest)):
                    hits.append(Hit(word, text, start, stop))
        return hits


def _follow(view: str, end: int, rest: tuple[str, ...], tails: Tails) -> int | None:
    """Where the nearest run of the parts ``rest`` ends, each at most WILDCARD characters after the one before.

    ``tails`` keeps what was found in this view: the work grows with the text and the number of
    parts, never with the ways to arrange them.
    """
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


def _gravity(word: Word) -> int:
    if word.strength is not Strength.EVIDENCE or word.category == "contact":
        return PLAIN_OFFER
    return int(word.weight >= TELLING and word.category not in _IDLE)


def _excepted(word: Word, text: Normalised) -> bool:
    return bool(word.exceptions) and any(exception in text.compact for exception in word.exceptions)


def _stands(text: Normalised, start: int, end: int, word: Word, wild: bool) -> bool:
    """Whether a match stands in the message as a word, rather than being put together from neighbours."""
    found = text.compact[start:end]
    if not found.isascii() and found in text.folded and not (found[0].isascii() or found[-1].isascii()):
        return True
    places = text.places(start, end)
    first, last = places[0], places[-1]
    strict = found.isascii() or word.strength is Strength.ACT
    if _cut_from_token(text.original, first, -1, strict) or _cut_from_token(text.original, last, 1, strict):
        return False
    return wild or last + 1 - first == end - start or _gaps_allowed(text.original, places)


def _cut_from_token(original: str, index: int, step: int, strict: bool) -> bool:
    """Whether a match that ends in a Latin letter or digit goes on beyond its end (``sb`` in ``usb``).

    Where it is ``strict`` it may not be part of a product code either (``SB-200``, ``导出U8``).
    """
    edge, beyond = fold_character(original[index]), index + step
    if not edge.isascii() or not edge.isalnum() or not 0 <= beyond < len(original):
        return False
    outer = fold_character(original[beyond])
    if strict and (outer in _CODE_JOINTS or (outer.isascii() and outer.isalnum())):
        return True
    return outer.isascii() and (outer.isalpha() if edge.isalpha() else outer.isdigit())


def _gaps_allowed(original: str, places: list[int]) -> bool:
    """Inserted symbols may not hide a word, but two sentences that meet do not make one."""
    gaps: list[str] = []
    for left, right in pairwise(places):
        between = original[left + 1 : right]
        gap = "".join(c for c in map(fold_character, between) if c and c != fold_character(original[left]))
        if len(gap) > _GAP:
            return False
        if gap:
            gaps.append(gap)
    if not gaps or (len(gaps) == len(places) - 1 and (len(places) > 2 or gaps[0].isspace())):
        return True
    if any(c in _SENTENCE_END for gap in gaps for c in gap):
        return False
    return len(places) >= 4 or not any(gap.isspace() for gap in gaps)


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
