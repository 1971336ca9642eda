"""The benchmark's simulation in small: days with notices, answers, restarts and a platform that loses its answers."""

import pytest

from benchmarks.notices import town
from benchmarks.notices.month import simulate
from benchmarks.notices.rush import rush
from bot.governance import people


@pytest.mark.parametrize("seed", [1, 2])
async def test_no_reminder_is_lost_doubled_or_in_quiet_hours(
    sqlite_store: str, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr("tests.support.house.load_areas", town.load_needed_areas)
    people.forget_rosters()
    found = await simulate(groups=2, size=5, days=4, notices=12, restarts=3, seed=seed)
    assert found.faults == []
    assert found.mentions > 20
    assert found.restarts == 3 + found.killed


async def test_a_rush_of_answers_in_every_way_ends_with_everybody_exactly_right(
    sqlite_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.support.house.load_areas", town.load_needed_areas)
    people.forget_rosters()
    found = await rush(groups=3, size=14, answers=40, seed=3)
    assert found.faults == []
    assert (found.people, found.answers, found.rows) == (42, 40, 35)
    assert found.reminded == [7, 4]
