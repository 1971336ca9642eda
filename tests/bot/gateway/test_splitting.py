import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gateway.splitting import LIMIT, split_text


def test_a_short_text_stays_whole() -> None:
    assert split_text("今天开会") == ["今天开会"]
    assert split_text("") == []
    assert split_text("字" * LIMIT) == ["字" * LIMIT]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("第一段。\n\n第二段还有话", ["第一段。", "第二段还有话"]),
        ("第一行啊\n第二行啊第二", ["第一行啊", "第二行啊第二"]),
        ("第一句话。第二句话！第三", ["第一句话。", "第二句话！第三"]),
        ("没有句号，只有逗号呢啊", ["没有句号，", "只有逗号呢啊"]),
        ("一二三四五六七八九十一二", ["一二三四五六七八", "九十一二"]),
    ],
)
def test_it_is_cut_where_a_reader_would_pause(text: str, pieces: list[str]) -> None:
    assert split_text(text, 8) == pieces


def test_a_family_emoji_is_not_torn_apart() -> None:
    family = "👨\u200d👩\u200d👧"
    pieces = split_text("字" * 6 + family + "字", 8)
    assert family in pieces[1]


@given(st.text(alphabet="字a。，\n ！\u200d", max_size=400), st.integers(min_value=5, max_value=50))
def test_nothing_but_line_breaks_is_lost_and_nothing_is_too_long(text: str, limit: int) -> None:
    pieces = split_text(text, limit)
    assert all(0 < len(piece) <= limit for piece in pieces)
    assert re.sub("\n", "", "".join(pieces)) == re.sub("\n", "", text)
