"""The chat entrances of activities, by what people do with them."""

from . import attending, calendar, joining, organising, programmes

__all__ = ["attending", "calendar", "joining", "organising", "programmes"]
