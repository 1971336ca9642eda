"""Writing notices on both wires: pictures, planned times, drafts, versions, withdrawal, saved lists."""

import pytest

from sandbox.world import Platform, Role, Segment, text
from tests.support.pictures import png, scenery
from tests.wire.process import Process
from tests.wire.room import Room, number_in, room_on


def with_picture(room: Room, words: str) -> list[Segment]:
    content = room.world.add_file("现场.png", png(scenery(11)))
    return [text(words), {"type": "image", "data": {"file": content.id, "file_id": content.id}}]


def pictures_sent(room: Room) -> int:
    said = room.wire.said(room.group)
    return sum(part["type"] == "image" for message in said for part in message.segments)


@pytest.mark.parametrize("platform", [Platform.QQ, Platform.WECHAT])
async def test_a_notice_with_a_picture_is_changed_and_withdrawn(bot: Process, platform: Platform) -> None:
    async with room_on(bot, platform) as room:
        await room.open()
        who = "陈立" if platform is Platform.QQ else room.superuser
        number = number_in(await room.order(who, with_picture(room, "/通知 明天停电。请关机。请锁门。"), "【通知 #"))
        assert pictures_sent(room) == 1
        room.say("李雷", "收到")
        told = await room.order(who, f"/通知 {number} 改 后天停电。请关机。请锁门。", "更新】")
        assert "“明天停电。”改为“后天停电。”" in told
        assert "请锁门" not in told
        await room.order(who, f"/通知 {number}", "已回 0 人")
        room.say("李雷", "收到")
        await room.order(who, f"/通知 {number}", "已回 1 人")
        room.say(who, f"/通知 {number} 撤回 日期有误")
        await room.said("【更正】通知", "不再提醒")
        if platform is Platform.QQ:
            await room.call("delete_msg", 2)
        await room.order(who, f"/通知 {number}", "已撤回")


@pytest.mark.parametrize("platform", [Platform.QQ, Platform.WECHAT])
async def test_drafts_planned_and_repeating_notices(bot: Process, platform: Platform) -> None:
    async with room_on(bot, platform) as room:
        await room.open()
        who = "陈立" if platform is Platform.QQ else room.superuser
        draft = number_in(await room.order(who, "/通知 交年报 草稿", "已保存"))
        planned = number_in(await room.order(who, "/通知 定时 2秒后 关灯", "将于"))
        assert "关灯" in await room.hears(f"【通知 #{planned}】")
        plan = number_in(await room.order(who, "/通知 交周报 每周一 9:00", "定期通知"))
        listed = await room.order(who, "/通知列表", "定期：")
        assert f"#{plan} 交周报，每周一 9:00" in listed
        assert f"你的草稿：#{draft}" in listed
        await room.order(who, f"/通知 {draft} 发布", "交年报")
        await room.order(who, f"/通知 {plan} 停止", "已停止")


async def test_a_saved_list_is_an_audience(room: Room) -> None:
    await room.order("陈立", room.at("李雷", "/名单 add 值班"), "名单“值班”：")
    published = await room.order("林静", "/通知 今晚值班 给 名单“值班”", "【通知 #")
    assert "发给：名单“值班”（1人）" in published
    last = room.wire.said(room.group)[-1]
    assert {p["data"]["user"] for p in last.segments if p["type"] == "at"} == {room.id("李雷")}


async def test_a_notice_to_two_groups_is_acknowledged_once(bot: Process) -> None:
    async with room_on(bot) as room:
        await room.open()
        other = Room(room.wire, f"7{room.group[1:]}", room.superuser)
        room.world.add_group(other.group, f"第二群{other.group}")
        for user, member in room.world.group(room.group).members.items():
            if member.card == "群管":
                room.world.settle_in(other.group, user, role=Role.ADMIN, card="群管")
        room.world.settle_in(other.group, room.id("陈立"), role=Role.OWNER, card="陈立")
        room.world.settle_in(other.group, room.id("李雷"), card="李雷")
        room.world.say(other.group, room.id("陈立"), "/启用")
        await other.hears("本群已启用")
        published = await room.order("陈立", f"/通知 停水 给 本群、群“第二群{other.group}”", "【通知 #")
        assert "同时发到2个群" in published
        number = number_in(await other.hears("【通知 #"))
        room.world.say(other.group, room.id("李雷"), f"/收到 {number}")
        room.world.say(other.group, room.id("陈立"), f"/通知 {number}")
        status = await other.hears("已回 1 人")
        assert status.count("李雷") == 1
        room.say("李雷", "收到")
        await room.order("陈立", f"/通知 {number_in(published)}", "已回 1 人")
        await room.order("林静", "/通知 停电 给 群“没有的群”", "没有启用的群")
        await room.order("林静", f"/通知 停电 给 群“第二群{other.group}”", "你不是")
