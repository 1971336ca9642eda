"""Applicants' texts without a roster, of parents, hostile ones, and how fast they are read."""

import time

import pytest

from bot.domain.applicants import RosterIndex, match_line, read_application
from bot.domain.people import Person

from .roster import ROSTER


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("财务-李四", {"name": "李四", "department": "财务"}),
        ("我是财务部的李四", {"name": "李四", "department": "财务部"}),
        ("李四，市场部，13900139000", {"name": "李四", "department": "市场部", "phone": "13900139000"}),
        ("姓名：努尔兰·艾山 部门：后勤", {"name": "努尔兰·艾山", "department": "后勤"}),
        ("上官婉儿 行政部 工号 B-12", {"name": "上官婉儿", "department": "行政部", "staff_number": "B-12"}),
        ("姓名：晓晓 职务：首席体验官", {"name": "晓晓", "position": "首席体验官"}),
        ("研发部 高级软件工程师 周杰", {"name": "周杰", "department": "研发部", "position": "高级软件工程师"}),
        ("副主任李明", {"name": "李明", "position": "副主任"}),
    ],
)
def test_without_a_roster_names_are_known_by_their_surnames(text: str, fields: dict[str, str]) -> None:
    assert read_application(text).fields == fields


def test_a_parent_is_read_with_child_relation_and_class() -> None:
    application = read_application("三年级二班王小明的妈妈 李红 13812345678")
    assert application.fields == {
        "name": "李红",
        "phone": "13812345678",
        "child": "王小明",
        "relation": "妈妈",
        "class": "三年级二班",
    }
    assert not application.speaks_for_other


def test_a_parent_without_an_own_name_speaks_for_the_child() -> None:
    application = read_application("我是王小明的妈妈")
    assert application.fields == {"child": "王小明", "relation": "妈妈"}
    assert application.speaks_for_other


def test_departments_and_names_given_are_preferred() -> None:
    application = read_application("质检晓晓", departments=["质检科"], names=["晓晓"])
    assert application.fields == {"name": "晓晓", "department": "质检科"}


@pytest.mark.parametrize(
    "text",
    [
        *("的" * 2_000, "1" * 2_000, "张" * 2_000, "替" * 2_000, "问题:" * 600, "[" * 2_000, "从" * 2_000),
        *("138 " * 500, "你好，" * 300 + "张三 研发部", "\x00\ud7ff\uffff", "{{7*7}}", "[CQ:at,qq=all]" * 100),
    ],
)
def test_no_text_breaks_the_reader_or_gets_in_by_its_length(text: str) -> None:
    began = time.perf_counter()
    found = match_line(text, ROSTER)
    assert time.perf_counter() - began < 1
    assert found["decision"] == "ask" or text.endswith("研发部")


def test_three_thousand_people_take_under_five_milliseconds_an_applicant() -> None:
    people = [
        Person(f"王{chr(0x4E00 + n % 300)}{chr(0x5000 + n // 10)}", f"业务{n % 60}部", None, f"138{n:08d}", f"A{n:05d}")
        for n in range(3_000)
    ]
    index = RosterIndex(people)
    texts = [f"你好，我是{p.name}，{p.department}，电话{p.phone}，谢谢" for p in people[::50]]
    match_line(texts[0], index)
    began = time.perf_counter()
    decisions = {match_line(text, index)["decision"] for text in texts}
    assert decisions == {"approve"}
    assert (time.perf_counter() - began) / len(texts) < 0.005
