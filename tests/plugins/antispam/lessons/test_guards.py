"""Attempts at poisoning, and what stops each."""

import pytest

from plugins.antispam.domain.lessons.excerpt import excerpt
from plugins.antispam.domain.lessons.guards import Circumstances, Guard, guard, pairs, says_the_same, who_said

NOTICE = "请各部门周五前提交本月考勤表"


@pytest.mark.parametrize(
    ("what", "lesson", "stopped"),
    [
        ("an undecided text", Circumstances(True, 30, 0.4), None),
        ("a missed advertisement", Circumstances(True, 30, -1.2), None),
        ("a false recall", Circumstances(False, 30, 2.0), None),
        ("an acknowledgement", Circumstances(True, 2, -2.0, others=9), Guard.SHORT),
        ("a flood of lessons", Circumstances(True, 30, 0.4, taught_today=20), Guard.DAILY),
        ("the last of the day", Circumstances(True, 30, 0.4, taught_today=19), None),
        ("a copied notice", Circumstances(True, 14, -1.0, others=1, administrators=1), Guard.NOTICE),
        ("ordinary talk", Circumstances(True, 14, -1.0, others=2), Guard.COMMON),
        ("said by one other", Circumstances(True, 14, -1.0, others=1), None),
        ("an advertisement by several accounts", Circumstances(True, 40, 1.5, others=5, administrators=1), None),
        ("plainly innocent", Circumstances(True, 14, -4.0), Guard.OPINION),
        ("a firm false recall", Circumstances(False, 30, 5.0), None),
        ("plainly spam, called normal", Circumstances(False, 40, 6.5), Guard.OPINION),
        ("ordinary talk, called normal", Circumstances(False, 14, -4.0, others=9, administrators=2), None),
        ("a new administrator", Circumstances(True, 30, 0.4, teacher_is_new=True), Guard.YOUNG),
    ],
)
def test_what_stops_a_lesson(what: str, lesson: Circumstances, stopped: Guard | None) -> None:
    assert guard(lesson) is stopped, what


@pytest.mark.parametrize(("stopped", "refuses"), [(each, each in ("short", "daily")) for each in Guard])
def test_all_but_two_guards_only_wait_for_a_second_administrator(stopped: Guard, refuses: bool) -> None:
    assert stopped.refuses is refuses


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (NOTICE, NOTICE, True),
        (NOTICE, NOTICE + "哦", True),
        (NOTICE, NOTICE.replace("周五", "周三"), False),
        (NOTICE, "请各部门", False),
        (NOTICE, "今天下午三点开会", False),
        ("好", "好", True),
        ("", "好", False),
    ],
)
def test_near_equal_texts_are_known(one: str, other: str, same: bool) -> None:
    assert says_the_same(pairs(one), pairs(other)) is same


def test_everybody_who_said_the_same_is_named_once() -> None:
    talk = [("王", NOTICE), ("李", NOTICE + "！"), ("王", NOTICE), ("赵", "别的话"), ("林", "")]
    assert who_said(NOTICE, talk) == {"王", "李"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("加微信13800138000领红包", "加微信＊领红…（17字）"),
        ("明天 见", "明天 见（4字）"),
        ("vx:abc_123", "＊…（10字）"),
        ("第一行\n第二行很长", "第一行 第二…（9字）"),
    ],
)
def test_an_excerpt_shows_little_and_nothing_personal(text: str, shown: str) -> None:
    assert excerpt(text) == shown
