"""How departments are shortened in applicants' texts and on cards."""

import pytest

from bot.domain.people.departments import DepartmentNames

OFFICE = ("综合治理办公室", "城市管理办公室", "党政办公室", "综合行政执法队", "幸福里社区", "财政所")
HOSPITAL = ("心血管内科", "骨科一病区", "骨科二病区", "急诊科", "重症医学科", "药剂科", "护理部")
PLANT = (
    "制造中心/冲压车间",
    "制造中心/焊装车间",
    "供应链管理部",
    "财务管理部",
    "物流仓储部",
    "信息科技部",
    "安全监察部",
)
COURT = ("民事审判第一庭", "民事审判第二庭", "刑事审判庭", "立案庭", "3号楼", "变电运维一班", "变电运维二班")


@pytest.mark.parametrize(
    ("departments", "short", "meant"),
    [
        (OFFICE, "综治办", "综合治理办公室"),
        (OFFICE, "城管办", "城市管理办公室"),
        (OFFICE, "党政办", "党政办公室"),
        (OFFICE, "执法队", "综合行政执法队"),
        (OFFICE, "综合执法队", "综合行政执法队"),
        (OFFICE, "幸福里", "幸福里社区"),
        (HOSPITAL, "心内科", "心血管内科"),
        (HOSPITAL, "骨二科", "骨科二病区"),
        (HOSPITAL, "骨科2病区", "骨科二病区"),
        (HOSPITAL, "ICU", "重症医学科"),
        (PLANT, "冲压", "制造中心/冲压车间"),
        (PLANT, "供应链", "供应链管理部"),
        (PLANT, "财务科", "财务管理部"),
        (PLANT, "仓储部", "物流仓储部"),
        (PLANT, "信科部", "信息科技部"),
        (PLANT, "安监部", "安全监察部"),
        (COURT, "民一庭", "民事审判第一庭"),
        (COURT, "刑庭", "刑事审判庭"),
        (COURT, "三栋", "3号楼"),
        (COURT, "运维2班", "变电运维二班"),
    ],
)
def test_a_department_is_known_by_what_people_call_it(departments: tuple[str, ...], short: str, meant: str) -> None:
    names = DepartmentNames(departments)
    assert names.resolve(short) == meant or names.forms[short.casefold()] == meant


@pytest.mark.parametrize(
    ("departments", "short"),
    [
        (HOSPITAL, "骨科"),
        (COURT, "民庭"),
        (PLANT, "制造中心"),
        (("学生工作处", "学生事务处"), "学生处"),
        (("市场一部", "市场二部"), "市场部"),
        (("安全管理部", "安全监察部"), "安全部"),
    ],
)
def test_what_could_mean_two_departments_means_none(departments: tuple[str, ...], short: str) -> None:
    names = DepartmentNames(departments)
    assert names.resolve(short) is None
    assert short not in names.forms


@pytest.mark.parametrize("word", ["研究生", "学生", "业主", "志愿者", "总经理", "办公"])
def test_a_word_for_people_is_no_department_though_one_begins_with_it(word: str) -> None:
    names = DepartmentNames(["研究生院", "学生处", "业主委员会", "志愿者服务队", "总经理办公室"])
    assert word not in names.forms


def test_a_word_standing_alone_may_lack_more_and_be_misspelt_by_one_character() -> None:
    names = DepartmentNames(["质量管理部", "骨科二病区", "焊装车间"])
    assert names.shortened("质量管里部") == "质量管理部"
    assert names.shortened("骨二") == "骨科二病区"
    assert names.shortened("质量处分") is None
