"""Places and the waiting list: first come first served; a free place is offered to whoever waits longest and fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import MemberId

SHORTEST_OFFER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Party:
    """One sign-up: the member and the guests they bring. ``order`` grows with each coming.

    ``offered_until``: a place is held for somebody who waits. ``missed``: they let such an offer go by, and get no
    other by themselves.
    """

    member: MemberId
    name: str
    guests: int
    going: bool
    order: int
    offered_until: datetime | None = None
    missed: bool = False

    @property
    def people(self) -> int:
        return 1 + self.guests

    @property
    def has_place(self) -> bool:
        """A place of their own, or one that is held for them."""
        return self.going or self.offered_until is not None


def taken(parties: Sequence[Party]) -> int:
    """How many people have a place; places held for somebody are taken."""
    return sum(party.people for party in parties if party.has_place)


def places_left(capacity: int | None, parties: Sequence[Party]) -> int | None:
    """None where there is no limit; 0 also where a lowered limit is exceeded."""
    return None if capacity is None else max(0, capacity - taken(parties))


def fits(capacity: int | None, parties: Sequence[Party], people: int) -> bool:
    left = places_left(capacity, parties)
    return left is None or people <= left


def fits_newcomer(capacity: int | None, parties: Sequence[Party], people: int) -> bool:
    """Whether there is a place after all who wait have been asked: nobody who comes later is served before them."""
    left = places_left(capacity, parties)
    return left is None or people <= left - sum(party.people for party in moving_up(capacity, parties))


def moving_up(capacity: int | None, parties: Sequence[Party]) -> list[Party]:
    """Whom of the waiting a place is for now, in order: a party too large for what is left is passed over."""
    left = places_left(capacity, parties)
    moved: list[Party] = []
    for party in waiting(parties):
        if not party.missed and (left is None or party.people <= left):
            moved.append(party)
            left = None if left is None else left - party.people
    return moved


def waiting(parties: Sequence[Party]) -> list[Party]:
    """Those for whom no place is held; who let an offer go by stands behind the others."""
    return sorted((party for party in parties if not party.has_place), key=lambda party: (party.missed, party.order))


def going(parties: Sequence[Party]) -> list[Party]:
    return sorted((party for party in parties if party.going), key=lambda party: party.order)


def offered(parties: Sequence[Party]) -> list[Party]:
    """Those who have been offered a place and have not yet answered."""
    return sorted((party for party in parties if party.offered_until is not None), key=lambda party: party.order)


def position(parties: Sequence[Party], member: MemberId) -> int | None:
    """1 for the first of the waiting list; None for somebody who does not wait."""
    order = [party.member for party in waiting(parties)]
    return order.index(member) + 1 if member in order else None


def offer_ends(now: datetime, starts_at: datetime, length: timedelta) -> datetime | None:
    """Until when a place that is offered now is held: at most a third of the time to the start.

    None where that leaves less than ten minutes, or the group gives no time (zero): the place is then theirs at once.
    """
    held = min(length, (starts_at - now) / 3)
    return now + held if held >= SHORTEST_OFFER else None
