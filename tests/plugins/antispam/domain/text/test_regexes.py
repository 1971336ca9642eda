import pytest

from plugins.antispam.domain.text.normalise import normalise
from plugins.antispam.domain.text.own import OwnWords
from plugins.antispam.domain.text.regexes import MOST, RegexMatcher, WrongExpression, check_expression

MATCHER = RegexMatcher([r"加薇\d+", "代.?开.?發票", r"[A-Z]{3}-\d{4}", "（内部）", "^蓝莓$", r"盘口\d{2,}"])


def shown(text: str) -> list[str]:
    return [text[hit.span.start : hit.span.end] for hit in MATCHER.find(normalise(text))]


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        (r"(?=x)abc", "lookaround"),
        (r"(?!x)abc", "lookaround"),
        (r"(?<=加)微信", "lookaround"),
        (r"(?<!加)微信", "lookaround"),
        (r"(?>abc)", "lookaround"),
        (r"(ab)\1", "backreference"),
        (r"(?P<n>ab)\k<n>", "backreference"),
        (r"\uD800", "escape"),
        ("abc\\", "escape"),
        ("[z-a]xy", "range"),
        ("[abc", "bracket"),
        ("(abc", "parenthesis"),
        ("abc)", "parenthesis"),
        ("*abc", "repetition"),
        ("ab++c", "repetition"),
        ("a{2000}", "repetition_size"),
        ("(a{100}){100}", "repetition_size"),
        (r"(\p{Han}{30}){30}", "too_large"),
        ("字" * 101, "too_long"),
        ("a*", "matches_empty"),
        ("(加|)", "matches_empty"),
        ("^", "matches_empty"),
        ("$", "matches_empty"),
        (".", "matches_all"),
        (r"\w", "matches_all"),
        (r"\S+", "matches_all"),
        ("[一-龥]", "matches_all"),
        (r"\d+", "matches_all"),
        (r"\d{3}", "matches_all"),
        ("[^x]", "matches_all"),
        (r"\b", "matches_all"),
        (r"\p{Han}{2,}", "matches_all"),
        ("好", "matches_all"),
    ],
)
def test_an_expression_is_refused_with_its_reason(expression: str, reason: str) -> None:
    with pytest.raises(WrongExpression) as refused:
        check_expression(expression)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "expression", [r"加.{0,3}微信?\d{5,}", "^收到$", "(?i)vip客户", r"项目[甲乙]组", r"A-\d{4}号", "蓝莓|草莓"]
)
def test_a_sound_expression_is_taken(expression: str) -> None:
    check_expression(expression)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("请加薇12345", ["加薇12345"]),
        ("代😀开发票吗", ["代😀开发票"]),
        ("代 開 發票", ["代 開 發票"]),
        ("货号 abc-1234 到了", ["abc-1234"]),
        ("货号 ＡＢＣ-１２３４", ["ＡＢＣ-１２３４"]),
        ("(内部)资料", ["(内部)"]),
        ("蓝莓", ["蓝莓"]),
        ("蓝莓酸奶", []),
        ("盤口①②", ["盤口①②"]),
        ("\ud800加薇123456", ["加薇123456"]),
        ("", []),
        ("今天开会", []),
    ],
)
def test_it_is_looked_for_in_the_folded_text_and_shown_as_written(text: str, places: list[str]) -> None:
    assert shown(text) == places
    assert MATCHER.may_tell(normalise(text)) == bool(places)


def test_a_group_without_expressions_matches_nothing() -> None:
    assert RegexMatcher([]).find(normalise("任何内容")) == []
    assert not RegexMatcher([]).may_tell(normalise("任何内容"))


def test_expressions_beyond_the_most_and_unreadable_ones_are_left_out() -> None:
    assert len(RegexMatcher([f"蓝莓{i}" for i in range(MOST + 10)])) == MOST
    assert len(RegexMatcher(["(", "蓝莓"])) == 1


def test_words_and_expressions_have_one_face() -> None:
    own = OwnWords(["蓝莓行动", "=滴滴"], [r"草莓\d"])
    assert len(own) == 3
    assert [hit.word.text for hit in own.find(normalise("蓝莓行动，草莓7"))] == ["蓝莓行动", r"草莓\d"]
    assert own.may_tell(normalise("滴滴"))
    assert not own.may_tell(normalise("草莓很甜"))
