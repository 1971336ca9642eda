"""What an area says it serves, so that a regulation's clauses can be matched with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DutyServed:
    """``phrases`` are words that ask for ``code`` in a clause; ``parameters`` the defaults as texts.

    ``via`` is auto, assist or show: what the bot does with such a clause.
    """

    code: str
    via: str
    phrases: tuple[str, ...]
    parameters: Mapping[str, str] = field(default_factory=dict[str, str])
