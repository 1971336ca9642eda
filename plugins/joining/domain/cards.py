"""Whether a card is near enough to what the regulation asks for: how the check of the roster counts."""

from bot.domain.cards import check, parse_pattern
from bot.domain.people import Person


def is_close(pattern: str, card: str, person: Person | None) -> bool:
    """Signs between the parts are free, and a department may be named by any of its names."""
    read = parse_pattern(pattern)
    return read is None or check(read, card, person).is_right
