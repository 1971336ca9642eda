"""Words that tell of an offer, some of whose hanzi were exchanged: for others that sound alike (尖职), or for the
letter that their sound begins with (代k发票).

What was exchanged leaves neighbours that nobody writes; 配置 is an ordinary word and no 配资. Even so something of the
kind stands in many an ordinary message: nothing acts on it by itself, it is only asked for where the model is nearly
sure.
"""

from collections.abc import Iterable
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from ..text.entries import Word, load_words
from ..text.homophones import initials, sounded
from ..text.matching import Hit, gravity
from ..text.normalise import Normalised, compact
from . import pairs

_SHORTEST, _BY_SOUND_ALONE = 2, 3
"""Hanzi of a word that is looked for, and from how many on none of them has to be its own."""


class ExchangedWords:
    """About 5 µs for 40 characters. Words with wildcards and words of other letters are not looked for."""

    def __init__(self, words: Iterable[Word]) -> None:
        written: dict[str, Word] = {}
        for word in words:
            form = compact(word.text)
            if len(form) >= _SHORTEST and form == word.text and all("一" <= character <= "鿿" for character in form):
                written.setdefault(form, word)
        self._words = list(written.items())
        self._automaton = AhoCorasick(
            [initials(form) for form in written],
            matchkind=MatchKind.Standard,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA,
        )

    def __len__(self) -> int:
        return len(self._words)

    def find(self, text: Normalised, usual: bytes) -> list[Hit]:
        """The words that are meant but not written, in order of their end. ``usual`` is a table of ``pairs``."""
        view = text.compact
        hits: list[Hit] = []
        for index, start, end in self._automaton.find_matches_as_indexes(initials(view), overlapping=True):
            form, word = self._words[index]
            written = view[start:end]
            if len(form) < _BY_SOUND_ALONE and form[0] != written[0] and form[-1] != written[-1]:
                continue  # most are of these: two hanzi that begin alike
            if pairs.is_usual(written, usual) or not _is_meant(form, written):
                continue
            if not any(exception in view for exception in word.exceptions):
                hits.append(Hit(word, text, start, end))
        return hits


def _is_meant(form: str, written: str) -> bool:
    """Whether each character is its own, sounds like it, or is the letter it begins with: not all, and not too many."""
    own = sum(one == other for one, other in zip(form, written, strict=True))
    letters = sum(character.isascii() for character in written)
    if own == len(form) or (not own and (letters or len(form) < _BY_SOUND_ALONE)):
        return False
    return letters + sum(map(str.__eq__, sounded(form), sounded(written))) == len(form)


@lru_cache(maxsize=1)
def builtin_exchanged() -> ExchangedWords:
    """Of the built-in words those that tell something by themselves; how to make contact may be said in any words."""
    return ExchangedWords(
        word for word in load_words() if gravity(word) and word.category != "contact" and not word.sounded
    )
