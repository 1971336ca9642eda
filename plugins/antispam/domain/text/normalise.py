"""One normaliser for messages and for the words looked up in them.

Two views are made. ``folded`` keeps separators: width, case, styled letters and digits, traditional and variant
forms are folded, invisible characters dropped by one table pass; where a quick look finds bare parts of characters,
code words for making contact or Latin letters, those are folded as well. ``compact`` keeps letters, digits and hanzi
only, so that inserted symbols, spaces and emoji do not hide a word, and has no runs of one character.
Hanzi are never folded to Latin letters but for code words, and Chinese numerals never to digits: that broke ordinary
words (下三滥) elsewhere. Only ``digits`` reads numerals as digits, for numbers alone.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar, cast

from . import onepass
from .codewords import CODES, fold_codes, fold_leet
from .folding import places_of
from .splitting import Joint, bare_joints, join, join_alone, merged
from .stretching import is_stretched, stretches

MAX_LENGTH = 6_000
"""Characters looked at: platforms send at most about 4,500 at once."""

_LATIN_OR_DIGIT = re.compile("[0-9a-z]")
_RUN = re.compile(r"(\D)\1\1+")
_DOUBLED = re.compile("(?:([一-鿿])\\1){3,}")
"""加加微微信信: at least three characters in a row, each written twice."""
_MAY_BE_CODES = onepass.LATIN | onepass.BARE | onepass.CODE
_DIGITS = str.maketrans("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺两oli", "00123456789123456789120" + "11")
_Places = tuple[Sequence[int], Sequence[int] | None]
"""Where each character of a view begins in the original and where it ends; no ends where each is one character."""
T = TypeVar("T")


class Span(NamedTuple):
    """A half-open range of characters of the original text."""

    start: int
    end: int


@dataclass(slots=True)
class Normalised:
    """A text with its views. Positions are worked out only when something was found.

    ``plain``: the folded view is known to have no Latin letter and no digit, so that it can hold no link, number or
    account; most talk is so. ``spelt``: it may have six Chinese numerals in a row.
    """

    original: str
    folded: str
    compact: str
    plain: bool = False
    spelt: bool = True
    _moved: bool = True
    """Whether some characters may have been left out, or folded to several."""
    _joints: Sequence[Sequence[Joint]] = ()
    _compact_joints: Sequence[Joint] = ()
    _positions: tuple[_Places, _Places] | None = None
    scan: tuple[object, list[tuple[int, int, int]]] | None = None
    """What a matcher found in the compact view, kept for whoever asks it next."""
    _worked: dict[object, object] | None = None

    def once(self, work: "Callable[[Normalised], T]") -> T:
        """What ``work`` makes of this text; it works only the first time."""
        if self._worked is None:
            self._worked = {}
        if work not in self._worked:
            self._worked[work] = work(self)
        return cast("T", self._worked[work])

    def _map(self) -> tuple[_Places, _Places]:
        """The places of the folded and of the compact view."""
        if self._positions is None:
            kept = _kept(self.folded)
            starts: Sequence[int] = places_of(self.original) if self._moved else range(len(self.original))
            ends: Sequence[int] | None = None
            for joints in self._joints:
                starts, ends = merged(starts, _ends(starts, ends), joints)
            loose: _Places = kept if isinstance(starts, range) else [starts[i] for i in kept], None
            if ends is not None:
                loose = loose[0], [ends[i] for i in kept]
            if self._compact_joints:
                loose = merged(loose[0], _ends(*loose), self._compact_joints)
            self._positions = (starts, ends), loose
        return self._positions

    def places(self, start: int, end: int) -> Sequence[int]:
        """The original index of each character of ``compact[start:end]``."""
        return self._map()[1][0][start:end]

    def span(self, start: int, end: int) -> Span:
        """Where ``folded[start:end]`` (not empty) stands in the original."""
        return _span(self._map()[0], start, end)

    def compact_span(self, start: int, end: int) -> Span:
        """Where ``compact[start:end]`` (not empty) stands in the original."""
        return _span(self._map()[1], start, end)

    def joined(self, joints: Sequence[Joint]) -> "Normalised":
        """This text with parts of its compact view, which must not overlap, read as the characters they spell."""
        return Normalised(
            self.original, self.folded, join(self.compact, joints), self.plain, self.spelt, self._moved,
            self._joints, joints,
        )  # fmt: skip


def _ends(starts: Sequence[int], ends: Sequence[int] | None) -> Sequence[int]:
    return [place + 1 for place in starts] if ends is None else ends


def _span(places: _Places, start: int, end: int) -> Span:
    starts, ends = places
    return Span(starts[start], starts[end - 1] + 1 if ends is None else ends[end - 1])


def _kept(folded: str) -> list[int]:
    """The indices of the characters of ``folded`` that its compact view keeps."""
    loose = onepass.kept(folded)
    _, text, kinds = onepass.loosen(folded)
    if not kinds & onepass.RUNS:
        return loose
    for match in reversed(list(_RUN.finditer(text))):
        del loose[match.start() + 1 : match.end()]
    text = "".join([folded[i] for i in loose])
    for match in reversed(list(_DOUBLED.finditer(text))):
        del loose[match.start() : match.end() : 2]
    return loose


def _squeeze(loose: str) -> str:
    return _DOUBLED.sub(lambda m: m[0][::2], _RUN.sub(r"\1", loose))


def compact(text: str) -> str:
    """The form in which words are looked up: for words and messages alike."""
    return normalise(text).compact


def fold(text: str) -> str:
    return normalise(text).folded


def _fold(folded: str, kinds: int) -> tuple[str, Sequence[Sequence[Joint]], bool]:
    """The folded text, the characters put together in it, and whether it is plain. ``kinds``: its characters'."""
    joints: Sequence[Sequence[Joint]] = ()
    if kinds & onepass.BARE:
        found = bare_joints(folded)
        folded, joints = join_alone(join(folded, found)), (found,)
    plain = not kinds & (onepass.LATIN | onepass.DIGIT)
    if kinds & onepass.LATIN:
        folded = fold_leet(folded)
    if kinds & _MAY_BE_CODES and CODES.search(folded):
        folded = fold_codes(folded)
        plain = plain and _LATIN_OR_DIGIT.search(folded) is None
    return folded, joints, plain


def normalise(text: str) -> Normalised:
    text = text[:MAX_LENGTH]
    characters, loose, kinds = onepass.read(text)
    if not kinds:
        return Normalised(text, characters, loose, True, False, False)
    moved = bool(kinds & onepass.MOVED)
    folded, joints, plain = _fold(characters, kinds)
    if folded != characters:
        _, loose, kinds = onepass.loosen(folded)
    if not kinds & onepass.RUNS:
        return Normalised(text, folded, loose, plain, bool(kinds & onepass.SPELT), moved, joints)
    if is_stretched(loose):
        runs = stretches(characters)
        _, _, kinds = onepass.loosen(stretched := join(characters, runs))
        folded, joints, plain = _fold(stretched, kinds)
        _, loose, kinds = onepass.loosen(folded)
        joints = (runs, *joints)
    return Normalised(text, folded, _squeeze(loose), plain, bool(kinds & onepass.SPELT), moved, joints)


def digits(folded: str) -> str:
    """The folded text with Chinese numerals and o, l, i read as digits; of the same length."""
    return folded.translate(_DIGITS)
