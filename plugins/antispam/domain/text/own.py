"""What a group has added itself: words and expressions behind one face."""

from collections.abc import Sequence

from .entries import Strength, Word
from .matching import Hit, WordMatcher
from .normalise import Normalised
from .regexes import RegexMatcher


class OwnWords:
    """Finds a group's own words and expressions; both act."""

    def __init__(self, words: Sequence[str], expressions: Sequence[str] = (), category: str = "spam") -> None:
        self._words = WordMatcher([Word(word, category, Strength.ACT) for word in words])
        self._expressions = RegexMatcher(expressions, category)

    def __len__(self) -> int:
        return len(self._words) + len(self._expressions)

    def may_tell(self, text: Normalised) -> bool:
        """False where ``find`` would find nothing that acts."""
        return self._words.may_tell(text) or self._expressions.may_tell(text)

    def find(self, text: Normalised) -> list[Hit]:
        return self._words.find(text) + self._expressions.find(text)
