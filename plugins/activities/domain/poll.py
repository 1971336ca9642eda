"""Choosing a date: what was voted, and which date is best."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import MemberId

MOST_CHOICES = 10
LETTERS = "ABCDEFGHIJ"
YES, MAYBE, NO = "yes", "maybe", "no"


@dataclass(frozen=True, slots=True)
class Choice:
    """One date; ``place`` counts from 0. Times are aware."""

    place: int
    starts_at: datetime
    ends_at: datetime | None = None

    @property
    def letter(self) -> str:
        return LETTERS[self.place]


@dataclass(frozen=True, slots=True)
class Vote:
    """One member's answer to one date."""

    member: MemberId
    name: str
    place: int
    answer: str


@dataclass(frozen=True, slots=True)
class Count:
    """How one date stands; names in the order of their votes."""

    choice: Choice
    yes: tuple[str, ...]
    maybe: tuple[str, ...]
    no: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, int, int]:
        """Most who can, then fewest who cannot, then most who perhaps can."""
        return len(self.yes), -len(self.no), len(self.maybe)


def count(choices: Sequence[Choice], votes: Sequence[Vote]) -> list[Count]:
    """One for each date, in the order of their letters."""
    return [
        Count(choice, *(_names(votes, choice.place, answer) for answer in (YES, MAYBE, NO)))
        for choice in choices
    ]  # fmt: skip


def best(counts: Sequence[Count], now: datetime) -> list[Count]:
    """The best dates that still lie ahead: several where they are equal, none where nobody can on any."""
    ahead = [one for one in counts if one.choice.starts_at > now and (one.yes or one.maybe)]
    top = max((one.rank for one in ahead), default=None)
    return [one for one in ahead if one.rank == top]


def voters(votes: Sequence[Vote]) -> int:
    return len({vote.member for vote in votes})


def _names(votes: Sequence[Vote], place: int, answer: str) -> tuple[str, ...]:
    return tuple(vote.name for vote in votes if vote.place == place and vote.answer == answer)
