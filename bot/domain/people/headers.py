"""The words by which personnel departments head their columns, and finding the row that holds them."""

import re
from collections.abc import Sequence

from bot.domain.people.normal import plain

HEADERS: dict[str, tuple[str, ...]] = {
    "name": (
        *(
            "姓名",
            "名字",
            "员工姓名",
            "职工姓名",
            "人员姓名",
            "教师姓名",
            "真实姓名",
            "教职工姓名",
            "中文姓名",
            "中文名",
        ),
        *(
            "人员名称",
            "员工名称",
            "学生姓名",
            "成员姓名",
            "姓名全称",
            "名称",
            "联系人",
            "name",
            "fullname",
            "employeename",
        ),
    ),
    "department": (
        *("部门", "所属部门", "所在部门", "部门名称", "部门科室", "科室", "所在科室", "科室名称", "单位", "所在单位"),
        *(
            "工作单位",
            "单位部门",
            "所属单位",
            "工作部门",
            "归属部门",
            "所属科室",
            "二级部门",
            "一级部门",
            "部室",
            "处室",
        ),
        *(
            "班组",
            "所在班组",
            "车间",
            "组别",
            "班级",
            "院系",
            "年级班级",
            "组织",
            "组织名称",
            "所属组织",
            "机构",
            "部门班组",
        ),
        *("department", "dept", "departmentname", "division", "unit"),
    ),
    "position": (
        *("职务", "职位", "岗位", "岗位名称", "职务岗位", "岗位职务", "职务名称", "职位名称", "现任职务", "现任岗位"),
        *(
            "担任职务",
            "行政职务",
            "工作岗位",
            "所在岗位",
            "职称",
            "工种",
            "职务职称",
            "position",
            "title",
            "jobtitle",
            "post",
        ),
    ),
    "phone": (
        *(
            "手机号码",
            "手机号",
            "手机",
            "移动电话",
            "联系手机",
            "本人手机",
            "常用手机",
            "联系手机号",
            "手机电话",
            "手提电话",
        ),
        *("电话", "联系电话", "联系方式", "电话号码", "本人电话", "联络电话", "联系号码", "移动电话号码", "联络方式"),
        *("phone", "mobile", "tel", "cellphone", "mobilephone", "phonenumber", "telephone"),
    ),
    "staff_number": (
        *(
            "工号",
            "员工编号",
            "职工号",
            "员工号",
            "职工编号",
            "人员编号",
            "员工工号",
            "职工工号",
            "人员编码",
            "员工代码",
        ),
        *(
            "职工编码",
            "员工编码",
            "工卡号",
            "工牌号",
            "胸牌号",
            "教工号",
            "教职工号",
            "人事编号",
            "工资号",
            "员工id",
            "编号",
        ),
        *("staffnumber", "staffno", "staffid", "employeeid", "employeeno", "employeenumber", "jobnumber", "id"),
    ),
    "superior": (
        *(
            "直属上级",
            "直接上级",
            "直属领导",
            "上级",
            "上级领导",
            "上级主管",
            "直接主管",
            "直线经理",
            "汇报对象",
            "主管",
        ),
        *("主管姓名", "部门领导", "部门负责人", "负责人", "分管领导", "主管领导", "reportto", "manager", "superior"),
    ),
    "state": (
        *(
            "在职状态",
            "人员状态",
            "员工状态",
            "在岗状态",
            "状态",
            "在岗情况",
            "在职情况",
            "用工状态",
            "是否在职",
            "是否在岗",
        ),
        *("备注", "说明", "state", "status", "employmentstatus"),
    ),
}
"""Of several columns for one field the one earliest in its list counts."""
LEFT_ON = "left_on"
"""A column of days on which people left: whoever has one is departed."""
_LEFT = ("离职日期", "离职时间", "退休日期", "退休时间", "调离日期", "调出日期", "离岗日期", "leavedate", "leftdate")
_RANKS = {word: (column, rank) for column, words in HEADERS.items() for rank, word in enumerate(words)}
_RANKS.update({word: (LEFT_ON, rank) for rank, word in enumerate(_LEFT)})
_NOISE = re.compile(r"\(.*?\)|\[.*?\]|[\s*:/_\-、.#]|必填|选填")
_SEARCHED_ROWS = 20


def find_header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """Index of the header and field → column; a header of two rows is the lower one, with what only the upper says."""
    for index, row in enumerate(rows[:_SEARCHED_ROWS]):
        columns = columns_of(row)
        if "name" in columns and len(columns) >= 2:
            return _with_second_row(rows, index, columns)
    for index, row in enumerate(rows[:_SEARCHED_ROWS]):
        filled = [cell for cell in row if plain(cell)]
        if len(filled) == 1 and "name" in columns_of(row):
            return index, columns_of(row)
    return None


def _with_second_row(rows: Sequence[Sequence[str]], index: int, columns: dict[str, int]) -> tuple[int, dict[str, int]]:
    below = columns_of(rows[index + 1]) if index + 1 < len(rows) else {}
    return (index + 1, {**columns, **below}) if len(below) >= 2 and "name" in below else (index, columns)


def columns_of(row: Sequence[str]) -> dict[str, int]:
    """Field → index of its column."""
    ranks: dict[str, tuple[int, int]] = {}
    for at, cell in enumerate(row):
        found = _RANKS.get(_NOISE.sub("", plain(cell).casefold()))
        if found is not None and (found[0] not in ranks or (found[1], at) < ranks[found[0]]):
            ranks[found[0]] = (found[1], at)
    return {column: at for column, (_, at) in ranks.items()}
