"""What a regulation states about the clean-up, and what it leaves out."""

import pytest

from bot.domain.regulation import Clause, Duty, RegulationText
from bot.governance.regulations import basic
from plugins.cleanup.domain.rules import read_rules


def regulation(*duties: Duty) -> RegulationText:
    return RegulationText(
        "测试群规", "1", tuple(Clause(f"第{i}条", "条文", (duty,)) for i, duty in enumerate(duties, 1))
    )


def test_the_built_in_regulation_gives_every_reason() -> None:
    rules = read_rules(basic())
    assert rules is not None
    assert (rules.inactive_days, rules.departed, rules.off_roster, rules.grace_days) == (60, True, True, 7)
    assert rules.pattern is not None
    assert tuple(part.word for part in rules.pattern.parts) == ("部门", "姓名")
    assert rules.clause.path == "第十四条"


def test_without_a_clause_there_are_no_rules() -> None:
    assert read_rules(regulation(Duty("realname"))) is None


@pytest.mark.parametrize(
    ("parameters", "inactive_days", "departed"),
    [
        ({}, 60, True),
        ({"schedule": "weekly"}, 60, True),
        ({"inactive": "yes"}, 60, False),
        ({"inactive": "yes", "departed": "yes"}, 60, True),
        ({"departed": "yes"}, None, True),
        ({"inactive_days": "90", "departed": "no"}, 90, False),
        ({"inactive_days": "3个月"}, 90, False),
    ],
)
def test_a_clause_that_names_reasons_means_those(
    parameters: dict[str, str], inactive_days: int | None, departed: bool
) -> None:
    rules = read_rules(regulation(Duty("cleanup.members", parameters=parameters)))
    assert rules is not None
    assert (rules.inactive_days, rules.departed) == (inactive_days, departed)
    assert not rules.off_roster
    assert not rules.real_name


@pytest.mark.parametrize(("stated", "days"), [("0", 0), ("3", 3), ("2周", 14), ("", 7), ("很久", 7), ("9999", 365)])
def test_the_days_of_grace_are_read_within_bounds(stated: str, days: int) -> None:
    rules = read_rules(regulation(Duty("cleanup.members", parameters={"grace_days": stated})))
    assert rules is not None
    assert rules.grace_days == days


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("每周检查群成员，对离职人员经管理员确认后立即移出。", 0),
        ("发现无关人员，当场移出。", 0),
        ("名单公示0天，即予清退。", 0),
        ("不再提醒，直接移除。", 0),
        ("对离职人员予以移出。", 7),
        ("发现违规的立即提醒，仍不改正的移出。", 7),
        ("公示10天后清退。", 7),
        ("核实后及时处理。", 7),
    ],
)
def test_words_that_leave_no_time_mean_no_days_of_grace(words: str, days: int) -> None:
    text = RegulationText("测试群规", "1", (Clause("第一条", words, (Duty("cleanup.members"),)),))
    rules = read_rules(text)
    assert rules is not None
    assert rules.grace_days == days


@pytest.mark.parametrize("stated", ["0d", "0天", "0 日"])
def test_a_stated_zero_is_zero_and_a_stated_number_beats_the_words(stated: str) -> None:
    at_once = Clause("第一条", "确认后立即移出。", (Duty("cleanup.members", parameters={"grace_days": "5"}),))
    rules = read_rules(RegulationText("测试群规", "1", (at_once,)))
    assert rules is not None
    assert rules.grace_days == 5
    rules = read_rules(regulation(Duty("cleanup.members", parameters={"grace_days": stated})))
    assert rules is not None
    assert rules.grace_days == 0
