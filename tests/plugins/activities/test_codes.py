"""Codes that change every minute, of secrets that nobody guesses."""

from datetime import UTC, datetime, timedelta

from plugins.activities.domain.codes import (
    PERIOD,
    changes,
    code_at,
    is_current,
    is_past,
    valid_until,
)
from plugins.activities.service import codes

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SECRET = "k3J_x-9Z"


def test_a_code_is_taken_in_its_minute_and_the_next_and_no_longer() -> None:
    code = code_at(SECRET, 7, NOON)
    assert len(code) == 4
    assert code.isdecimal()
    for seconds in (0, 30, 59, 60, 119):
        assert is_current(SECRET, 7, code, NOON + timedelta(seconds=seconds))
    late = NOON + timedelta(seconds=120)
    assert not is_current(SECRET, 7, code, late)
    assert is_past(SECRET, 7, code, late)
    assert valid_until(NOON + timedelta(seconds=20)) == NOON + 2 * PERIOD


def test_a_code_of_the_future_or_of_another_activity_or_secret_is_wrong() -> None:
    code = code_at(SECRET, 7, NOON + 5 * PERIOD)
    assert not is_current(SECRET, 7, code, NOON)
    assert not is_past(SECRET, 7, code, NOON)
    assert code_at(SECRET, 8, NOON) != code_at(SECRET, 7, NOON)
    assert code_at("otherone", 7, NOON) != code_at(SECRET, 7, NOON)


def test_codes_follow_one_another_without_a_pattern() -> None:
    seen = [code_at(SECRET, 7, NOON + minute * PERIOD) for minute in range(600)]
    assert len(set(seen)) > 550
    assert all(len(code) == 4 for code in seen)
    assert {code[0] for code in seen} == set("0123456789")


def test_an_activity_announced_before_codes_changed_keeps_its_four_digits() -> None:
    assert not changes("0482")
    assert code_at("0482", 7, NOON) == code_at("0482", 7, NOON + timedelta(hours=1)) == "0482"


def test_secrets_come_from_chance_and_make_changing_codes() -> None:
    codes.use(None)
    drawn = {codes.draw_code() for _ in range(50)}
    assert len(drawn) == 50
    assert all(len(secret) == 8 and changes(secret) for secret in drawn)
