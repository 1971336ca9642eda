"""Masking, and how near a card must be, by tables."""

import pytest

from bot.domain.people import Person
from plugins.joining.domain.cards import is_close
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


def test_a_department_s_short_form_on_a_card_is_no_mistake_but_another_department_is() -> None:
    short = str(ZHANG.department).removesuffix("部")
    assert short != ZHANG.department
    assert is_close("部门-姓名", f"{short}-{ZHANG.name}", ZHANG)
    assert not is_close("部门-姓名", f"财务-{ZHANG.name}", ZHANG)
    assert not is_close("部门-姓名", ZHANG.name, ZHANG)
