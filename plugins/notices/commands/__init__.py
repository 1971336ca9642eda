"""The chat entrances of notices, by what people do with them."""

from . import answering, publishing

__all__ = ["answering", "publishing"]
