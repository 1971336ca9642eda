"""Cards and masking, by tables."""

import pytest

from bot.domain.people import Person
from plugins.joining.domain.cards import follows, is_close, right_card
from plugins.joining.domain.masking import mask

ZHANG = Person("张三", "研发部", None, "13800138000", "A1023")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张三 13800138000", "张三 138****8000"),
        ("138-0013-8000", "138****8000"),
        ("１３８ ００１３ ８０００", "138****8000"),
        ("身份证110101199003074518", "身份证110****4518"),
        ("一三八零零一三八零零零", "****"),
        ("138\u200b0013\u200b8000", "138****8000"),
        ("138.0013.8000", "138****8000"),
        ("工号 10234，2024-01-15 入职", "工号 10234，2024-01-15 入职"),
    ],
)
def test_long_numbers_are_masked(text: str, shown: str) -> None:
    assert mask(text) == shown


@pytest.mark.parametrize(
    ("pattern", "card"),
    [
        ("部门-姓名", "研发部-张三"),
        ("姓名（部门）", "张三（研发部）"),
        ("部门-姓名-工号", "研发部-张三-A1023"),
        ("部门-职务-姓名", None),
        ("实名", None),
    ],
)
def test_the_right_card_is_made_of_the_pattern(pattern: str, card: str | None) -> None:
    assert right_card(pattern, ZHANG) == card


def test_a_card_too_long_for_the_platform_is_none() -> None:
    assert right_card("部门-姓名", Person("张三", "研" * 30)) is None


@pytest.mark.parametrize(
    ("card", "right"),
    [("研发部-张三", True), ("研发部—张三", True), ("研发部 - 张三", True), ("张三", False), ("财务部-张三", False)],
)
def test_a_card_is_compared_with_the_persons_own(card: str, right: bool) -> None:
    assert follows("部门-姓名", card, ZHANG) is right


@pytest.mark.parametrize(("card", "right"), [("研发部-王强", True), ("小王", False), ("", False), ("研发部-", False)])
def test_without_a_person_the_form_counts(card: str, right: bool) -> None:
    assert follows("部门-姓名", card) is right


def test_a_department_s_short_form_on_a_card_is_no_mistake_but_another_department_is() -> None:
    short = str(ZHANG.department).removesuffix("部")
    assert short != ZHANG.department
    assert is_close("部门-姓名", f"{short}-{ZHANG.name}", ZHANG)
    assert not is_close("部门-姓名", f"财务-{ZHANG.name}", ZHANG)
    assert not is_close("部门-姓名", ZHANG.name, ZHANG)
