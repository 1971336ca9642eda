"""Group cards against the pattern that the regulation states."""

import pytest

from bot.domain.cards import CardPattern, check, has_real_name, parse_pattern
from bot.domain.people import DepartmentNames


def fits(card: str, pattern: CardPattern, departments: DepartmentNames | None = None) -> bool:
    return check(pattern, card, None, departments).is_right


ROSTER = DepartmentNames(["技术部", "财务部", "市场部"])


@pytest.mark.parametrize(
    ("pattern", "card", "fit"),
    [
        ("部门-姓名", "技术部-王强", True),
        ("部门-姓名", "技术部－王强", True),
        ("部门-姓名", "技术部—王强", True),
        ("部门-姓名", "技术部_王强", True),
        ("部门-姓名", "技术部/王强", True),
        ("部门-姓名", "技术部·王强", True),
        ("部门-姓名", "技术部 王强", True),
        ("部门-姓名", " 技术部 - 王强 ", True),
        ("部门-姓名", "技术部-后端-王强", True),
        ("部门-姓名", "技术部-阿依·古丽", True),
        ("部门-姓名", "技术部-John Smith", True),
        ("部门-姓名", "王强", False),
        ("部门-姓名", "技术部王强", False),
        ("部门-姓名", "技术部-", False),
        ("部门-姓名", "-王强", False),
        ("部门-姓名", "王强-技术部", False),
        ("部门-姓名", "技术部-8848", False),
        ("部门-姓名", "🐟", False),
        ("部门-姓名", "", False),
        ("科室/姓名", "内科-李雷", True),
        ("姓名-部门", "王强-技术部", True),
        ("“部门-姓名-手机号”", "技术部-王强-13800138000", True),
        ("部门-姓名-手机号", "技术部-王强-138", False),
        ("班级-姓名-家长", "三班-李雷-爸爸", True),
    ],
)
def test_a_card_fits_its_pattern_field_by_field(pattern: str, card: str, fit: bool) -> None:
    parsed = parse_pattern(pattern)
    assert parsed is not None
    assert fits(card, parsed) is fit


@pytest.mark.parametrize(
    ("card", "fit"),
    [("技术部-王强", True), ("技术-王强", True), ("幸福里-王强", False), ("王强-技术部", False)],
)
def test_a_department_must_be_one_of_the_roster_where_there_is_one(card: str, fit: bool) -> None:
    pattern = parse_pattern("部门-姓名")
    assert pattern is not None
    assert fits(card, pattern, ROSTER) is fit


@pytest.mark.parametrize(("card", "real"), [("王强", True), ("后端 王强", True), ("😀", False), ("12345", False)])
def test_without_a_pattern_some_part_must_look_like_a_name(card: str, real: bool) -> None:
    assert has_real_name(card) is real


def test_no_pattern_is_no_pattern() -> None:
    assert parse_pattern(" “” ") is None


def test_a_card_of_a_thousand_parts_is_refused_without_searching() -> None:
    pattern = parse_pattern("部门-姓名")
    assert pattern is not None
    assert fits("a-" * 1000, pattern) is False
