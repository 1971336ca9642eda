"""Words of an offer are found though some of their characters were exchanged, and ordinary words are no such words."""

import pytest

from plugins.antispam.domain.model import builtin_model
from plugins.antispam.domain.model.exchanged import ExchangedWords
from plugins.antispam.domain.model.pairs import BYTES, is_usual
from plugins.antispam.domain.text.normalise import normalise
from plugins.antispam.domain.text.words import parse_words

NOTHING_USUAL = bytes(BYTES)


def found(text: str) -> list[str]:
    return [hit.word.text for hit in builtin_model().exchanged(normalise(text))]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("尖职日结", "兼职日结"),
        ("代k发票，点数低", "代开发票"),
        ("学生妹上m", "学生妹上门"),
        ("裸l视频", "裸聊"),
        ("高 仿-手.彪", "高仿手表"),
        ("办家証", "办假证"),
    ],
)
def test_a_word_is_found_by_sound_or_initial(text: str, word: str) -> None:
    assert word in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "代开发票",
        "电脑的配置怎么样",
        "他出生于北京",
        "今天领导发话了",
        "开发部的同事带好发票",
        "k歌房的d座",
        "好的，收到",
    ],
)
def test_words_as_they_are_written_and_ordinary_words_are_not(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("word", "text", "meant"),
    [
        ("刷单", "唰单", True),
        ("刷单", "唰丹", False),  # of two characters one has to be its own
        ("刷单", "s单", True),
        ("刷单", "sd", False),
        ("刷单", "x单", False),  # another letter
        ("刷单群", "唰丹裙", True),
        ("刷单群", "唰d裙", False),  # none of its own, and a letter
        ("刷单群 !防骗", "唰单群防骗", False),
        ("刷*单", "刷了丹", False),  # wildcards are not looked for
    ],
)
def test_so_much_of_a_word_may_be_exchanged(word: str, text: str, meant: bool) -> None:
    words = ExchangedWords(parse_words(["[spam act]", word]))
    assert bool(words.find(normalise(text), NOTHING_USUAL)) is meant


def test_the_place_is_that_of_what_was_written() -> None:
    [hit] = ExchangedWords(parse_words(["[spam act]", "代开发票"])).find(normalise("专业 代-k 发票！"), NOTHING_USUAL)
    assert (hit.span.start, hit.span.end) == (3, 9)


@pytest.mark.parametrize(("piece", "usual"), [("配置", False), ("k票", False), ("配", True)])
def test_without_a_table_no_neighbours_are_usual(piece: str, usual: bool) -> None:
    assert is_usual(piece, NOTHING_USUAL) is usual
