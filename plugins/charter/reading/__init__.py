"""Files → the text of a regulation, within bounds that no hostile file can pass."""

from .files import MAX_BYTES, Unreadable, read_text, refuse_early

__all__ = ["MAX_BYTES", "Unreadable", "read_text", "refuse_early"]
