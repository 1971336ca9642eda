import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.domain.members import MemberInfo
from bot.domain.messages import Image, Mention, MentionAll, Quote, Text
from bot.domain.ports import Ability, Outcome, Platform
from bot.gateway.decode12 import Self
from bot.gateway.platform12 import Platform12
from tests.bot.gateway.conftest import frame_of
from tests.bot.gateway.lines import Heard, Line, around
from tests.support.clock import FakeClock

GROUP = ChatRef("wechat", "1@chatroom")
WANG = MemberId("wxid_wang")
COMWECHAT = ["send_message", "get_group_member_list", "wx.delete_groupmember", "wx.set_group_announcement"]


@dataclass
class WeChat:
    line: Line
    platform: Platform12

    def only(self, action: str) -> dict[str, Any]:
        (call,) = self.line.asked(action)
        return call


@pytest.fixture
async def wechat(clock: FakeClock) -> AsyncIterator[WeChat]:
    heard = Heard(Line({"get_supported_actions": COMWECHAT, "send_message": None}), clock)
    heard.line.answers["send_message"] = {"status": "ok", "retcode": 0, "data": None, "message": ""}
    platform = Platform12(heard.link, Self(AccountId("wxid_bot"), "wechat", "wx"), "ComWechat", around(clock))
    port: Platform = platform
    assert port.platform == "wechat"
    await platform.learn()
    yield WeChat(heard.line, platform)
    await heard.link.close()
    await heard.running


async def offering(wechat: WeChat, *actions: str) -> None:
    wechat.line.answers["get_supported_actions"] = list(actions)
    await wechat.platform.learn()


async def test_what_it_can_do_is_what_it_says(wechat: WeChat) -> None:
    assert wechat.platform.capabilities.abilities == {
        Ability.KICK,
        Ability.ANNOUNCE,
        Ability.MEMBER_LIST,
        Ability.MENTION,
    }
    for result in (
        await wechat.platform.recall(GROUP, MessageId("1")),
        await wechat.platform.mute(GROUP, WANG, timedelta(minutes=1)),
        await wechat.platform.set_card(GROUP, WANG, "x"),
        await wechat.platform.react(GROUP, MessageId("1"), "1"),
        await wechat.platform.answer_request("f", "add", approve=True, reason=""),
    ):
        assert result.outcome is Outcome.UNSUPPORTED
    assert {call["action"] for call in wechat.line.calls} == {"get_supported_actions"}
    assert await wechat.platform.history(GROUP, 5) is None
    assert await wechat.platform.message_exists(GROUP, MessageId("1")) is None


@pytest.mark.parametrize(
    ("action", "who"),
    [
        ("wx.delete_groupmember", {"user_list": [WANG]}),
        ("wx.kick_groupmember", {"user_list": [WANG]}),
        ("kick_group_member", {"user_id": WANG}),
    ],
)
async def test_a_kick_by_whatever_name_the_build_has_for_it(wechat: WeChat, action: str, who: dict[str, Any]) -> None:
    await offering(wechat, action)
    wechat.line.answers[action] = {"status": "ok", "retcode": 0, "data": None, "message": ""}
    result = await wechat.platform.kick(GROUP, WANG, refuse_rejoin=True)
    assert result.outcome is Outcome.UNVERIFIED
    assert wechat.only(action) == {"group_id": "1@chatroom", **who}
    assert wechat.line.calls[-1]["self"] == {"platform": "wx", "user_id": "wxid_bot"}


async def test_a_kick_waits_until_it_is_known_what_there_is(clock: FakeClock) -> None:
    heard = Heard(Line({"wx.kick_groupmember": {}, "get_supported_actions": ["wx.kick_groupmember"]}), clock)
    platform = Platform12(heard.link, Self(AccountId("b"), "wechat", "wechat"), "ComWechat", around(clock))
    kick = asyncio.create_task(platform.kick(GROUP, WANG, refuse_rejoin=False))
    await asyncio.sleep(0)
    assert heard.line.calls == []
    await platform.learn()
    assert (await kick).outcome is Outcome.UNVERIFIED
    await heard.link.close()


async def test_a_message_without_an_id_is_sent_but_not_seen(wechat: WeChat) -> None:
    result = await wechat.platform.send(GROUP, [Quote(MessageId("1")), MentionAll(), Text("开会")])
    assert (result.outcome, result.message) == (Outcome.UNVERIFIED, None)
    assert wechat.only("send_message") == {
        "detail_type": "group",
        "group_id": "1@chatroom",
        "message": [{"type": "text", "data": {"text": "@所有人 开会"}}],
    }


async def test_a_mention_of_somebody_who_has_left_is_said_by_name(wechat: WeChat) -> None:
    answers = iter([frame_of("v12_resp_bad_segment"), {"status": "ok", "retcode": 0, "data": None, "message": ""}])
    wechat.line.answers["send_message"] = lambda call: {**next(answers), "echo": call["echo"]}
    result = await wechat.platform.send(GROUP, [Mention(WANG, "小王"), Text("在吗")])
    assert result.outcome is Outcome.UNVERIFIED
    kinds = [[part["type"] for part in call["message"]] for call in wechat.line.asked("send_message")]
    assert kinds == [["mention", "text"], ["text"]]


async def test_many_who_are_mentioned_stand_in_one_message(wechat: WeChat) -> None:
    """Each text is sent as a message of its own, a blank between two mentions too."""
    li = MemberId("wxid_li")
    parts = [Mention(WANG, "小王"), Text(" "), Mention(li, "小李"), Text(" "), Text("请回复")]
    await wechat.platform.send(GROUP, parts)
    message = wechat.only("send_message")["message"]
    assert [part["type"] for part in message] == ["mention", "mention", "text"]
    assert [part["data"].get("user_id") for part in message[:2]] == [WANG, li]
    assert message[2]["data"]["text"].strip() == "请回复"


