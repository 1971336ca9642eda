"""People: one way of writing, tables as they come, and what an import would change."""

import pytest

from bot.domain.people import (
    DepartmentNames,
    Person,
    diff,
    normal_department,
    normal_name,
    normal_phone,
    normal_staff_number,
    parse_roster,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("林一", "林一"),
        (" 林　一 ", "林一"),
        ("林 一 一", "林一一"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("阿依古丽 • 买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("Ｔｏｍ  Lee", "Tom Lee"),
        ("林一\u200b", "林一"),
        ("林一，", "林一"),
        ("", ""),
    ],
)
def test_a_name_has_one_way_of_writing(text: str, name: str) -> None:
    assert normal_name(text) == name


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("13800138000", "13800138000"),
        ("138 0013 8000", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("+86 138 0013 8000", "13800138000"),
        ("(+86)13800138000", "13800138000"),
        ("008613800138000", "13800138000"),
        ("8613800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("1380013800", None),
        ("138001380000", None),
        ("12800138000", None),
        ("010-12345678", None),
        ("无", None),
        ("", None),
    ],
)
def test_a_phone_is_eleven_digits_or_nothing(text: str, phone: str | None) -> None:
    assert normal_phone(text) == phone


@pytest.mark.parametrize(
    ("text", "number"),
    [("a001", "A001"), ("００１２３", "00123"), (" A 1 ", "A1"), ("A—1", "A-1"), ("无", None), ("-", None), ("", None)],
)
def test_a_staff_number_keeps_its_zeros(text: str, number: str | None) -> None:
    assert normal_staff_number(text) == number


DEPARTMENTS = ["研发部", "财务科", "人力资源部", "客服中心", "技术中心/测试组", "三年级(2)班", "总经理办公室", "办公室"]


@pytest.mark.parametrize(
    ("text", "department"),
    [
        ("研发部", "研发部"),
        ("研发", "研发部"),
        ("研发中心", "研发部"),
        ("技术中心研发部", "研发部"),
        ("研发部一组", "研发部"),
        ("财务部", "财务科"),
        ("财务", "财务科"),
        ("财会", "财务科"),
        ("人事部", "人力资源部"),
        ("ＨＲ", "人力资源部"),
        ("客服部", "客服中心"),
        ("测试组", "技术中心/测试组"),
        ("测试", "技术中心/测试组"),
        ("三年级二班", "三年级(2)班"),
        ("3年级2班", "三年级(2)班"),
        ("办公室", "办公室"),
        ("总经理办公室", "总经理办公室"),
        ("外联部", "外联部"),
    ],
)
def test_a_department_is_given_as_the_roster_writes_it(text: str, department: str) -> None:
    assert normal_department(text, DEPARTMENTS) == department


def test_a_stem_of_two_departments_means_neither() -> None:
    names = DepartmentNames(["研发部", "研发中心"])
    assert names.resolve("研发") is None
    assert names.resolve("研发部") == "研发部"


@pytest.mark.parametrize(
    ("headers", "column"),
    [
        (("姓名", "名字", "员工姓名", "姓　名", "*姓名", "姓名（必填）"), "name"),
        (("部门", "所属部门", "科室", "单位", "班组"), "department"),
        (("职务", "职位", "岗位", "职务/岗位"), "position"),
        (("电话", "手机", "手机号码", "联系电话", "联系方式", "移动电话"), "phone"),
        (("工号", "员工编号", "职工号", "编号"), "staff_number"),
        (("上级", "直属领导", "主管"), "superior"),
    ],
)
def test_a_header_is_known_in_many_wordings(headers: tuple[str, ...], column: str) -> None:
    for header in headers:
        first = "姓名" if column != "name" else "部门"
        sheet = parse_roster([[first, header], ["林一", "13800138000"] if column != "name" else ["研发部", "林一"]])
        assert not sheet.errors, header
        assert getattr(sheet.people[0], column), header


def test_title_rows_footers_and_empty_rows_are_left_out() -> None:
    rows = [
        ["某公司花名册", "某公司花名册", "某公司花名册"],
        ["2026年11月", "", ""],
        ["序号", "姓名", "所属部门"],
        ["1", "林一", "研发部"],
        ["", "", ""],
        ["序号", "姓名", "所属部门"],
        ["2", "王二", "财务部"],
        ["合计：2人", "", ""],
    ]
    sheet = parse_roster(rows)
    assert sheet.errors == ()
    assert sheet.people == (Person("林一", "研发部"), Person("王二", "财务部"))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "in_post"),
        ("在职", "in_post"),
        ("已离职", "departed"),
        ("2025年退休", "departed"),
        ("产假", "on_leave"),
        ("停薪留职", "on_leave"),
        ("未离职", "in_post"),
        ("不在职", "departed"),
    ],
)
def test_the_state_is_read_from_its_words(text: str, state: str) -> None:
    assert parse_roster([["姓名", "状态"], ["林一", text]]).people[0].state == state


