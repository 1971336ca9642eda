"""The WeChat-like side over a real WebSocket; every frame is checked against the specification."""

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from sandbox.harness import Wire, wechat
from sandbox.offices import WX_BOT, WX_GROUP, WX_OWNER
from sandbox.world import Chat

from .stub import StubBot, stub

ZHANG = "wxid_zhangsan"


@asynccontextmanager
async def pair(**options: Any) -> AsyncIterator[tuple[StubBot, Wire]]:
    async with stub("v12") as bot, wechat(bot.url, "secret", **options) as link:
        yield bot, link


def text(words: str) -> dict[str, Any]:
    return {"type": "text", "data": {"text": words}}


async def test_the_first_frame_is_connect_then_the_accounts_state() -> None:
    async with pair() as (bot, _):
        update = await bot.event(detail_type="status_update")
        assert [event["detail_type"] for event in bot.events[:2]] == ["connect", "status_update"]
        assert bot.events[0]["version"]["impl"] == "ComWechat"
        assert update["status"]["bots"] == [{"self": {"platform": "wechat", "user_id": WX_BOT}, "online": True}]
        assert bot.headers[0]["Authorization"] == "Bearer secret"
        assert bot.headers[0]["Sec-WebSocket-Protocol"] == "12.ComWechat"


async def test_messages_quotes_and_mentions_have_string_ids() -> None:
    async with pair() as (bot, link):
        first = link.say(WX_GROUP, "张三", "今天谁值班")
        link.say(WX_GROUP, "李四", "我", quote=first, mention=[WX_BOT])
        asked = await bot.event(type="message", user_id=ZHANG)
        reply = await bot.event(type="message", user_id="wxid_lisi")
        assert [part["type"] for part in reply["message"]] == ["reply", "mention", "text"]
        assert reply["message"][0]["data"] == {"message_id": asked["message_id"], "user_id": ZHANG}
        assert reply["group_id"] == WX_GROUP


async def test_a_send_has_no_id_and_each_segment_is_a_message() -> None:
    async with pair() as (bot, link):
        answer = await bot.call(
            "send_message", detail_type="group", group_id=WX_GROUP, message=[text("一"), text("二")]
        )
        assert (answer["status"], answer["data"]) == ("ok", None)
        assert link.texts(WX_GROUP) == ["一", "二"]


async def test_a_reply_segment_is_refused_after_the_rest_was_sent() -> None:
    async with pair() as (bot, link):
        message = [{"type": "reply", "data": {"message_id": "1"}}, text("同意")]
        answer = await bot.call("send_message", detail_type="group", group_id=WX_GROUP, message=message)
        assert answer["retcode"] == 10002
        assert answer["message"] == "发送消息时出现以下错误:\n不支持的消息段:reply"
        assert link.texts(WX_GROUP) == ["同意"]


async def test_a_mention_of_somebody_outside_fails_everything() -> None:
    async with pair() as (bot, link):
        message = [{"type": "mention", "data": {"user_id": "wxid_nobody"}}, text("在吗")]
        answer = await bot.call("send_message", detail_type="group", group_id=WX_GROUP, message=message)
        assert (answer["retcode"], answer["message"]) == (10006, "NoThisUserInGroup")
        assert link.texts(WX_GROUP) == []


@pytest.mark.parametrize("action", ["delete_message", "leave_group", "wx.kick_groupmember", "set_group_ban"])
async def test_what_comwechat_has_not_is_not_there(action: str) -> None:
    async with pair() as (bot, _):
        answer = await bot.call(action, group_id=WX_GROUP)
        assert (answer["retcode"], answer["message"]) == (10002, f"未实现的action:{action}")


async def test_an_unknown_parameter_is_refused() -> None:
    async with pair() as (bot, _):
        answer = await bot.call("get_group_info", group_id=WX_GROUP, _timeout=5)
        assert answer["retcode"] == 10003
        assert "extra fields not permitted" in answer["message"]
        assert (await bot.call("get_group_info"))["retcode"] == 10003


