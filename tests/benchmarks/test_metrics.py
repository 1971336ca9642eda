"""Figures worked out by hand."""

from math import inf

import pytest

from benchmarks.judging.metrics import auc, best_f1, f1, f1_of, interval, recall_at, threshold_at


@pytest.mark.parametrize(
    ("guilty", "innocent", "expected"),
    [
        ([0.9, 0.8], [0.1, 0.2], 1.0),
        ([0.1, 0.2], [0.9, 0.8], 0.0),
        ([0.5], [0.5], 0.5),
        ([0.9, 0.5], [0.5, 0.1], 3.5 / 4),  # one pair of the four is tied
        ([1.0, 0.0], [0.5, 0.5], 0.5),
        ([], [0.5], None),
        ([0.5], [], None),
    ],
)
def test_auc_counts_pairs_and_half_of_the_tied(guilty: list[float], innocent: list[float], expected: float) -> None:
    assert auc(guilty, innocent) == expected


def test_auc_agrees_with_another_library_on_many_ties() -> None:
    sklearn = pytest.importorskip("sklearn.metrics")
    guilty, innocent = [i % 7 / 7 for i in range(50)], [i % 5 / 9 for i in range(80)]
    theirs = sklearn.roc_auc_score([1] * 50 + [0] * 80, guilty + innocent)
    assert auc(guilty, innocent) == pytest.approx(theirs)


@pytest.mark.parametrize(
    ("guilty", "innocent", "share", "expected"),
    [
        ([0.9, 0.6, 0.4], [0.5] + [0.1] * 9, 0.0, 2 / 3),  # above every innocent one
        ([0.9, 0.6, 0.4], [0.5] + [0.1] * 9, 0.1, 1.0),  # one in ten may be flagged
        ([0.5, 0.5, 0.9], [0.5, 0.5, 0.1, 0.1], 0.25, 1 / 3),  # the tied two would both be flagged: too many
        ([0.5, 0.5, 0.9], [0.5, 0.5, 0.1, 0.1], 0.5, 1.0),
        ([1.0, 1.0], [1.0] + [0.0] * 9, 0.05, 0.0),  # a yes-or-no list that is wrong too often finds nothing
        ([1.0, 0.0], [1.0] + [0.0] * 9, 0.1, 0.5),
        ([0.1], [0.9], 1.0, 1.0),
        ([], [0.1], 0.1, None),
        ([0.1], [], 0.1, None),
    ],
)
def test_recall_is_taken_where_so_few_innocent_are_flagged(
    guilty: list[float], innocent: list[float], share: float, expected: float | None
) -> None:
    assert recall_at(guilty, innocent, share) == (None if expected is None else pytest.approx(expected))


def test_a_threshold_never_flags_more_of_the_innocent_than_allowed() -> None:
    innocent = [i % 13 / 13 for i in range(997)]
    for share in (0.0, 0.001, 0.01, 0.05, 0.3):
        limit = threshold_at(innocent, share)
        assert sum(score >= limit for score in innocent) <= share * len(innocent)


def test_without_innocent_messages_nothing_can_be_flagged() -> None:
    assert threshold_at([], 0.01) == inf


@pytest.mark.parametrize(
    ("found", "missed", "wronged", "expected"),
    [(8, 2, 2, 0.8), (0, 5, 0, 0.0), (5, 0, 0, 1.0), (1, 1, 0, 2 / 3), (0, 0, 3, 0.0)],
)
def test_f1_of_counts(found: int, missed: int, wronged: int, expected: float) -> None:
    assert f1(found, missed, wronged) == pytest.approx(expected)


def test_f1_of_flags() -> None:
    assert f1_of([True, True, False], [True, False, False]) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("guilty", "innocent", "value", "at"),
    [([0.9, 0.8, 0.3], [0.5, 0.1], 6 / 7, 0.3), ([0.9], [0.1], 1.0, 0.9), ([], [0.1], 0.0, inf)],
)
def test_the_best_f1_is_that_of_the_luckiest_threshold(
    guilty: list[float], innocent: list[float], value: float, at: float
) -> None:
    best, limit = best_f1(guilty, innocent)
    assert (best, limit) == (pytest.approx(value), at)


def test_an_interval_holds_its_share_and_narrows_with_more() -> None:
    few, many = interval(1, 10), interval(100, 1000)
    assert few[0] < 0.1 < few[1]
    assert many[1] - many[0] < few[1] - few[0]
    assert interval(0, 1000)[0] == 0.0
    assert interval(0, 1000)[1] == pytest.approx(0.00383, abs=1e-5)
    assert interval(0, 0) == (0.0, 1.0)