def test_every_wrong_row_is_told_with_its_number_column_and_value() -> None:
    rows = [
        ["姓名", "部门", "电话", "工号"],
        ["林一", "研发部", "13800138000", "1"],
        ["", "研发部", "13800138001", "2"],
        ["王二", "研发部", "1380013", "3"],
        ["李三", "研发部", "13800138003", "1"],
        ["林一", "财务部", "13800138000", ""],
    ]
    errors = [(e.row_number, e.column, e.code, e.value) for e in parse_roster(rows).errors]
    assert errors == [
        (3, "name", "missing_name", ""),
        (4, "phone", "bad_phone", "1380013"),
        (5, "staff_number", "duplicate_staff_number", "1"),
        (6, "name", "duplicate_person", "林一"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        (["林一", "13800138000", "1"], ["林一", "13800138001", "2"], []),
        (["林一", "13800138000", "1"], ["林一", "13800138000", "2"], []),
        (["林一", "13800138000", ""], ["林一", "13800138001", ""], []),
        (["林一", "", "1"], ["林一", "", "2"], []),
        (["林一", "", ""], ["林一", "", ""], ["duplicate_person"]),
        (["林一", "13800138000", ""], ["林 一", "138-0013-8000", ""], ["duplicate_person"]),
    ],
)
def test_equal_names_are_two_people_only_where_something_tells_them_apart(
    first: list[str], second: list[str], codes: list[str]
) -> None:
    assert [e.code for e in parse_roster([["姓名", "电话", "工号"], first, second]).errors] == codes


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "no_header"),
        ([["a", "b"]], "no_header"),
        ([["姓名", "部门"]], "no_people"),
        ([["部门"], ["x"]], "no_header"),
    ],
)
def test_a_table_without_people_is_an_error(rows: list[list[str]], code: str) -> None:
    assert [e.code for e in parse_roster(rows).errors] == [code]


def test_short_rows_and_unknown_columns_do_no_harm() -> None:
    sheet = parse_roster([["血型", "姓名", "部门", "电话"], ["A", "林一"], ["B", "王二", "无", "/"]])
    assert sheet.people == (Person("林一"), Person("王二"))
    assert sheet.errors == ()


def test_a_cell_with_landline_and_mobile_gives_the_mobile() -> None:
    assert parse_roster([["姓名", "电话"], ["林一", "010-12345678/13800138000"]]).people[0].phone == "13800138000"


def test_a_change_names_the_fields_and_who_is_new_or_missing() -> None:
    lin, wang, li = (
        Person("林一", "研发部", staff_number="1"),
        Person("王二", "财务部"),
        Person("李三", phone="13800138000"),
    )
    moved = Person("林一", "财务部", "经理", staff_number="1")
    new = Person("陈四")
    change = diff([lin, wang, li], [moved, wang, new])
    assert change.added == (new,)
    assert [(c.old, c.new, c.fields) for c in change.changed] == [(lin, moved, ("department", "position"))]
    assert change.missing == (li,)
    assert change.unchanged_count == 1


def test_a_change_of_name_or_phone_is_a_change_not_a_new_person() -> None:
    change = diff([Person("林一", staff_number="1")], [Person("林一一", staff_number="1")])
    assert [c.fields for c in change.changed] == [("name",)]
    change = diff([Person("林一", phone="13800138000")], [Person("林一", phone="13800138001")])
    assert [c.fields for c in change.changed] == [("phone",)]


def test_equal_names_with_different_numbers_stay_two_people() -> None:
    change = diff([Person("林一", staff_number="1")], [Person("林一", staff_number="2")])
    assert (len(change.added), len(change.missing)) == (1, 1)


def test_who_departed_before_is_not_missing_now() -> None:
    assert diff([Person("林一", state="departed")], []).missing == ()


def test_an_equal_roster_changes_nothing() -> None:
    people = [Person(f"林{n}", staff_number=str(n)) for n in range(100)]
    change = diff(people, list(reversed(people)))
    assert (change.added, change.changed, change.missing, change.unchanged_count) == ((), (), (), 100)
