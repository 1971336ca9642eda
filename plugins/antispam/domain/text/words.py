"""The curated words: their lists and the matcher that finds them, under one name."""

from .entries import MINIMUM, WORDS, Strength, Word, WordFormatError, load_words, parse_words
from .matching import PLAIN_OFFER, TELLING, WILDCARD, Hit, WordMatcher, builtin_matcher, without_allowed

__all__ = [
    "MINIMUM",
    "PLAIN_OFFER",
    "TELLING",
    "WILDCARD",
    "WORDS",
    "Hit",
    "Strength",
    "Word",
    "WordFormatError",
    "WordMatcher",
    "builtin_matcher",
    "load_words",
    "parse_words",
    "without_allowed",
]
