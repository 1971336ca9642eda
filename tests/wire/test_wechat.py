"""WeChat, where little can be done and nothing is told: work orders, lists, known actions only."""

from sandbox.world import Platform
from tests.wire.process import Process
from tests.wire.room import Room, room_on


async def test_what_the_platform_does_is_verified_and_nothing_unknown_is_asked(wechat_room: Room) -> None:
    room = wechat_room
    room.say("超级", room.at("王小明", "/踢", "离职"))
    await room.hears("移出本群")
    assert (await room.call("wx.delete_groupmember")).is_executed
    room.say("超级", room.at("韩梅梅", "/禁言", "10m 争吵"))
    order = await room.hears("【工单】")
    assert "韩梅梅" in order
    assert room.id("王小明") not in room.world.group(room.group).members
    assert {call.action for call in room.wire.calls} <= set(room.wire.link.actions)  # type: ignore[attr-defined]
    assert all(call.answer is None or call.answer["retcode"] not in (10002, 10003) for call in room.wire.calls)


async def test_an_older_build_is_asked_by_its_own_names(bot: Process) -> None:
    async with room_on(bot, Platform.WECHAT, older=True) as room:
        await room.open()
        room.say("超级", room.at("李雷", "/踢", "离职"))
        assert (await room.call("wx.kick_groupmember")).is_executed


async def test_a_notice_is_answered_by_word_and_by_command(wechat_room: Room) -> None:
    room = wechat_room
    await room.order("超级", "/通知 下午盘点", "【通知 #1】")
    room.say("李雷", "收到")
    room.say("韩梅梅", "/收到 1")
    status = await room.order("超级", "/通知 1", "应回")
    assert "已回 2 人" in status
