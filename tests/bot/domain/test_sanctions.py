"""The ladder: which step follows how many cases within the window."""

from datetime import timedelta

import pytest

from bot.domain.sanctions import Sanction, SanctionLadder, Step, next_step, parse_ladder
from tests.support.clock import START

MONTH = timedelta(days=30)
LADDER = parse_ladder("warn>mute:10m>mute:1d>kick", MONTH)


@pytest.mark.parametrize(
    ("earlier", "rung", "sanction"),
    [(0, 1, Sanction.WARN), (1, 2, Sanction.MUTE), (2, 3, Sanction.MUTE), (3, 4, Sanction.KICK), (9, 4, Sanction.KICK)],
)
def test_each_case_climbs_one_rung_and_the_last_is_repeated(earlier: int, rung: int, sanction: Sanction) -> None:
    number, step = next_step([START - timedelta(days=1)] * earlier, LADDER, START)
    assert (number, step.sanction) == (rung, sanction)


@pytest.mark.parametrize(
    ("age", "rung"),
    [(MONTH, 1), (MONTH - timedelta(seconds=1), 2), (MONTH + timedelta(seconds=1), 1), (timedelta(0), 2)],
)
def test_a_case_of_exactly_thirty_days_counts_no_more(age: timedelta, rung: int) -> None:
    assert next_step([START - age], LADDER, START)[0] == rung


def test_a_ladder_is_read_with_its_lengths_and_extras() -> None:
    ladder = parse_ladder("remind > warn > mute > mute:2h > kick+escalate", MONTH)
    assert ladder.steps == (
        Step(Sanction.REMIND),
        Step(Sanction.WARN),
        Step(Sanction.MUTE, timedelta(minutes=10)),
        Step(Sanction.MUTE, timedelta(hours=2)),
        Step(Sanction.KICK, None, escalate=True),
    )


@pytest.mark.parametrize("text", ["", "warn>", "warn>shout", "mute:很久", "kick+x", "WARN"])
def test_a_ladder_that_cannot_be_read_names_the_part(text: str) -> None:
    with pytest.raises(ValueError, match="not a step"):
        parse_ladder(text, MONTH)


def test_a_ladder_needs_a_step_and_a_window() -> None:
    with pytest.raises(ValueError, match="window"):
        SanctionLadder((), MONTH)
    with pytest.raises(ValueError, match="window"):
        SanctionLadder((Step(Sanction.WARN),), timedelta(0))
