"""Only what an edit changed is announced."""

from datetime import UTC, datetime

import pytest

from plugins.notices.domain.changes import after_edit_word, compare, take_not_again

NINE, TEN = datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("12 改 明天停水", "明天停水"),
        ("#12 改为 明天停水", "明天停水"),
        ("12 改为：明天停水", "明天停水"),
        ("12 改 截止 18:00", "截止 18:00"),
        ("12 改截止 18:00", "截止 18:00"),
        ("12号 修改 明天停水", "明天停水"),
        ("12 改天再议", None),
        ("12 改签说明", None),
        ("改 明天停水", None),
        ("12", None),
        ("12 人改 到三楼", None),
    ],
)
def test_an_edit_is_told_from_a_text_that_begins_like_one(words: str, rest: str | None) -> None:
    assert after_edit_word(words) == rest


@pytest.mark.parametrize(
    ("words", "left", "again"),
    [
        ("明天停水 不再确认", "明天停水", True),
        ("不再确认 明天停水", "明天停水", True),
        ("明天停水，无需再确认", "明天停水", True),
        ("不再确认名单", "不再确认名单", False),
    ],
)
def test_not_to_ask_again_is_an_option(words: str, left: str, again: bool) -> None:
    assert take_not_again(words) == (left, again)


def test_one_sentence_of_several_is_shown_with_what_it_was() -> None:
    change = compare("明天9点开会。带电脑。地点三楼。", "明天10点开会。带电脑。地点三楼。", None, None)
    assert change.replaced == (("明天9点开会。", "明天10点开会。"),)
    assert not change.whole


def test_a_new_text_is_shown_whole() -> None:
    change = compare("明天停电。请关机。", "后天停水。请储水。食堂不开。", None, None)
    assert change.whole
    assert change.replaced == ()


def test_what_is_added_and_what_is_gone_is_told_apart() -> None:
    assert compare("一。二二二二。", "一。二二二二。三。", None, None).replaced == (("", "三。"),)
    assert compare("一。二。", "一。", None, None).replaced == (("二。", ""),)


def test_a_moved_deadline_is_a_change_and_the_same_one_is_none() -> None:
    assert compare("停电", None, NINE, TEN).moved
    assert not compare("停电", "停电", NINE, NINE)
    assert not compare("停电", None, NINE, None)
