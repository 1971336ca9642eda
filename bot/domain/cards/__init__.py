"""Group cards: the readable pattern a regulation asks for, read, checked against the roster, and filled in."""

from bot.domain.cards.checking import Checked, Fault, check, has_real_name
from bot.domain.cards.filling import LONGEST_BYTES, hint, right_card
from bot.domain.cards.pattern import DEFAULT_PATTERN, CardPart, CardPattern, Kind, parse_pattern
from bot.domain.cards.pattern import bare as bare_name
from bot.domain.cards.pattern import pieces as name_pieces

__all__ = [
    "DEFAULT_PATTERN",
    "LONGEST_BYTES",
    "CardPart",
    "CardPattern",
    "Checked",
    "Fault",
    "Kind",
    "bare_name",
    "check",
    "has_real_name",
    "hint",
    "name_pieces",
    "parse_pattern",
    "right_card",
]
