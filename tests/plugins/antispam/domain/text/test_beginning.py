"""What can only begin with certain characters is found where Python's own search finds it."""

import random
import re
from types import ModuleType

import pytest

from plugins.antispam.domain import context
from plugins.antispam.domain.private import numbers
from plugins.antispam.domain.text import patterns
from plugins.antispam.domain.text.beginning import Beginning

MODULES: tuple[ModuleType, ...] = (context, numbers, patterns)
FOUND = [
    pytest.param(value, id=f"{module.__name__.rpartition('.')[2]}{name}")
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, Beginning)
]
SAID = (
    "加微信abc12345，日赚300元，扣扣 123456789", "看片加q 88 66 55 44 33", "原价99元，只要19.9包邮", "微:wx_2024abc",
    "年化 18%", "@somebody_1 在吗", "我的手机+86 138-0013-8000", "130102199003076789", "6222 0210 0100 1234 567",
    "这是骗子，大家小心", "举报：有人发“代开发票”", "abcd点com", "九七三四五六二幺", "“沙比”是骂人", "月入3万，1天200",
)  # fmt: skip


@pytest.mark.parametrize("beginning", FOUND)
def test_the_same_is_found_at_the_same_places(beginning: Beginning) -> None:
    plain: re.Pattern[str] = beginning.pattern
    chance = random.Random(3)
    letters = [c for c in plain.pattern if c not in "\\()?:|{}[]^$*"] + list("0123456789 -.abcd\n，好")
    texts = ["".join(chance.choices(letters, k=chance.randrange(24))) for _ in range(4000)]
    texts += [a + b for a in ("", *SAID) for b in SAID]
    for text in texts:
        assert [m.span() for m in beginning.finditer(text)] == [m.span() for m in plain.finditer(text)], text
        one, other = beginning.search(text), plain.search(text)
        assert (one and one.groups()) == (other and other.groups()), text


def test_every_place_is_found_one_after_the_other() -> None:
    assert [m[0] for m in Beginning("ab", "a+|b").finditer("xaab\nba")] == ["aa", "b", "b", "a"]
