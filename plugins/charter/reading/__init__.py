"""Files → the text of a regulation, within bounds that no hostile file can pass."""

from .errors import TOO_HEAVY, Unreadable
from .files import MAX_BYTES, read_text, refuse_early

__all__ = ["MAX_BYTES", "TOO_HEAVY", "Unreadable", "read_text", "refuse_early"]
