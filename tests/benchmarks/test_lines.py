"""The measurement's own lines are many, each its own, and well formed."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.judging import fakes
from benchmarks.judging.data import Line, read_hard_negatives, read_offences
from plugins.antispam.domain.verdict import CODES
from plugins.antispam.training.split import SIMILAR, fold, shingles
from tests.tools.trees import ROOT

EXAMPLES = ROOT / "plugins" / "antispam" / "training" / "examples"


def test_hard_negatives_are_many_and_each_its_own() -> None:
    lines = read_hard_negatives()
    assert len(lines) >= 500
    assert len({line.text for line in lines}) == len(lines)
    assert len({line.kind for line in lines}) >= 15
    assert all(line.kind for line in lines)


def test_look_alikes_of_personal_data_are_among_them() -> None:
    numbers = [line for line in read_hard_negatives() if line.kind == "lookalikes"]
    assert len(numbers) >= 60
    assert sum(bool(re.search(r"\d{5}", line.text)) for line in numbers) >= 40


def test_offences_are_many_and_named_by_codes_that_a_clause_can_ask_for() -> None:
    lines = read_offences()
    assert len(lines) >= 250
    assert len({line.text for line in lines}) == len(lines)
    assert {line.kind for line in lines} <= CODES
    assert len({line.kind for line in lines}) >= 12


@pytest.mark.parametrize("read", [read_hard_negatives, read_offences])
def test_about_a_third_is_kept_unseen_and_shares_nothing_with_the_shown(read: Callable[[], list[Line]]) -> None:
    lines = read()
    unseen = {line.text for line in lines if line.unseen}
    assert 0.3 <= len(unseen) / len(lines) <= 0.4
    assert not unseen & {line.text for line in lines if not line.unseen}


def test_no_line_is_innocent_and_an_offence() -> None:
    assert not {line.text for line in read_hard_negatives()} & {line.text for line in read_offences()}


def test_nothing_that_is_measured_is_like_anything_that_is_trained_on() -> None:
    trained = [shingles(fold(line)) for path in EXAMPLES.glob("*.txt") for line in path.read_text("utf-8").splitlines()]
    trained = [marks for marks in trained if len(marks) > 3]
    assert trained
    for line in (*read_hard_negatives(), *read_offences()):
        marks = shingles(fold(line.text))
        near = max(len(marks & other) / len(marks | other) for other in trained)
        assert near < SIMILAR, line.text


def test_every_placeholder_is_filled_and_the_same_each_time() -> None:
    texts = [line.text for line in (*read_hard_negatives(), *read_offences())]
    assert not [text for text in texts if re.search(r"\{[a-z]+\}", text)]
    assert texts == [line.text for line in (*read_hard_negatives(), *read_offences())]


def test_an_offence_without_its_code_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "offences.txt"
    path.write_text("加微信\n", "utf-8")
    with pytest.raises(ValueError):
        read_offences(path)


def test_an_unknown_placeholder_is_refused() -> None:
    with pytest.raises(KeyError):
        fakes.fill("{nothing}", random.Random(0))


@pytest.mark.parametrize("seed", range(20))
def test_invented_identity_and_card_numbers_have_right_check_digits(seed: int) -> None:
    chance = random.Random(seed)
    number, card = fakes.identity(chance), fakes.bank_card(chance)
    weights = [2 ** (17 - i) % 11 for i in range(18)]
    values = [10 if digit == "X" else int(digit) for digit in number]
    assert sum(v * w for v, w in zip(values, weights, strict=True)) % 11 == 1
    digits = [int(digit) for digit in reversed(card)]
    assert sum(d if i % 2 == 0 else sum(divmod(2 * d, 10)) for i, d in enumerate(digits)) % 10 == 0
