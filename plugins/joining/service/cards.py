"""The group card of whoever is registered: the kernel sets it, for other areas ask for cards as well."""

from bot.governance.cards import CardAnswer, card_pattern, put_card

__all__ = ["CardAnswer", "card_pattern", "put_card"]
