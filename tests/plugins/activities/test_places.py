"""Places and the waiting list, without a store."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import MemberId
from plugins.activities.domain.places import Party, fits, moving_up, places_left, position, taken


def _party(order: int, *, guests: int = 0, going: bool = False) -> Party:
    return Party(MemberId(str(order)), f"成员{order}", guests, going, order)


@pytest.mark.parametrize(
    ("capacity", "going", "waiting", "moved"),
    [
        (2, [0], [0], ["10"]),
        (2, [0, 0], [0], []),
        (3, [0], [2, 0, 0], ["11", "12"]),  # a party of three is passed over by those who fit
        (4, [0], [2, 0], ["10"]),
        (None, [0], [5, 1], ["10", "11"]),
        (1, [0, 0], [0], []),  # a limit that was lowered below those who come
    ],
)
def test_the_first_who_fit_move_up(
    capacity: int | None, going: list[int], waiting: list[int], moved: list[str]
) -> None:
    parties = [_party(i, guests=g, going=True) for i, g in enumerate(going)]
    parties += [_party(10 + i, guests=g) for i, g in enumerate(waiting)]
    assert [party.member for party in moving_up(capacity, parties)] == moved


def test_the_position_counts_those_who_wait_only() -> None:
    parties = [_party(1, going=True), _party(3), _party(2)]
    assert [position(parties, MemberId(m)) for m in "123"] == [None, 1, 2]
    assert (taken(parties), places_left(1, parties), places_left(None, parties)) == (1, 0, None)


@given(
    capacity=st.integers(1, 20),
    sizes=st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=20),
)
def test_moving_up_never_gives_more_places_than_there_are(capacity: int, sizes: list[tuple[int, bool]]) -> None:
    parties: list[Party] = []
    for order, (guests, _) in enumerate(sizes):
        going = fits(capacity, parties, 1 + guests)
        parties.append(_party(order, guests=guests, going=going))
    parties = [party for party, (_, quits) in zip(parties, sizes, strict=True) if not quits]
    moved = {party.member for party in moving_up(capacity, parties)}
    after = [_party(p.order, guests=p.guests, going=p.going or p.member in moved) for p in parties]
    assert taken(after) <= capacity
    assert moving_up(capacity, after) == []