async def test_a_half_sent_message_is_not_sent_again(wechat: WeChat) -> None:
    wechat.line.answers["send_message"] = frame_of("v12_resp_send_partial_10002")
    result = await wechat.platform.send(GROUP, [Text("x")])
    assert result.outcome is Outcome.UNKNOWN
    assert len(wechat.line.asked("send_message")) == 1


async def test_a_standard_implementation_tells_ids_and_takes_quotes(clock: FakeClock) -> None:
    heard = Heard(Line({"get_supported_actions": ["send_message", "delete_message"]}), clock)
    heard.line.answers |= {"send_message": {"message_id": "m1", "time": 1.5}, "delete_message": {}}
    platform = Platform12(heard.link, Self(AccountId("5"), "qq", "qq"), "walle-q", around(clock))
    await platform.learn()
    result = await platform.send(ChatRef("qq", user=MemberId("7")), [Quote(MessageId("9")), Text("x")])
    assert (result.outcome, result.message) == (Outcome.DONE, "m1")
    assert heard.line.asked("send_message")[0]["message"][0] == {"type": "reply", "data": {"message_id": "9"}}
    assert Ability.MESSAGE_IDS in platform.capabilities
    assert (await platform.recall(GROUP, MessageId("m1"))).outcome is Outcome.UNVERIFIED
    assert heard.line.asked("delete_message") == [{"message_id": "m1"}]
    await heard.link.close()


async def test_who_cannot_quote_is_sent_the_message_without_the_quote(clock: FakeClock) -> None:
    heard = Heard(Line({"get_supported_actions": []}), clock)
    answers = iter([{"status": "failed", "retcode": 10005, "message": "不支持的消息段:reply"}, {"message_id": "m1"}])
    heard.line.answers["send_message"] = lambda call: next(answers)
    platform = Platform12(heard.link, Self(AccountId("5"), "wechat", "wechat"), "other", around(clock))
    await platform.learn()
    assert (await platform.send(GROUP, [Quote(MessageId("9")), Text("x")])).outcome is Outcome.DONE
    assert Ability.QUOTE not in platform.capabilities
    await heard.link.close()


async def test_an_image_is_uploaded_first(wechat: WeChat) -> None:
    wechat.line.answers["upload_file"] = {"file_id": "f1"}
    await wechat.platform.send(GROUP, [Image("base64://AAAA"), Text("看")])
    assert wechat.only("upload_file") == {"type": "data", "name": "image", "data": "AAAA"}
    assert wechat.only("send_message")["message"][0] == {"type": "image", "data": {"file_id": "f1"}}


async def test_the_name_in_the_group_is_asked_for_one_member_only(wechat: WeChat) -> None:
    await offering(wechat, *COMWECHAT, "wx.get_groupmember_nickname")
    wechat.line.answers |= {
        "get_group_member_info": {"user_id": WANG, "user_name": "小王", "user_displayname": ""},
        "wx.get_groupmember_nickname": "研发-王",
        "get_group_member_list": [{"user_id": f"wxid_{n}", "user_name": "x"} for n in range(1200)],
    }
    assert await wechat.platform.member(GROUP, WANG) == MemberInfo(id=WANG, nickname="小王", card="研发-王")
    members = await wechat.platform.members(GROUP)
    assert members is not None
    assert len(members) == 1200
    assert len(wechat.line.asked("wx.get_groupmember_nickname")) == 1


async def test_who_is_not_in_the_group(wechat: WeChat) -> None:
    wechat.line.answers["get_group_member_info"] = {"status": "failed", "retcode": 35001, "message": "群内没有该联系人"}
    assert await wechat.platform.member(GROUP, WANG) is Outcome.DENIED


async def test_announcement_friend_and_file(wechat: WeChat) -> None:
    await offering(wechat, *COMWECHAT, "wx.verify_friend_apply")
    for action in ("wx.set_group_announcement", "wx.verify_friend_apply"):
        wechat.line.answers[action] = {"status": "ok", "retcode": 0, "data": None, "message": ""}
    wechat.line.answers["get_file"] = {"name": "a.csv", "data": "aGVsbG8="}
    wechat.line.answers["get_group_info"] = {"group_id": "1@chatroom", "group_name": "研发一组"}
    await wechat.platform.announce(GROUP, "周五")
    await wechat.platform.answer_request("v3x\nv4y", "friend", approve=True, reason="")
    assert await wechat.platform.download("f", "", 100) == b"hello"
    assert await wechat.platform.group_name(GROUP) == "研发一组"
    assert wechat.only("wx.set_group_announcement") == {"group_id": "1@chatroom", "announcement": "周五"}
    assert wechat.only("wx.verify_friend_apply") == {"v3": "v3x", "v4": "v4y"}


async def test_a_file_is_uploaded_and_then_sent(wechat: WeChat) -> None:
    wechat.line.answers["upload_file"] = {"file_id": "f-1"}
    await wechat.platform.send_file(GROUP, "名单.xlsx", b"PK")
    assert wechat.only("upload_file") == {"type": "data", "name": "名单.xlsx", "data": "UEs="}
    assert wechat.only("send_message")["message"] == [{"type": "file", "data": {"file_id": "f-1"}}]


async def test_a_file_that_cannot_be_uploaded_is_not_sent(wechat: WeChat) -> None:
    wechat.line.answers["upload_file"] = {}
    result = await wechat.platform.send_file(GROUP, "名单.xlsx", b"PK")
    assert (result.outcome, wechat.line.asked("send_message")) == (Outcome.DENIED, [])
