import pytest

from plugins.antispam.domain.text.normalise import compact, normalise
from plugins.antispam.domain.text.words import (
    Strength,
    Word,
    WordFormatError,
    WordMatcher,
    builtin_matcher,
    load_words,
    parse_words,
    without_allowed,
)

LIST = """
# comment
[ads act]
代开发票 !报销
=出
加*微信
[abuse act]
sb
傻逼
[contact evidence 0.9]
加
"""
MATCHER = WordMatcher(parse_words(LIST.splitlines()))


def found(text: str) -> list[str]:
    return [hit.word.text for hit in MATCHER.find(normalise(text)) if hit.word.strength is Strength.ACT]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("代开发票", ["代开发票"]),
        ("代。开。发。票", ["代开发票"]),
        ("代开 发票", ["代开发票"]),
        ("请把表代开。发票明天寄", []),
        ("代开\n发票", []),
        ("代开发票的报销要求", []),
        ("出", ["=出"]),
        ("出来", []),
        ("加一下我微信", ["加*微信"]),
        ("加班的时候不要老是看着微信", []),
        ("usb接口", []),
        ("is better", []),
        ("SB-200型", []),
        ("你个SB", ["sb"]),
        ("ｓｂ", ["sb"]),
        ("傻*逼", ["傻逼"]),
        ("他好傻，逼我加班", []),
    ],
)
def test_words_are_found_where_they_stand(text: str, words: list[str]) -> None:
    assert found(text) == words


def test_a_hit_shows_its_place_in_the_original() -> None:
    text = normalise("这里 代😀开😀發票 啦")
    hit = next(h for h in MATCHER.find(text) if h.word.text == "代开发票")
    assert text.original[hit.span.start : hit.span.end] == "代😀开😀發票"


def test_an_allowed_phrase_voids_the_words_inside_it() -> None:
    text = normalise("代开发票窗口在税务局")
    hits = MATCHER.find(text)
    assert without_allowed(hits, text, ("代开发票窗口",)) == []
    assert without_allowed(hits, text, ("窗口",)) == hits


@pytest.mark.parametrize(
    "bad", ["词", "[ads]\n词语", "[ads act]\n😀", "[ads act]\n了😀", "[ads act]\n词语 例外", "[x y]\n"]
)
def test_a_list_that_cannot_be_read_is_refused(bad: str) -> None:
    with pytest.raises(WordFormatError):
        parse_words(bad.splitlines())


def test_a_group_word_without_letters_is_ignored() -> None:
    assert len(WordMatcher([Word("😀", "spam")])) == 0


def test_every_built_in_word_finds_itself() -> None:
    matcher = builtin_matcher()
    for word in load_words():
        if word.sounded:
            continue
        text = normalise(word.text.replace("*", "").lstrip("="))
        if any(exception in text.compact for exception in word.exceptions) or not compact(text.original):
            continue
        assert any(hit.word.text == word.text for hit in matcher.find(text)), word


def test_no_built_in_word_relies_on_a_sign_that_folding_drops() -> None:
    for word in load_words():
        assert all(c.isalnum() or c in "*/" for c in compact(word.text.lstrip("=")) + word.text.lstrip("=")), word
