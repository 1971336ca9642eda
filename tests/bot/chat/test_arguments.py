"""A command's words: read off the front, never harvested."""

from datetime import timedelta

import pytest

from bot.chat.arguments import LONGEST_REASON, Arguments
from bot.domain.errors import WrongUsage
from bot.governance.regulations import basic


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("12", 12, ""),
        ("#12", 12, ""),
        ("＃１２", 12, ""),
        ("#12 理由", 12, "理由"),
        ("12\n理由", 12, "理由"),
        ("１２　理由", 12, "理由"),
        ("0", 0, ""),
    ],
)
def test_a_number_is_read_as_people_type_it(text: str, number: int, rest: str) -> None:
    arguments = Arguments(text)
    assert arguments.number() == number
    assert arguments.rest == rest


@pytest.mark.parametrize("text", ["", "十二", "12a", "1.5", "-3", "#", "1234567890", "²", "٣"])
def test_what_is_no_number_is_refused_and_not_taken(text: str) -> None:
    arguments = Arguments(text)
    assert arguments.optional_number() is None
    assert arguments.rest == text
    with pytest.raises(WrongUsage):
        arguments.number()


@pytest.mark.parametrize(
    "text", ["第五条 骂人", "第5条 骂人", "第 五 条　骂人", "第５条骂人", "第五條 骂人", "第 5 条\n骂人"]
)
def test_an_article_is_found_however_it_is_written(text: str) -> None:
    arguments = Arguments(text)
    clause = arguments.clause(basic())
    assert clause is not None
    assert clause.path == "第五条"
    assert arguments.rest == "骂人"


@pytest.mark.parametrize(
    ("text", "path"), [("第二十条", "第二十条"), ("第20条", "第二十条"), ("第二十六条", "第二十六条")]
)
def test_articles_past_ten_are_found(text: str, path: str) -> None:
    clause = Arguments(text).clause(basic())
    assert clause is not None
    assert clause.path == path


@pytest.mark.parametrize("text", ["第九十九条 理由", "第100条", "第0条", "第一二条"])
def test_an_article_that_is_not_there_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage):
        Arguments(text).clause(basic())


@pytest.mark.parametrize("text", ["", "开会迟到", "五条建议都没看", "说第五条"])
def test_a_reason_without_an_article_is_left_whole(text: str) -> None:
    arguments = Arguments(text)
    assert arguments.clause(basic()) is None
    assert arguments.rest == text


def test_a_duration_is_one_word() -> None:
    arguments = Arguments("1h30m 吵闹")
    assert arguments.duration() == timedelta(minutes=90)
    assert arguments.text() == "吵闹"


@pytest.mark.parametrize("text", ["", "很久", "0m", "10", "-10m"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage):
        Arguments(text).duration()


def test_leftover_words_are_refused() -> None:
    arguments = Arguments("12 13")
    arguments.number()
    with pytest.raises(WrongUsage):
        arguments.end()


def test_a_reason_keeps_its_lines_and_has_a_longest() -> None:
    assert Arguments(" 一\n二 ").text() == "一\n二"
    assert len(Arguments("字" * LONGEST_REASON).text()) == LONGEST_REASON
    with pytest.raises(WrongUsage):
        Arguments("字" * (LONGEST_REASON + 1)).text()


def test_a_choice_takes_its_word_in_any_case_and_leaves_others() -> None:
    arguments = Arguments("ADD 词")
    assert arguments.choice({"add": "add"}) == "add"
    assert arguments.choice({"add": "add"}) is None
    assert arguments.rest == "词"
