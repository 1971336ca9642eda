"""The chat page: pick a group, speak as anybody in it, and see what the bot does."""

from .server import serve

__all__ = ["serve"]
