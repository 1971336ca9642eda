"""The chat entrance of the charter."""

from . import accepting, citing, drafting

__all__ = ["accepting", "citing", "drafting"]
