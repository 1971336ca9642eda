"""The chat entrances of notices, by what people do with them."""

from . import answering, lists, publishing, reminding

__all__ = ["answering", "lists", "publishing", "reminding"]
