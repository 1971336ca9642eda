"""What a record allows, by table."""

from datetime import datetime, timedelta

import pytest

from bot.governance.accuracy import reviews
from bot.governance.accuracy.record import (
    KEPT,
    NOTHING,
    Decision,
    Record,
    Tally,
    is_proven,
    leading_checks,
    tally,
)


@pytest.mark.parametrize(
    ("published", "own", "proven"),
    [
        (NOTHING, NOTHING, False),
        (NOTHING, Record(50, 0), False),
        (NOTHING, Record(367, 0), False),
        (NOTHING, Record(368, 0), True),
        (NOTHING, Record(600, 1), True),
        (NOTHING, Record(500, 1), False),
        (Record(49, 0), NOTHING, False),
        (Record(3_000, 2), NOTHING, True),
        (Record(3_000, 60), NOTHING, False),
        (Record(3_000, 0), Record(0, 11), True),
        (Record(3_000, 0), Record(0, 12), False),
        (Record(300_000, 0), Record(0, 12), False),
        (Record(3_000, 6), Record(0, 7), True),
        (Record(3_000, 6), Record(0, 8), False),
        (Record(3_000, 0), Record(48, 2), True),
        (Record(3_000, 0), Record(46, 3), True),
        (Record(3_000, 0), Record(47, 3), False),
        (Record(3_000, 0), Record(100, 3), True),
    ],
)
def test_what_may_act_by_itself(published: Record, own: Record, proven: bool) -> None:
    assert is_proven(published, own) is proven


def decided(case: int, right: bool, *, hard: bool = False, checks: tuple[str, ...] = ("model",)) -> Decision:
    return Decision(case, "moderation.ads", checks, hard, right)


def test_the_newest_decision_on_a_case_holds() -> None:
    counted = tally([decided(1, False), decided(2, True), decided(1, True)])
    assert counted[("check", "model")].soft == Record(1, 1)
    assert counted[("clause", "moderation.ads")].soft == Record(1, 1)


def test_hard_rules_are_counted_apart() -> None:
    counted = tally([decided(1, False, hard=True, checks=("words",)), decided(2, True)])
    assert counted[("check", "words")] == Tally(hard=Record(0, 1))
    assert counted[("clause", "moderation.ads")] == Tally(Record(1, 0), Record(0, 1))
    assert counted[("clause", "moderation.ads")].all == Record(1, 1)


def test_only_the_newest_decisions_count_so_that_what_was_mended_can_prove_itself() -> None:
    counted = tally([decided(i, i < KEPT) for i in range(KEPT + 100)])
    assert counted[("check", "model")].soft == Record(KEPT, 0)


@pytest.mark.parametrize(
    ("evidence", "names"),
    [
        ({"leading": ["model", "combination", "model"]}, ("model", "combination")),
        ({"leading": [], "checks": [{"name": "words", "verdict": "ads"}]}, ()),
        ({"checks": [{"name": "words", "verdict": "ads"}, {"name": "links", "verdict": "clean"}]}, ("words",)),
        ({"checks": []}, ()),
        ({}, ()),
        ({"checks": "torn", "leading": None}, ()),
    ],
)
def test_which_checks_a_case_was_opened_on(evidence: dict[str, object], names: tuple[str, ...]) -> None:
    assert leading_checks("moderation.ads", evidence) == names


def test_one_case_in_twenty_is_drawn() -> None:
    now = datetime.fromisoformat("2026-03-02T09:00:00+08:00")
    drawn = sum(reviews.is_drawn(i, now + timedelta(seconds=i)) for i in range(20_000))
    assert 850 < drawn < 1_150
