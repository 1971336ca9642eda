"""The announcement as one line with bars, and bare words."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.texts import render
from plugins.activities.domain.draft import looks_like_draft, read_capacity, read_draft
from plugins.activities.domain.refusals import DraftRefused

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_half_and_full_width_bars_divide_the_fields() -> None:
    draft = read_draft("春季登山｜周五14:00 | 西山公园｜带水，自备午餐 | 20", NOW)
    assert (draft.title, draft.place, draft.content, draft.capacity) == ("春季登山", "西山公园", "带水，自备午餐", 20)


def test_labels_an_empty_end_and_a_deadline_of_its_own_are_understood() -> None:
    draft = read_draft("标题：聚餐 | 时间：周五18:00 | 地点：食堂 | 内容：AA | 截止周四12:00 | 限30人 | ", NOW)
    assert (draft.title, draft.place, draft.content, draft.capacity) == ("聚餐", "食堂", "AA", 30)
    assert draft.times.deadline is not None
    assert draft.times.deadline.day == 5


def test_labelled_lines_do_as_well_as_bars() -> None:
    text = "活动主题：聚餐\n时间：周五18:00-20:00\n地点：食堂\n内容：AA\n自带酒水\n名额：20人\n报名截止：周四12:00"
    draft = read_draft(text, NOW)
    assert looks_like_draft(text)
    assert (draft.title, draft.place, draft.content, draft.capacity) == ("聚餐", "食堂", "AA\n自带酒水", 20)
    assert draft.times.deadline is not None
    assert not looks_like_draft("登山\n时间：周五")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("| 周五14:00 | 西山 | 登山", "no_title"),
        ("登山 | | 西山 | 登山", "no_time"),
        ("登山 | 周五14:00", "no_place"),
        ("登山 | 周五14:00 | 西山 | ", "no_content"),
        ("登" * 61 + "| 周五14:00 | 西山 | 登山", "title_long"),
        ("登山 | 周五14:00 | 西山 | " + "长" * 1001, "content_long"),
        ("登山 | 周五14:00 | 西山 | 登山 | 很多", "capacity_unread"),
        ("登山 | 周五14:00 | 西山 | 登山 | 0", "capacity_unread"),
    ],
)
def test_the_first_thing_that_is_wrong_is_named_in_one_line(text: str, problem: str) -> None:
    with pytest.raises(DraftRefused) as refused:
        read_draft(text, NOW)
    assert refused.value.fields["problem"] == problem
    assert "\n" not in render("activities/draft_refused", **refused.value.fields)


@pytest.mark.parametrize(
    ("text", "places"),
    [("20", 20), ("２０人", 20), ("名额：十五", 15), ("最多30人", 30), ("不限", None), ("名额不限", None)],
)
def test_places_are_read(text: str, places: int | None) -> None:
    assert read_capacity(text) == places
