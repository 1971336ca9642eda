"""Tables as personnel departments write them."""

import pytest

from bot.domain.people import Person, RowError, diff, parse_roster, parse_tables

HEAD = ["序号", "姓名", "部门", "手机"]


def test_a_row_over_the_whole_width_is_the_department_of_those_below() -> None:
    rows = [
        ["姓名", "电话"],
        ["研发部（2人）", "研发部（2人）"],
        ["张三", "13800138000"],
        ["李四", ""],
        ["财务科", "财务科"],
        ["王五", ""],
    ]
    assert parse_roster(rows).people == (
        Person("张三", "研发部", phone="13800138000"),
        Person("李四", "研发部"),
        Person("王五", "财务科"),
    )


def test_a_department_written_once_for_its_people_holds_for_all_of_them() -> None:
    rows = [
        ["部门", "姓名"],
        ["研发部", "张三"],
        ["", "李四"],
        ["", "王五"],
        ["财务部", "赵六"],
        ["", "孙七"],
        ["", "周八"],
    ]
    assert [p.department for p in parse_roster(rows).people] == ["研发部"] * 3 + ["财务部"] * 3


def test_a_missing_department_here_and_there_stays_unknown() -> None:
    rows = [["部门", "姓名"], ["研发部", "张三"], ["", "李四"], ["财务部", "王五"], ["财务部", "赵六"]]
    assert [p.department for p in parse_roster(rows).people] == ["研发部", None, "财务部", "财务部"]


def test_a_header_of_two_rows_is_read_whole() -> None:
    rows = [
        ["某某公司通讯录"] * 5,
        ["姓名", "部门", "联系方式", "联系方式", "工号"],
        ["姓名", "部门", "办公电话", "手机", "工号"],
        ["张三", "研发部", "010-62345678", "13800138000", "1"],
    ]
    assert parse_roster(rows).people == (Person("张三", "研发部", None, "13800138000", "1"),)


@pytest.mark.parametrize(
    "phone",
    [
        "13800138000.0",
        "1.3800138000E+10",
        "１３８００１３８０００",
        "138-0013-8000",
        "+86 138 0013 8000",
        " 13800138000\u3000",
    ],
)
def test_a_phone_is_read_as_spreadsheets_write_it(phone: str) -> None:
    assert parse_roster([["姓名", "手机"], ["张三", phone]]).people[0].phone == "13800138000"


def test_a_landline_is_no_mobile_and_no_fault() -> None:
    assert parse_roster([["姓名", "电话"], ["张三", "010-62345678"], ["李四", "62345678转8012"]]).people == (
        Person("张三"),
        Person("李四"),
    )


def test_a_number_that_lost_its_digits_is_told() -> None:
    assert parse_roster([["姓名", "手机"], ["张三", "1.38E+10"]]).errors == (
        RowError(2, "phone", "bad_phone", "1.38E+10"),
    )


@pytest.mark.parametrize(
    "footer",
    [
        ["合计", "", "", "25"],
        ["制表人：王芳", "审核：李强", "日期：2026.1.1", ""],
        ["", "合计：2人", "", ""],
        ["填表说明：请如实填写"] * 4,
        ["3", "", "", ""],
    ],
)
def test_footers_and_numbered_empty_rows_are_no_people(footer: list[str]) -> None:
    sheet = parse_roster([HEAD, ["1", "张三", "研发部", ""], ["2", "李四", "研发部", ""], footer])
    assert [p.name for p in sheet.people] == ["张三", "李四"]
    assert sheet.errors == ()


def test_a_day_of_leaving_means_departed() -> None:
    sheet = parse_roster([["姓名", "离职日期"], ["张三", "2024-05-01"], ["李四", ""], ["王五", "45413"]])
    assert [p.state for p in sheet.people] == ["departed", "in_post", "departed"]
    assert "state" in sheet.columns


def test_every_worksheet_with_a_header_is_read_and_its_title_may_tell_the_state() -> None:
    sheet = parse_tables(
        [
            ("填表说明", [["本表由人力资源部填写"]]),
            ("在职", [["姓名", "工号"], ["张三", "1"]]),
            ("离职人员", [["姓名", "工号"], ["李四", "2"], ["", "3"]]),
        ]
    )
    assert [(p.name, p.state) for p in sheet.people] == [("张三", "in_post"), ("李四", "departed")]
    assert sheet.errors == (RowError(3, "name", "missing_name", "", "离职人员"),)


def test_somebody_in_two_worksheets_is_told_once() -> None:
    head = ["姓名", "工号"]
    sheet = parse_tables([("一", [head, ["张三", "1"]]), ("二", [head, ["张三", "1"]])])
    assert [(e.sheet, e.row_number, e.code) for e in sheet.errors] == [("二", 2, "duplicate_staff_number")]


def test_equal_names_in_two_departments_are_two_people() -> None:
    assert len(parse_roster([["姓名", "部门"], ["张三", "研发部"], ["张三", "财务部"]]).people) == 2


def test_namesakes_are_followed_by_their_department() -> None:
    old = (Person("张三", "研发部", "工程师"), Person("张三", "财务部", "会计"))
    change = diff(old, (Person("张三", "财务部", "主管"), Person("张三", "研发部", "工程师")))
    assert [(c.old.department, c.fields) for c in change.changed] == [("财务部", ("position",))]
    assert not change.added
    assert not change.missing
