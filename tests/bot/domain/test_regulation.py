"""A regulation as clauses."""

import pytest

from bot.domain.regulation import Clause, Duty, RegulationText, clauses_from_json, clauses_to_json
from bot.governance.regulations import basic, digest

TEXT = RegulationText(
    "制度",
    "1",
    (
        Clause("第一条", "不得发布广告", (Duty("moderation.ads"), Duty("moderation.spam"))),
        Clause("三/2/(4)", "一日内回复", (Duty("notice.ack", "auto", {"within": "1d"}),)),
        Clause("第十二条", "再次规定", (Duty("moderation.ads"), Duty("notice.ack", "auto", {"words": "收到"}))),
    ),
)


@pytest.mark.parametrize(
    ("spoken", "path"),
    [
        ("第一条", "第一条"), ("第1条", "第一条"), ("１", "第一条"), ("一", "第一条"), (" 第 1 条 ", "第一条"),
        ("12", "第十二条"), ("十二", "第十二条"), ("第十二條", "第十二条"), ("三/2/(4)", "三/2/(4)"),
    ],
)  # fmt: skip
def test_a_clause_is_found_as_people_name_it(spoken: str, path: str) -> None:
    clause = TEXT.find(spoken)
    assert clause is not None
    assert clause.path == path


@pytest.mark.parametrize("spoken", ["", "第二条", "第条", "广告", "0", "第一二条"])
def test_a_clause_that_is_not_there_is_none(spoken: str) -> None:
    assert TEXT.find(spoken) is None


def test_the_first_clause_that_asks_serves_and_any_that_states_gives_the_parameter() -> None:
    clause = TEXT.clause_for("moderation.ads")
    assert clause is not None
    assert clause.path == "第一条"
    assert TEXT.parameter("notice.ack", "within") == "1d"
    assert TEXT.parameter("notice.ack", "words") == "收到"
    assert TEXT.parameter("notice.ack", "none", "x") == "x"
    assert TEXT.clause_for("realname") is None


def test_what_is_forbidden_is_the_last_part_of_moderation_duties() -> None:
    assert TEXT.forbids() == {"ads", "spam"}


def test_clauses_survive_their_json() -> None:
    assert clauses_from_json(clauses_to_json(TEXT.clauses)) == TEXT.clauses


def test_the_digest_tells_texts_apart_and_nothing_else() -> None:
    assert digest(TEXT) == digest(RegulationText("制度", "1", clauses_from_json(clauses_to_json(TEXT.clauses))))
    assert digest(TEXT) != digest(RegulationText("制度", "2", TEXT.clauses))


def test_the_built_in_regulation_names_every_article_once_and_in_order() -> None:
    numbers = [basic().find(str(n)) for n in range(1, len(basic().clauses) + 1)]
    assert numbers == list(basic().clauses)
