"""What was found of somebody's, or of the unit's."""

from dataclasses import dataclass

from ..text.normalise import Span

SIGNS = frozenset(
    {"identity", "bank_card", "mobile", "passport", "permit", "insurance", "plate", "email", "address"}
    | {"key", "password", "shared_password", "connection", "marking", "own_secret", "private_file"}
)
"""Signs of evidence that must not be repeated to anybody."""


@dataclass(frozen=True, slots=True)
class Personal:
    """``kind`` is one of SIGNS, ``span`` None for the name of a file. ``sure``: no person need look first."""

    kind: str
    text: str
    span: Span | None
    sure: bool = True
