"""Disguises: the same by seed, within bounds, and really other texts."""

import unicodedata
from random import Random

import pytest

from benchmarks.judging.evasions import TRICKS, evade, mix, pieces, tables

TEXT = "加微信abc123领红包，兼职刷单日结，扫码进群看片"
LONGEST = 4


@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_changes_the_text_within_bounds_and_the_same_by_seed(trick: str) -> None:
    disguised = evade(TEXT, trick)
    assert disguised != TEXT
    assert len(TEXT) * 0.5 <= len(disguised) <= len(TEXT) * LONGEST
    assert evade(TEXT, trick) == disguised
    assert TRICKS[trick]("", Random(0)) == ""


@pytest.mark.parametrize("trick", ["symbols", "zero width", "homophones", "look-alikes", "split characters"])
def test_another_seed_gives_another_disguise(trick: str) -> None:
    assert len({evade(TEXT, trick, seed) for seed in range(8)}) > 1


@pytest.mark.parametrize("trick", ["symbols", "emoji", "zero width", "direction marks", "spaces", "line breaks"])
def test_what_only_inserts_keeps_every_character_in_order(trick: str) -> None:
    disguised = iter(evade(TEXT, trick))
    assert all(character in disguised for character in TEXT)


def test_full_width_and_styled_forms_are_compatible_with_the_plain_ones() -> None:
    assert unicodedata.normalize("NFKC", evade("abc 123", "full width")) == "abc 123"
    assert not set(evade("abcxyz", "styled letters and digits")) & set("abcxyz")


def test_a_mix_uses_several_tricks_and_differs_from_each_seed_to_the_next() -> None:
    mixes = {mix(TEXT, seed) for seed in range(6)}
    assert len(mixes) == 6
    assert TEXT not in mixes
    assert mix(TEXT, 1) == mix(TEXT, 1)


def test_pieces_make_the_message_again() -> None:
    assert "".join(pieces(TEXT)) == TEXT
    assert all(0 < len(piece) <= 6 for piece in pieces(TEXT))


def test_every_table_says_something_else_than_the_plain_form() -> None:
    for kind, table in tables().items():
        assert table, kind
        for plain, others in table.items():
            assert others, (kind, plain)
            assert kind == "traditional" or plain not in others, (kind, plain)
