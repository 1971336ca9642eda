"""The interval against published values, and against the sums of probabilities that define it."""

from math import comb

import pytest

from bot.governance.accuracy.interval import faultless_needed, interval


@pytest.mark.parametrize(
    ("right", "wrong", "lower", "upper"),
    [
        (0, 0, 0.0, 1.0),
        (1, 0, 0.0250, 1.0),
        (0, 1, 0.0, 0.9750),
        (10, 0, 0.6915, 1.0),
        (8, 2, 0.4439, 0.9748),
        (1, 9, 0.0025, 0.4450),
        (5, 5, 0.1871, 0.8129),
        (0, 20, 0.0, 0.1684),
        (50, 0, 0.9289, 1.0),
        (49, 1, 0.8935, 0.9995),
        (81, 182, 0.2527, 0.3676),
        (367, 0, 0.98999, 1.0),
        (368, 0, 0.99003, 1.0),
        (1000, 3, 0.99128, 0.99938),
    ],
)  # fmt: skip
def test_known_intervals(right: int, wrong: int, lower: float, upper: float) -> None:
    assert interval(right, wrong) == pytest.approx((lower, upper), abs=6e-5)


@pytest.mark.parametrize(("right", "wrong"), [(3, 4), (17, 2), (99, 1), (250, 7), (30, 120)])
def test_at_the_bounds_what_was_seen_is_just_thinkable(right: int, wrong: int) -> None:
    count = right + wrong
    lower, upper = interval(right, wrong)
    at_least = sum(comb(count, k) * lower**k * (1 - lower) ** (count - k) for k in range(right, count + 1))
    at_most = sum(comb(count, k) * upper**k * (1 - upper) ** (count - k) for k in range(right + 1))
    assert at_least == pytest.approx(0.025, rel=1e-6)
    assert at_most == pytest.approx(0.025, rel=1e-6)


def test_the_interval_of_wrong_ones_is_the_mirror_of_that_of_right_ones() -> None:
    lower, upper = interval(30, 4)
    assert interval(4, 30) == pytest.approx((1 - upper, 1 - lower))


def test_large_and_scaled_counts_are_worked_out() -> None:
    assert interval(113_570, 519) == pytest.approx((0.99504, 0.99583), abs=2e-5)
    assert interval(999.2, 0.8)[0] == pytest.approx(0.99479, abs=2e-5)


@pytest.mark.parametrize(("lower", "count"), [(0.99, 368), (0.95, 72), (0.995, 736)])
def test_how_many_faultless_decisions_a_bound_needs(lower: float, count: int) -> None:
    assert faultless_needed(lower) == count
    assert interval(count, 0)[0] >= lower > interval(count - 1, 0)[0]
