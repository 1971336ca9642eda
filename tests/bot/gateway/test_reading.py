"""Segments, CQ codes, cards and single fields, as odd as they come."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import GroupGone, MemberMuted, OwnMessage, Reacted, Unknown
from bot.domain.ids import AccountId, ChatRef
from bot.domain.messages import Card, Forward, Image, IncomingMessage, Media, Mention, MentionAll, Other, Quote, Text
from bot.gateway import cq, segments11, segments12
from bot.gateway.cards import json_card, xml_card
from bot.gateway.decode11 import decode
from bot.gateway.decode12 import Self
from bot.gateway.decode12 import decode as decode12
from bot.gateway.fields import id_of, number_of, text_of, time_of

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
ME = AccountId("1")
MESSAGE: dict[str, Any] = {
    "post_type": "message",
    "message_type": "group",
    "message_id": 9,
    "group_id": 6,
    "user_id": 7,
    "time": 1793260000,
    "message": [],
}


def read(**changes: Any) -> IncomingMessage:
    found = decode({**MESSAGE, **changes}, ME, NOW)
    assert isinstance(found, IncomingMessage)
    return found


@pytest.mark.parametrize(
    ("code", "segments"),
    [
        ("hi", [("text", {"text": "hi"})]),
        ("[CQ:at,qq=all]x", [("at", {"qq": "all"}), ("text", {"text": "x"})]),
        ("a&#91;b&#93;&amp;#44;", [("text", {"text": "a[b]&#44;"})]),
        (
            "[CQ:image,file=a&#44;b&#91;,url=http://x?a=1&amp;b=2]",
            [("image", {"file": "a,b[", "url": "http://x?a=1&b=2"})],
        ),
        ("[CQ:shake]", [("shake", {})]),
        ("[CQ:at,qq=1", [("text", {"text": "[CQ:at,qq=1"})]),
        ("[cq:at,qq=1]", [("text", {"text": "[cq:at,qq=1]"})]),
        ("[CQ:at,qq]", [("at", {})]),
        ("[[CQ:face,id=1]]", [("text", {"text": "["}), ("face", {"id": "1"}), ("text", {"text": "]"})]),
        ("", []),
    ],
)
def test_cq_codes(code: str, segments: list[tuple[str, dict[str, str]]]) -> None:
    assert [(part["type"], part["data"]) for part in cq.parse(code)] == segments


@given(st.text(alphabet="a[]&#,;CQ:=at915 ", max_size=60))
def test_what_people_type_never_becomes_a_code(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("[", "&#91;").replace("]", "&#93;")
    assert "".join(part["data"]["text"] for part in cq.parse(escaped)) == text


def test_a_long_broken_code_takes_no_time() -> None:
    assert len(cq.parse("[CQ:a," * 20_000)) == 1
    assert len(cq.parse("[CQ:a" + ",x=1" * 20_000)) == 1


@pytest.mark.parametrize(
    ("message", "segments"),
    [
        (None, ()),
        (5, ()),
        ([], ()),
        ("x", (Text("x"),)),
        ({"type": "text", "data": {"text": "x"}}, (Text("x"),)),
        ([None, 3, "x", []], (Text("x"),)),
        ([{"type": "text", "data": {"text": 5}}], (Text("5"),)),
        ([{"type": "text", "data": {}}, {"type": "text"}, {"data": {}}, {}], ()),
        ([{"type": "at", "data": {"qq": 10001, "name": "@小王"}}], (Mention("10001", "小王"),)),  # type: ignore[arg-type]
        ([{"type": "at", "data": {"qq": "all"}}], (MentionAll(),)),
        ([{"type": "at", "data": {}}, {"type": "reply", "data": {"id": ""}}], ()),
        ([{"type": "reply", "data": {"id": -12}}], (Quote("-12"),)),  # type: ignore[arg-type]
        ([{"type": "record", "data": {"file": "a.amr"}}], (Media("record", "a.amr"),)),
        ([{"type": "forward", "data": {"id": "7"}}], (Forward("7"),)),
        ([{"type": "share", "data": {"url": "u", "title": "t", "content": "c"}}], (Card("t", "c", "u"),)),
        ([{"type": "image", "data": {"file": "a", "file_size": "x"}}], (Image("a"),)),
        ([{"type": "new", "data": {"a": 1}}], (Other("new", {"a": 1}),)),
    ],
)
def test_v11_segments(message: object, segments: tuple[object, ...]) -> None:
    assert segments11.segments_of(message) == segments


def test_v12_segments() -> None:
    message = [
        {"type": "location", "data": {"title": "公司", "content": "三楼", "latitude": 1}},
        {"type": "wx.unheard", "data": {}},
        {"type": "file", "data": {"file_id": "f", "name": "表.xlsx"}},
    ]
    kinds = [type(part).__name__ for part in segments12.segments_of(message)]
    assert kinds == ["Card", "Other", "File"]
    assert segments12.segments_of("x") == (Text("x"),)
    assert segments12.segments_of({"type": "text", "data": {"text": "y"}}) == (Text("y"),)


def test_cards_give_up_what_they_hide() -> None:
    hidden = {
        "prompt": "[小程序]",
        "meta": {"detail_1": {"title": "兼职", "desc": "日结", "qqdocurl": "https://a.example"}},
    }
    assert json_card(json.dumps(hidden)) == Card("兼职", "日结 [小程序]", "https://a.example")
    assert json_card({"meta": {"contact": {"nickname": "名片"}}}) == Card("名片")
    assert json_card("[1]") is json_card("{") is json_card(None) is json_card("x" * 200_000) is None
    xml = '<msg brief="[分享]" url="https://b.example?a=1&amp;b=2"><item><title>题</title><summary>要</summary></item></msg>'
    assert xml_card(xml) == Card("题", "要", "https://b.example?a=1&b=2")
    assert xml_card("<msg/>") is None


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_cards_never_raise(document: object) -> None:
    json_card(document)
    json_card(json.dumps(document))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (1793260000, 1793260000),
        (1793260000.5, 1793260000.5),
        ("1793260000", 1793260000),
        (1793260000123, 1793260000.123),
        (0, None),
        (-5, None),
        (None, None),
        ("x", None),
        (float("nan"), None),
        (1e300, None),
        (True, None),
        ({}, None),
    ],
)
def test_times(value: object, seconds: float | None) -> None:
    found = time_of(value, NOW)
    assert found == (NOW if seconds is None else datetime.fromtimestamp(seconds, UTC))


def test_ids() -> None:
    given_ids = [5, "5", 5.0, -5, "wxid_a", 0, "0", "", None, True, 1.5, [], {}, "x" * 129]
    assert [id_of(value) for value in given_ids] == ["5", "5", "5", "-5", "wxid_a", *[None] * 9]
    assert text_of(10**30) == str(10**30)
    assert number_of("nan") is None


def test_a_message_without_its_parts_is_still_read() -> None:
    message = read(sender=None, message=None, raw_message="hi [CQ:at,qq=1]", time=None)
    assert (message.text, message.sender_name, message.role_claim) == ("hi", "", None)
    assert message.sent_at == message.received_at == NOW
    assert message.mentions == ["1"]


def test_the_cards_name_is_what_people_call_somebody() -> None:
    assert read(sender={"card": "研发-李雷", "nickname": "x"}).sender_name == "研发-李雷"
    assert read(sender={"card": "", "nickname": "x"}).sender_name == "x"


def test_nobody_is_made_admin_by_an_anonymous_frame() -> None:
    message = read(sub_type="anonymous", anonymous={"name": "大力"}, sender={"role": "owner"})
    assert message.anonymous
    assert message.role_claim is None


@pytest.mark.parametrize("lacking", ["user_id", "message_id", "group_id", "message_type"])
def test_a_message_of_nobody_is_unknown(lacking: str) -> None:
    frame = {name: value for name, value in MESSAGE.items() if name != lacking}
    assert isinstance(decode(frame, ME, NOW), Unknown)


def test_our_own_message_is_no_members_message() -> None:
    found = decode({**MESSAGE, "user_id": 1, "message": "#12 通知"}, ME, NOW)
    assert found == OwnMessage(
        account=ME,
        chat=ChatRef("qq", "6"),
        at=datetime.fromtimestamp(1793260000, UTC),
        message="9",  # type: ignore[arg-type]
        text="#12 通知",
    )


def test_a_message_sent_privately_belongs_to_the_chat_with_the_other() -> None:
    frame = {**MESSAGE, "post_type": "message_sent", "message_type": "private", "user_id": 1, "target_id": 7}
    found = decode(frame, ME, NOW)
    assert isinstance(found, OwnMessage)
    assert found.chat.user == "7"


NOTICE = {"post_type": "notice", "group_id": 6, "user_id": 7, "time": 1793260000}


def notice(**changes: Any) -> Any:
    return decode({**NOTICE, **changes}, ME, NOW)


def test_notices_that_differ_between_implementations() -> None:
    lagrange = notice(notice_type="reaction", sub_type="remove", operator_id=8, code="76", message_id=3, user_id=None)
    assert isinstance(lagrange, Reacted)
    assert (lagrange.member, lagrange.emoji, lagrange.added) == ("8", "76", False)
    whole = notice(notice_type="group_ban", sub_type="ban", user_id=0, duration=268435455)
    assert isinstance(whole, MemberMuted)
    assert (whole.member, whole.seconds) == (None, None)
    left = notice(notice_type="group_decrease", sub_type="leave", user_id=1, operator_id=1)
    assert isinstance(left, GroupGone)
    assert left.removed_by is None
    assert isinstance(notice(notice_type="group_ban", sub_type="odd"), Unknown)
    assert isinstance(notice(notice_type="group_msg_emoji_like", likes=[], message_id=3), Unknown)


def test_v12_tells_names_only_through_extensions() -> None:
    me = Self(AccountId("b"), "wechat", "wechat")
    base = {
        "type": "message",
        "detail_type": "private",
        "sub_type": "",
        "message_id": "1",
        "user_id": "u",
        "message": "x",
    }
    nested = decode12({**base, "wechat": {"nickname": "小王"}}, me, NOW)
    dotted = decode12({**base, "qq.nickname": "小李"}, me, NOW)
    assert isinstance(nested, IncomingMessage)
    assert isinstance(dotted, IncomingMessage)
    assert (nested.sender_name, dotted.sender_name) == ("小王", "小李")
