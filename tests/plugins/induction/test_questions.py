"""Questions made of a regulation, and what counts as an answer, by tables."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.governance import regulations
from plugins.induction.domain.answers import accepts, answer_in
from plugins.induction.domain.course import (
    MOST_A_DAY,
    Progress,
    answered,
    may_answer,
    tells_count,
    turn_of,
)
from plugins.induction.domain.questions import LETTERS, pose, questions_of

QUESTIONS = questions_of(regulations.basic())
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


def test_the_basic_regulation_gives_many_questions_each_with_its_clause_and_different_choices() -> None:
    assert len(QUESTIONS) >= 25
    assert len({question.key for question in QUESTIONS}) == len(QUESTIONS)
    paths = {clause.path for clause in regulations.basic().clauses}
    for question in QUESTIONS:
        assert question.clause in paths
        assert 2 <= len(set(question.choices)) == len(question.choices) <= 4


def test_right_choices_follow_the_clauses_parameters() -> None:
    right = {question.text: question.choices[0] for question in QUESTIONS}
    assert right["看到通知后，没有写明截止时间的应在多久内回复？"] == "24小时"
    assert right["群名片应当怎样填写？"] == "部门-姓名"
    assert right["看到通知后应当怎样做？"] == "回复“收到”"
    assert right["判断：在群内可以发布广告、推销及垃圾信息。"] == "错误"


def test_the_same_seed_asks_the_same_and_another_something_else() -> None:
    one, again, other = (pose(QUESTIONS, (), seed) for seed in ("1:a", "1:a", "2:b"))
    assert one == again
    assert one != other
    assert one is not None
    right = next(question for question in QUESTIONS if question.key == one.key).choices[0]
    assert one.choices[LETTERS.index(one.right)] == right


def test_nobody_is_asked_the_same_twice_before_everything_was_asked() -> None:
    asked: list[str] = []
    for _ in QUESTIONS:
        posed = pose(QUESTIONS, asked, "seed")
        assert posed is not None
        asked.append(posed.key)
    assert len(set(asked)) == len(QUESTIONS)
    posed = pose(QUESTIONS, asked, "seed")
    assert posed is not None
    assert posed.key == asked[0]


def test_the_right_letter_is_spread() -> None:
    letters = {posed.right for n in range(40) if (posed := pose(QUESTIONS, (), f"s{n}")) is not None}
    assert letters == set("ABCD")


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("B", "B"),
        ("b", "B"),
        ("Ｂ", "B"),
        ("选C。", "C"),
        ("我选 a", "A"),
        ("答案是D", "D"),
        ("E", None),
        ("AB", None),
        ("A座会议室", None),
        ("好的", None),
        ("", None),
        ("b" * 100, None),
    ],
)
def test_a_letter_is_an_answer_and_talk_is_none(text: str, letter: str | None) -> None:
    assert answer_in(text) == letter


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("同意", True),
        ("我已阅读并同意", True),
        ("认同群规", True),
        ("接受。", True),
        ("Accept", True),
        ("不同意", False),
        ("同意你的看法", False),
        ("收到", False),
    ],
)
def test_words_of_acceptance(text: str, yes: bool) -> None:
    assert accepts(text) is yes


def test_answers_are_paced_and_counted_by_the_day() -> None:
    progress = Progress(needed=3, right=0, answered_today=0, in_round=0)
    progress = answered(progress, True, NOW, "d1")
    assert may_answer(progress, NOW + timedelta(seconds=1), "d1") == "too_fast"
    assert may_answer(progress, NOW + timedelta(seconds=3), "d1") is None
    for _ in range(MOST_A_DAY):
        progress = answered(progress, False, NOW, "d1")
    assert may_answer(progress, NOW + timedelta(hours=1), "d1") == "tomorrow"
    assert may_answer(progress, NOW + timedelta(days=1), "d2") is None


def test_in_a_group_the_count_never_tells_of_a_single_answer() -> None:
    first = answered(Progress(3, 0, 0, 0), True, NOW, "d")
    assert not tells_count(first, private=False)
    assert tells_count(first, private=True)
    second = answered(first, False, NOW + timedelta(minutes=1), "d")
    assert tells_count(second, private=False)


def test_reminded_twice_then_handed_over() -> None:
    assert turn_of(NOW, None, 0, NOW + timedelta(hours=10)) is None
    assert turn_of(NOW, None, 0, NOW + timedelta(hours=21)) == "remind"
    assert turn_of(NOW, NOW + timedelta(hours=21), 2, NOW + timedelta(hours=42)) == "hand_over"
