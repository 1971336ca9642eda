"""Questions made from a regulation."""

from random import Random

import pytest

from bot.domain.quiz import WRONG, questions
from bot.domain.regulation import Clause, Duty, RegulationText
from bot.governance.regulations import basic


@pytest.mark.parametrize("seed", range(20))
def test_every_question_has_one_right_answer_and_its_clause(seed: int) -> None:
    found = questions(basic(), Random(seed), 10)
    assert len(found) == 10
    assert len({question.clause.path for question in found}) == 10
    for question in found:
        assert len(set(question.wrong)) == WRONG
        assert question.right not in question.wrong
        assert question.clause in basic().clauses
        if "（　　）" in question.text:
            assert question.text.split("：", 1)[1].replace("（　　）", question.right) == question.clause.text


def test_the_same_chance_asks_the_same() -> None:
    assert questions(basic(), Random(3), 5) == questions(basic(), Random(3), 5)


def test_a_text_too_short_for_choices_asks_only_what_it_can() -> None:
    text = RegulationText(
        "小", "1", (Clause("第一条", "24小时内回复。", (Duty("notice.ack"),)), Clause("第二条", "好。"))
    )
    [question] = questions(text, Random(1), 5)
    assert question.right == "24小时"
    assert questions(RegulationText("空", "1", ()), Random(1), 5) == []