async def test_the_supported_actions_are_listed() -> None:
    async with pair() as (bot, _):
        actions = (await bot.call("get_supported_actions"))["data"]
        assert {"wx.delete_groupmember", "wx.set_group_announcement", "send_message"} <= set(actions)
        assert "delete_message" not in actions


async def test_an_older_build_kicks_by_the_older_name() -> None:
    async with pair(older=True, bot_role="owner") as (bot, link):
        actions = (await bot.call("get_supported_actions"))["data"]
        assert "wx.kick_groupmember" in actions
        assert "wx.delete_groupmember" not in actions
        await bot.call("wx.kick_groupmember", group_id=WX_GROUP, user_list=[ZHANG])
        assert ZHANG not in link.world.group(WX_GROUP).members


async def test_only_a_bot_with_power_kicks_and_nobody_is_told_of_it() -> None:
    async with pair() as (bot, link):
        refused = await bot.call("wx.delete_groupmember", group_id=WX_GROUP, user_list=[ZHANG])
        assert (refused["retcode"], refused["message"]) == (35000, "操作失败")
        link.world.kick(WX_GROUP, ZHANG, WX_OWNER)
        link.join(WX_GROUP, "wxid_new", "新人", inviter="李四")
        link.say(WX_GROUP, "李四", "欢迎")
        await bot.event(type="message")
        assert {event["type"] for event in bot.events} == {"meta", "message"}
        members = (await bot.call("get_group_member_list", group_id=WX_GROUP))["data"]
        ids = {member["user_id"] for member in members}
        assert "wxid_new" in ids
        assert ZHANG not in ids
        assert all(member["user_displayname"] == "" for member in members)


async def test_the_name_in_the_group_is_asked_one_by_one() -> None:
    async with pair() as (bot, _):
        answer = await bot.call("wx.get_groupmember_nickname", group_id=WX_GROUP, user_id=ZHANG)
        assert answer["data"] == "研发-张三"


async def test_an_announcement_needs_the_owner() -> None:
    async with pair() as (bot, _):
        refused = await bot.call("wx.set_group_announcement", group_id=WX_GROUP, announcement="周五大扫除")
        assert refused["retcode"] == 35000
    async with pair(bot_role="owner") as (bot, link):
        await bot.call("wx.set_group_announcement", group_id=WX_GROUP, announcement="周五大扫除")
        assert [shown.text for shown in link.world.group(WX_GROUP).announcements] == ["周五大扫除"]


async def test_a_file_goes_both_ways() -> None:
    async with pair() as (bot, link):
        sent = await bot.call("upload_file", type="data", name="表.csv", data=base64.b64encode(b"1,2").decode())
        message = [{"type": "file", "data": {"file_id": sent["data"]["file_id"]}}]
        assert (await bot.call("send_message", detail_type="group", group_id=WX_GROUP, message=message))[
            "status"
        ] == "ok"
        link.upload(WX_GROUP, "张三", "花名册.csv", b"name")
        got = await bot.event(type="message", user_id=ZHANG)
        file = await bot.call("get_file", file_id=got["message"][0]["data"]["file_id"], type="data")
        assert base64.b64decode(file["data"]["data"]) == b"name"


async def test_every_kind_of_event_fits_the_specification() -> None:
    async with pair() as (bot, link):
        said = link.say(WX_GROUP, "张三", "发错了")
        link.recall(said, "张三")
        link.upload(WX_GROUP, "张三", "a.txt", b"x")
        link.whisper(ZHANG, "你好")
        link.world.announce(WX_GROUP, WX_OWNER, "明早开会")
        link.world.poke(Chat("group", WX_GROUP), ZHANG, WX_BOT)
        link.world.add_person("wxid_new3", "张三丰", is_friend=False)
        link.world.request_friend("wxid_new3", "我是张三丰")
        link.link.beat()
        link.world.set_online(WX_BOT, False)
        await bot.until(lambda: len(bot.events) > 4 and bot.events[-1]["detail_type"] == "status_update")
        kinds = {event["detail_type"] for event in bot.events}
        expected = "group private group_message_delete wx.get_group_file wx.get_group_announcement wx.get_group_poke"
        assert {*expected.split(), "wx.friend_request", "heartbeat"} <= kinds
