"""The announcement as one line with bars, and bare words."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.messages import Card
from bot.texts import render
from plugins.activities.domain.draft import looks_like_draft, read_capacity, read_draft
from plugins.activities.domain.links import link_in, place_of
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


@pytest.mark.parametrize(
    ("tail", "capacity", "deadline", "waits", "guests"),
    [
        (" | 10人 截止报名 周四18:00 候补 带人 2", 10, "2026-03-05 18:00", True, 2),
        (" | 限20人 | 截止 周四18:00 | 不可带人 | 不设候补", 20, "2026-03-05 18:00", False, 0),
        (" 截止报名 周四18:00 候补 带人 2", None, "2026-03-05 18:00", True, 2),
        (" | 报名截止：周四18:00前 20人", 20, "2026-03-05 18:00", True, None),
        (" | 每人最多带1人", None, None, True, 1),
        (" | 10 | 谢绝带家属", 10, None, True, 0),
        (" 不可带人", None, None, True, 0),
    ],
)
def test_options_stand_behind_the_content(
    tail: str, capacity: int | None, deadline: str | None, waits: bool, guests: int | None
) -> None:
    draft = read_draft(f"登山 | 周五14:00 | 西山 | 带水{tail}", NOW)
    closes = draft.times.deadline.strftime("%Y-%m-%d %H:%M") if draft.times.deadline else None
    assert (draft.content, draft.capacity, closes) == ("带水", capacity, deadline)
    assert (draft.options.waits, draft.options.most_guests) == (waits, guests)


@pytest.mark.parametrize(
    ("times", "starts"),
    [
        ("投票: 周五18:00 / 周六9:00-11:00 / 周日14:00", ["06 18", "07 09", "08 14"]),
        ("投票：周五18:00/周六9:00", ["06 18", "07 09"]),
        ("投票 A.3/7 14:00;B.3/8 9:00", ["07 14", "08 09"]),
        ("投票: 3/7 14:00 / 3/8 9:00", ["07 14", "08 09"]),
        ("表决：周五18:00、周六9:00", ["06 18", "07 09"]),
    ],
)
def test_several_dates_are_read(times: str, starts: list[str]) -> None:
    draft = read_draft(f"登山 | {times} | 西山 | 带水 | 投票截止 周三12:00", NOW)
    assert [one.starts_at.strftime("%d %H") for one in draft.choices] == starts
    assert draft.poll_until is not None
    assert draft.poll_until.strftime("%d %H") == "04 12"


@pytest.mark.parametrize(
    ("card", "place"),
    [
        (Card(title="西山公园", description="香山路1号", kind="location"), ("西山公园，香山路1号", "")),
        (Card(title="西山", url="https://uri.amap.com/m?p=1,2"), ("西山", "https://uri.amap.com/m?p=1,2")),
        (Card(title="好文章", url="https://example.com/a"), ("", "")),
        (Card(title="西山", url="javascript:alert(1)", kind="location"), ("西山", "")),
    ],
)
def test_a_shared_location_is_the_place(card: Card, place: tuple[str, str]) -> None:
    assert place_of([card]) == place


def test_only_an_address_of_a_map_is_taken_for_the_place() -> None:
    assert link_in("集合 https://map.qq.com/m/abc 见") == "https://map.qq.com/m/abc"
    assert link_in("https://map.qq.com.evil.example/m") == ""
    assert link_in("https://example.com/map.qq.com") == ""
