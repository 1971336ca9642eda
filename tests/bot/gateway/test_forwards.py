"""Merged forwards as the implementations lay them out."""

from typing import Any

import pytest

from bot.domain.messages import Card, Forward, Forwarded, Image, Text
from bot.gateway.cards import json_card
from bot.gateway.forwards import forwarded_messages
from bot.gateway.segments11 import segments_of as segments11
from bot.gateway.segments12 import segments_of as segments12

TEXT = {"type": "text", "data": {"text": "加微信"}}


def node(content: object, **more: object) -> dict[str, Any]:
    return {"type": "node", "data": {"nickname": "王强", "content": content, **more}}


@pytest.mark.parametrize(
    "answer",
    [
        {"messages": [{"sender": {"nickname": "王强"}, "message": [TEXT]}]},
        {"message": [node([TEXT])]},
        {"messages": [{"sender": {"nickname": "王强"}, "content": "加微信"}]},
        [node([TEXT])],
    ],
)
def test_every_layout_says_the_same(answer: object) -> None:
    assert forwarded_messages(answer, 10) == [Forwarded("王强", (Text("加微信"),), 1)]


def test_inner_forwards_laid_open_are_deeper_and_need_no_fetching() -> None:
    inner = {"type": "forward", "data": {"id": "x", "content": [{"sender": {"card": "李雷"}, "message": [TEXT]}]}}
    found = forwarded_messages({"messages": [{"sender": {"nickname": "王强"}, "message": [inner]}]}, 10)
    assert found == [Forwarded("王强", (), 1), Forwarded("李雷", (Text("加微信"),), 2)]


def test_an_inner_forward_told_by_its_id_is_left_for_the_caller() -> None:
    found = forwarded_messages({"message": [node([{"type": "forward", "data": {"id": "in"}}])]}, 10)
    assert found == [Forwarded("王强", (Forward("in"),), 1)]


def test_endless_nesting_and_endless_lists_end() -> None:
    deep: list[Any] = [TEXT]
    for _ in range(500):
        deep = [{"type": "forward", "data": {"content": [{"message": deep}]}}]
    found = forwarded_messages({"messages": [{"message": deep}]}, 100)
    assert found is not None
    assert max(item.depth for item in found) <= 8
    assert len(forwarded_messages({"messages": [{"message": [TEXT]}] * 5000}, 100) or []) == 100


@pytest.mark.parametrize("answer", [None, {}, {"messages": None}, "text", 3])
def test_an_answer_without_a_list_is_none(answer: object) -> None:
    assert forwarded_messages(answer, 10) is None


@pytest.mark.parametrize("answer", [{"messages": [None, 3, "x", {}]}, {"messages": []}])
def test_broken_entries_hold_nothing(answer: object) -> None:
    assert all(item.segments == () for item in forwarded_messages(answer, 10) or [])


@pytest.mark.parametrize(
    ("data", "sticker"),
    [
        ({"file": "a.jpg", "sub_type": 0, "summary": ""}, False),
        ({"file": "a.jpg"}, False),
        ({"file": "a.jpg", "sub_type": 1, "summary": "[动画表情]"}, True),
        ({"file": "a.jpg", "summary": "[动画表情]"}, True),
        ({"file": "a.jpg", "subType": "7"}, True),
    ],
)
def test_stickers_are_told_from_pictures(data: dict[str, Any], sticker: bool) -> None:
    [image] = segments11([{"type": "image", "data": data}])
    assert isinstance(image, Image)
    assert image.sticker is sticker


def test_a_recommended_person_a_group_and_a_place_are_cards() -> None:
    qq = segments11(
        [
            {"type": "contact", "data": {"type": "qq", "id": "10000"}},
            {"type": "contact", "data": {"type": "group", "id": "20000"}},
            {"type": "location", "data": {"lat": "39", "lon": "116", "title": "总部", "content": "东门"}},
        ]
    )
    assert [(c.kind, c.title) for c in qq if isinstance(c, Card)] == [
        ("contact", "10000"),
        ("group", "20000"),
        ("location", "总部"),
    ]
    [card, program] = segments12(
        [
            {"type": "wx.card", "data": {"v3": "a", "nickname": "客服小美"}},
            {"type": "wx.miniapp", "data": {"appid": "wx1", "title": "帮我砍一刀", "url": "pages/a"}},
        ]
    )
    assert card == Card("客服小美", kind="contact")
    assert program == Card("帮我砍一刀", url="pages/a", kind="program", app="wx1")


@pytest.mark.parametrize(
    ("app", "kind"),
    [
        ("com.tencent.miniapp_01", "program"),
        ("com.tencent.contact.lua", "contact"),
        ("com.tencent.troopsharecard", "group"),
        ("com.tencent.map", "location"),
        ("com.tencent.structmsg", ""),
    ],
)
def test_the_app_of_a_card_says_what_it_is(app: str, kind: str) -> None:
    card = json_card({"app": app, "meta": {"detail_1": {"title": "标题", "desc": "说明", "appid": "1109"}}})
    assert card is not None
    assert (card.kind, card.app, card.title) == (kind, "1109", "标题")
