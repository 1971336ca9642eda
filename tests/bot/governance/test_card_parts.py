"""Which parts of a card may be somebody's name."""

import pytest

from bot.governance.standings import card_parts


@pytest.mark.parametrize(
    ("card", "parts"),
    [
        ("研发部-张三", ["研发部", "张三"]),
        ("张三😀", ["张三"]),
        ("🌸张三🌸研发部", ["张三", "研发部"]),
        ("【研发】张三(出差)", ["研发", "张三", "出差"]),
        ("物流部-买买提·艾力", ["物流部", "买买提·艾力", "买买提", "艾力"]),
        ("  ", []),
    ],
)
def test_signs_blanks_and_emoji_stand_between_the_parts(card: str, parts: list[str]) -> None:
    assert card_parts(card) == parts
