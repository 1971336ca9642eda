"""Own examples and disguises: many, different, the same for the same seed, and still what they were."""

from random import Random

import pytest

from plugins.antispam.domain.text.normalise import normalise
from plugins.antispam.training import evasions
from plugins.antispam.training.evasions import TRICKS, disguise, disguised, padded, tables
from plugins.antispam.training.examples import FOLDER, LABELS, fill, own_rows, read_slots, templates
from plugins.antispam.training.rows import Row

TEXT = "兼职刷单日赚300，加微信abc123，发票贷款都可以"


def test_there_are_many_different_examples_of_each_kind() -> None:
    rows = own_rows(seed=1)
    count = {label: len({row.text for row in rows if row.label == label}) for label in LABELS.values()}
    assert count["ham"] >= 1500
    assert count["spam"] >= 800
    assert count["abuse"] >= 120
    assert {row.source for row in rows} == {f"own:{name}" for name in LABELS}


def test_the_same_seed_gives_the_same_examples() -> None:
    assert own_rows(seed=5) == own_rows(seed=5) != own_rows(seed=6)


@pytest.mark.parametrize("name", LABELS)
def test_every_slot_is_known_and_filled(name: str) -> None:
    slots = read_slots(FOLDER / "slots.txt")
    for template in templates(name):
        for seed in range(5):
            assert "{" not in fill(template, slots, Random(seed)), template


def test_no_template_stands_twice_or_under_two_labels() -> None:
    every = [template for name in LABELS for template in templates(name)]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.__name__)
def test_every_trick_changes_what_it_can_and_is_reproducible(trick: evasions.Trick) -> None:
    seeds = range(40)
    results = [trick(TEXT, Random(seed)) for seed in seeds]
    assert results == [trick(TEXT, Random(seed)) for seed in seeds]
    assert sum(result != TEXT for result in results) > 30
    assert trick("", Random(1)) == ""


@pytest.mark.parametrize("trick", [evasions.insert_signs, evasions.insert_emoji, evasions.space_out])
def test_what_was_only_inserted_is_read_over_by_the_normaliser(trick: evasions.Trick) -> None:
    assert normalise(trick("代开发票", Random(2))).compact == normalise("代开发票").compact


def test_several_tricks_at_once_are_reproducible() -> None:
    assert disguise(TEXT, Random(3)) == disguise(TEXT, Random(3)) != TEXT


def test_disguised_copies_keep_their_label_and_originals_are_left_out() -> None:
    rows = [Row(TEXT, "spam", "own")] * 50 + [Row("，", "ham", "own")]
    copies = disguised(rows, 1.0, Random(4))
    assert 40 <= len(copies) <= 51
    assert all(copy.text not in (TEXT, "，") for copy in copies)
    assert {copy.label for copy in copies} <= {"spam", "ham"}


def test_no_disguise_is_the_word_itself() -> None:
    for name, table in tables().items():
        for plain, ways in table.items():
            assert plain not in ways, (name, plain)
            assert all(ways), (name, plain)


def test_padding_keeps_the_message_whole_before_or_after_the_talk() -> None:
    results = {padded("代开发票", "早上好", Random(seed)) for seed in range(60)}
    assert {result.startswith("代开发票") for result in results} == {True, False}
    assert all("代开发票" in result and "早上好" in result for result in results)
