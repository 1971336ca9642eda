"""The word lists agree with themselves."""

from pathlib import Path

import pytest

from plugins.antispam.domain.text.entries import WORDS
from plugins.antispam.domain.text.homophones import homophones
from plugins.antispam.domain.text.normalise import compact, normalise
from plugins.antispam.domain.text.words import Strength, Word, builtin_matcher, load_words, parse_words
from plugins.antispam.domain.verdict import CODES

NEGATIVES = Path(__file__).parents[1] / "hard_negatives.txt"
SIGNS = {"work", "contact", "hype", "earning"}
LINES = [line for line in NEGATIVES.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def form(word: Word) -> tuple[bool, bool, str]:
    return word.whole, word.sounded, "*".join(compact(part) for part in word.text.split("*"))


def test_no_word_is_listed_twice_with_the_same_meaning() -> None:
    seen: dict[tuple[object, ...], Word] = {}
    for word in load_words():
        key = (form(word), word.category)
        assert key not in seen, (word, seen[key])
        seen[key] = word


def test_no_word_counts_alone_for_two_reasons() -> None:
    seen: dict[tuple[object, ...], Word] = {}
    for word in load_words():
        if word.strength is not Strength.EVIDENCE:
            assert form(word) not in seen, (word, seen[form(word)])
            seen[form(word)] = word


def test_every_category_has_a_name_that_the_judge_knows() -> None:
    for word in load_words():
        assert word.category in CODES | SIGNS, word
        assert word.category in CODES or word.strength is Strength.EVIDENCE, word


AREAS = (
    "politics", "porn", "violence", "gambling", "ads", "finance", "recruitment", "rumor", "abuse", "discrimination",
    "illegal", "drugs", "spam", "secrets",
)  # fmt: skip


@pytest.mark.parametrize("area", AREAS)
def test_every_area_has_a_list(area: str) -> None:
    assert len(parse_words((WORDS / f"{area}.txt").read_text("utf-8").splitlines())) >= 20


def test_politics_is_narrow() -> None:
    assert sum(word.category == "politics" for word in load_words()) < 120


def test_no_exception_stands_in_its_own_word() -> None:
    for word in load_words():
        assert not any(e in compact(word.text) for e in word.exceptions), word


@pytest.mark.parametrize("line", LINES)
def test_work_talk_is_hit_by_no_word_that_acts(line: str) -> None:
    text = normalise(line.replace("\\n", "\n"))
    hits = builtin_matcher().find(text) + homophones(text)
    assert [hit.word.text for hit in hits if hit.word.strength is Strength.ACT] == []
