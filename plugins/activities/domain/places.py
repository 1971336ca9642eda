"""Places and the waiting list: first come first served, and whoever fits first moves up."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.ids import MemberId


@dataclass(frozen=True, slots=True)
class Party:
    """One sign-up: the member and the guests they bring. ``order`` grows with each coming."""

    member: MemberId
    name: str
    guests: int
    going: bool
    order: int

    @property
    def people(self) -> int:
        return 1 + self.guests


def taken(parties: Sequence[Party]) -> int:
    """How many people have a place."""
    return sum(party.people for party in parties if party.going)


def places_left(capacity: int | None, parties: Sequence[Party]) -> int | None:
    """None where there is no limit; 0 also where a lowered limit is exceeded."""
    return None if capacity is None else max(0, capacity - taken(parties))


def fits(capacity: int | None, parties: Sequence[Party], people: int) -> bool:
    left = places_left(capacity, parties)
    return left is None or people <= left


def moving_up(capacity: int | None, parties: Sequence[Party]) -> list[Party]:
    """Who of the waiting gets a place now, in order: a party too large for what is left is passed over."""
    left = places_left(capacity, parties)
    moved: list[Party] = []
    for party in waiting(parties):
        if left is None or party.people <= left:
            moved.append(party)
            left = None if left is None else left - party.people
    return moved


def waiting(parties: Sequence[Party]) -> list[Party]:
    return sorted((party for party in parties if not party.going), key=lambda party: party.order)


def going(parties: Sequence[Party]) -> list[Party]:
    return sorted((party for party in parties if party.going), key=lambda party: party.order)


def position(parties: Sequence[Party], member: MemberId) -> int | None:
    """1 for the first of the waiting list; None for somebody who does not wait."""
    order = [party.member for party in waiting(parties)]
    return order.index(member) + 1 if member in order else None
