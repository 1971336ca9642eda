"""The ladder: which step follows how many cases, within the window, with decay; and what steps are combined to."""

from datetime import timedelta

import pytest

from bot.domain.sanctions import (
    Sanction,
    SanctionLadder,
    Step,
    level,
    next_step,
    parse_ladder,
    parse_step,
    severest,
)
from tests.support.clock import START

MONTH = timedelta(days=30)
WEEK = timedelta(days=7)
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


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        ((), 0),
        ((1,), 1),
        ((7,), 0),
        ((6, 6, 6), 3),
        ((7, 7, 7), 2),
        ((8, 1), 1),  # the week between them took the first one off, and it stays off
        ((20, 19, 18), 1),
        ((20, 1), 1),
        ((29, 29, 29, 29), 0),
        ((31, 31, 31, 1), 1),
        ((15, 14, 13, 12), 3),
    ],
)
def test_each_quiet_week_takes_one_rung_off(days_ago: tuple[int, ...], expected: int) -> None:
    ladder = parse_ladder("warn>mute:10m>mute:1d>kick", MONTH, decay=WEEK)
    prior = [START - timedelta(days=days) for days in days_ago]
    assert level(prior, ladder, START) == expected
    assert level(list(reversed(prior)), ladder, START) == expected


def test_without_decay_a_case_counts_whole_until_the_window_ends() -> None:
    prior = [START - timedelta(days=days) for days in (29, 20, 1)]
    assert level(prior, LADDER, START) == 3


def test_an_unsteady_clock_takes_nothing_off_and_adds_nothing() -> None:
    ladder = parse_ladder("warn>kick", MONTH, decay=WEEK)
    assert level([START + timedelta(hours=1)], ladder, START) == 1


def test_a_ladder_is_read_with_its_lengths_and_extras() -> None:
    ladder = parse_ladder("remind > warn > mute > mute:2h > kick+escalate", MONTH)
    assert ladder.steps == (
        Step(Sanction.REMIND),
        Step(Sanction.WARN),
        Step(Sanction.MUTE, timedelta(minutes=10)),
        Step(Sanction.MUTE, timedelta(hours=2)),
        Step(Sanction.KICK, None, escalate=True),
    )


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("recall+remind", Step(Sanction.REMIND, recall=True)),
        ("remind + recall", Step(Sanction.REMIND, recall=True)),
        ("recall+warn", Step(Sanction.WARN, recall=True)),
        ("warn+bulletin", Step(Sanction.WARN, bulletin=True)),
        ("kick+escalate", Step(Sanction.KICK, escalate=True)),
        ("mute:1d+bulletin", Step(Sanction.MUTE, timedelta(days=1), bulletin=True)),
        ("bulletin+mute:1d+escalate+recall", Step(Sanction.MUTE, timedelta(days=1), True, True, True)),
        ("recall", Step(Sanction.RECALL)),
        ("bulletin+escalate", Step(Sanction.BULLETIN, escalate=True)),
        ("recall+escalate", Step(Sanction.ESCALATE, recall=True)),
        ("ban+escalate", Step(Sanction.BAN, escalate=True)),
    ],
)
def test_steps_are_combined_in_any_order(text: str, step: Step) -> None:
    assert parse_step(text) == step


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no sanction"), ("warn>", "no sanction"), ("warn>shout", "'shout' is no sanction"),
        ("mute:很久", "'很久' is no length"), ("mute:", "no length"), ("kick+x", "'x' is no sanction"),
        ("WARN", "no sanction"), ("warn:10m", "only a mute"), ("warn+mute:1d", "cannot stand together"),
        ("kick+kick", "twice"), ("warn++recall", "no sanction"), ("kick+escalate:1d", "only a mute"),
    ],
)  # fmt: skip
def test_a_ladder_that_cannot_be_read_names_the_part_and_why(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"not a step of a ladder.*{why}"):
        parse_ladder(text, MONTH)


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"steps": ()}, "window"),
        ({"window": timedelta(0)}, "window"),
        ({"decay": timedelta(0)}, "decays"),
        ({"count": "some"}, "counts"),
    ],
)
def test_a_ladder_needs_a_step_a_window_and_words_it_knows(options: dict[str, object], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        SanctionLadder(**{"steps": (Step(Sanction.WARN),), "window": MONTH, **options})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (("warn", "remind"), "warn"),
        (("mute:10m", "mute:1d"), "mute:1d"),
        (("mute:30d", "kick"), "kick"),
        (("remind+recall", "warn"), "recall+warn"),
        (("warn+escalate", "kick+bulletin"), "kick+bulletin+escalate"),
        (("ban", "kick"), "ban"),
        (("bulletin", "warn"), "bulletin"),
    ],
)
def test_of_several_breaches_the_severest_step_with_all_that_stands_beside(
    steps: tuple[str, ...], expected: str
) -> None:
    found = [parse_step(text) for text in steps]
    assert severest(found) == severest(found[::-1]) == parse_step(expected)


@pytest.mark.parametrize(
    ("rung", "action", "expected"),
    [
        ("warn", "recall", "recall+warn"),
        ("warn", "bulletin", "warn+bulletin"),
        ("mute:1d", "recall+escalate", "mute:1d+recall+escalate"),
        ("warn+bulletin", "bulletin", "warn+bulletin"),
    ],
)
def test_an_action_without_a_main_sanction_is_added_to_the_rung(rung: str, action: str, expected: str) -> None:
    assert parse_step(action).is_addition
    assert parse_step(rung).plus(parse_step(action)) == parse_step(expected)
