"""The chat entrances of activities, by what people do with them."""

from . import attending, joining, organising

__all__ = ["attending", "joining", "organising"]
