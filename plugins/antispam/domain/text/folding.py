"""The table behind the normaliser; it stands in the kernel, for names are folded as well."""

from bot.governance.folding import FOLDED, fold_character, places_of

__all__ = ["FOLDED", "fold_character", "places_of"]
