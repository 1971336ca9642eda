"""Patterns of cards read, filled in and checked, by tables."""

import pytest

from bot.domain.cards import Fault, Kind, check, has_real_name, hint, parse_pattern, right_card
from bot.domain.people import DepartmentNames, Person

DEPARTMENTS = DepartmentNames(["研发部", "财务部", "市场部"])
ZHANG = Person("张三", "研发部", "工程师", "13800138000", "A1023")
PUPIL = Person("张小明", "三年级2班")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("部门-姓名", [Kind.DEPARTMENT, Kind.NAME]),
        ("“科室 / 姓名”", [Kind.DEPARTMENT, Kind.NAME]),
        ("所在单位+职务+真实姓名", [Kind.DEPARTMENT, Kind.POSITION, Kind.NAME]),
        ("年级+班级+学生+家长", [Kind.GRADE, Kind.CLASS, Kind.CHILD, Kind.RELATION]),
        ("【部门】姓名", [Kind.DEPARTMENT, Kind.NAME]),
        ("部门姓名", [Kind.DEPARTMENT, Kind.NAME]),
        ("楼栋-房号-姓名", [Kind.OTHER, Kind.OTHER, Kind.NAME]),
        ("姓名", [Kind.NAME]),
    ],
)
def test_a_pattern_is_read_as_its_parts(text: str, kinds: list[Kind]) -> None:
    pattern = parse_pattern(text)
    assert pattern is not None
    assert [part.kind for part in pattern.parts] == kinds


@pytest.mark.parametrize("text", ["", "---", "“”", "姓名-" * 9])
def test_what_names_nothing_or_far_too_much_is_no_pattern(text: str) -> None:
    assert parse_pattern(text) is None


@pytest.mark.parametrize(
    ("pattern", "person", "card"),
    [
        ("部门-姓名", ZHANG, "研发部-张三"),
        ("科室+姓名", ZHANG, "研发部-张三"),
        ("姓名（部门）", ZHANG, "张三（研发部）"),
        ("【部门】姓名", ZHANG, "【研发部】张三"),
        ("【部门-姓名】", ZHANG, "研发部-张三"),
        ("部门-姓名-工号", ZHANG, "研发部-张三-A1023"),
        ("部门-项目-姓名", ZHANG, None),
        ("部门-职务-姓名", Person("张三", "研发部"), None),
        ("年级+班级+学生", PUPIL, "三年级2班-张小明"),
        ("年级+班级+学生+家长", PUPIL, None),
        ("年级班级姓名", Person("李华", "高一(3)班"), "高一3班李华"),
        ("部门-姓名", Person("张三", "研" * 30), None),
        ("部门-姓名", Person("张三", "集团总部研发中心/基础软件研究所/操作系统部"), "操作系统部-张三"),
    ],
)
def test_the_right_card_is_made_of_the_pattern(pattern: str, person: Person, card: str | None) -> None:
    read = parse_pattern(pattern)
    assert read is not None
    assert right_card(read, person) == card


def test_what_the_roster_does_not_know_stands_in_the_hint_as_the_regulation_calls_it() -> None:
    pattern = parse_pattern("年级+班级+学生+家长")
    assert pattern is not None
    assert hint(pattern, PUPIL) == "三年级2班-张小明-家长"


@pytest.mark.parametrize(
    ("card", "faults"),
    [
        ("研发部-张三", ()),
        ("研发部—张三", ()),
        ("研发 张三", ()),
        ("研发部张三", ()),
        ("R&D—张三", ()),
        ("（研发部）张三", ()),
        ("研发部\u200b-张三", ()),
        ("", (Fault.EMPTY,)),
        (" - ", (Fault.EMPTY,)),
        ("张三", (Fault.MISSING,)),
        ("研发部", (Fault.MISSING,)),
        ("张三-研发部", (Fault.ORDER,)),
        ("财务部-张三", (Fault.DEPARTMENT,)),
        ("研发部-李四", (Fault.NAME,)),
        ("财务部-李四", (Fault.DEPARTMENT, Fault.NAME)),
        ("研发部-张三-加班中", (Fault.EXTRA,)),
        ("小张", (Fault.MISSING, Fault.NAME)),
    ],
)
def test_a_card_is_compared_with_the_person_it_belongs_to(card: str, faults: tuple[Fault, ...]) -> None:
    pattern = parse_pattern("部门-姓名")
    assert pattern is not None
    assert check(pattern, card, ZHANG, DEPARTMENTS).faults == faults


@pytest.mark.parametrize(
    ("card", "faults"),
    [
        ("研发部-王强", ()),
        ("财务-欧阳娜娜", ()),
        ("研发部王强", ()),
        ("小王", (Fault.SHAPE,)),
        ("研发部-", (Fault.SHAPE,)),
        ("王强-研发部", (Fault.ORDER,)),
        ("火星部-王强", (Fault.UNKNOWN_DEPARTMENT,)),
        ("研发部-A座", (Fault.NOT_A_NAME,)),
    ],
)
def test_without_a_person_the_form_counts(card: str, faults: tuple[Fault, ...]) -> None:
    pattern = parse_pattern("部门-姓名")
    assert pattern is not None
    assert check(pattern, card, None, DEPARTMENTS).faults == faults


@pytest.mark.parametrize(
    ("card", "faults"),
    [
        ("三年级2班张小明妈妈", ()),
        ("3年级2班 张小明爸爸", ()),
        ("三2班-张小明-妈妈", ()),
        ("三年级3班张小明妈妈", (Fault.OTHER_VALUE,)),
        ("三年级2班李小红妈妈", (Fault.NAME,)),
        ("三年级2班张小明", (Fault.MISSING,)),
        ("张小明妈妈", (Fault.MISSING,)),
    ],
)
def test_a_parents_card_names_grade_class_pupil_and_relation(card: str, faults: tuple[Fault, ...]) -> None:
    pattern = parse_pattern("年级+班级+学生+家长")
    assert pattern is not None
    assert check(pattern, card, PUPIL).faults == faults


def test_missing_parts_are_named_as_the_regulation_calls_them() -> None:
    pattern = parse_pattern("科室-姓名-工号")
    assert pattern is not None
    assert check(pattern, "张三", ZHANG, DEPARTMENTS).missing == ("科室", "工号")


@pytest.mark.parametrize(
    ("card", "real"), [("张三", True), ("阿依古丽·买买提", True), ("Ada King", True), ("研发部", False), ("123", False)]
)
def test_a_real_name_is_looked_for_where_no_pattern_is_stated(card: str, real: bool) -> None:
    assert has_real_name(card) is real
