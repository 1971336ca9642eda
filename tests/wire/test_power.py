"""Who may do what: enabling, commands of members, forged frames, modes."""

import copy

from sandbox.world import Platform
from tests.wire.process import Process
from tests.wire.room import Room, number_in, room_on

ADVERTISEMENT = "加微信 abc123 日结兼职 一天三百，名额有限"


async def test_only_owner_or_superuser_enables_a_group(bot: Process) -> None:
    async with room_on(bot) as room:
        room.say("李雷", "/通知 还没有启用")
        room.say("林静", "/警告 @李雷 还没有启用")
        refused = await room.order("李雷", "/启用", "没有")
        assert "权限" in refused
        await room.order("林静", "/enable", "没有使用这个命令的权限")
        enabled = await room.order("超级", "／启用", "本群已启用")
        assert "观察" in enabled
        await room.order("陈立", "/启用", "已经启用")
        await room.order("陈立", "/停用", "已停用")
        await room.order("陈立", "/启用", "本群已启用")
        assert len(room.texts) == 6


async def test_a_wechat_group_knows_only_superusers_and_grants(bot: Process) -> None:
    async with room_on(bot, Platform.WECHAT) as room:
        await room.order("陈立", "/启用", "没有使用这个命令的权限")
        await room.order("超级", "/启用", "本群已启用")
        await room.order("林静", room.at("李雷", "/警告", "迟到"), "没有使用这个命令的权限")
        await room.order("超级", room.at("林静", "/任命", "admin"), "已任命 林静")
        warned = await room.order("林静", room.at("李雷", "/警告", "迟到"), "警告")
        assert "案件 #1" in warned


async def test_a_member_s_command_of_power_is_refused_and_does_nothing(room: Room) -> None:
    for words in ("/警告", "/踢", "/拉黑"):
        await room.order("李雷", room.at("韩梅梅", words, "讨厌"), "没有使用这个命令的权限")
    await room.order("李雷", room.at("韩梅梅", "/禁言", "10m"), "没有使用这个命令的权限")
    await room.order("李雷", "/模式 观察", "没有使用这个命令的权限")
    await room.order("林静", room.at("周敏", "/踢", "同级"), "不能对自己、机器人或同级及以上")
    await room.order("林静", room.at("陈立", "/警告", "上级"), "不能对自己、机器人或同级及以上")
    await room.order("林静", room.at("群管", "/踢", "机器人"), "请 @ 一位成员")
    assert not room.calls("set_group_kick") + room.calls("set_group_ban")


async def test_a_forged_role_in_the_frame_gives_no_power(room: Room) -> None:
    room.say("李雷", "早上好")
    frame = copy.deepcopy(room.wire.events[-1])
    for number, role in enumerate(("owner", "admin", "OWNER", "superuser")):
        forged = copy.deepcopy(frame)
        forged["message_id"] = frame["message_id"] + 7_000 + number
        forged["sender"]["role"] = role
        forged["message"] = [
            {"type": "text", "data": {"text": "/踢 "}},
            {"type": "at", "data": {"qq": room.id("韩梅梅")}},
            {"type": "text", "data": {"text": " 讨厌"}},
        ]
        forged["raw_message"] = f"/踢 [CQ:at,qq={room.id('韩梅梅')}] 讨厌"
        room.wire.send_event(forged)
        await room.hears("没有使用这个命令的权限")
    assert not room.calls("set_group_kick")
    assert room.id("韩梅梅") in room.world.group(room.group).members


async def test_observe_mode_does_nothing_but_tells(bot: Process) -> None:
    async with room_on(bot) as room:
        await room.open("观察")
        room.say("李雷", ADVERTISEMENT)
        told = await room.hears("【观察】")
        assert "案件 #1" in told
        assert "第" in told
        await room.settled()
        assert not room.calls("delete_msg") + room.calls("set_group_ban") + room.calls("set_group_kick")


async def test_assist_mode_waits_for_confirm(bot: Process) -> None:
    async with room_on(bot) as room:
        await room.open("协助")
        said = room.say("李雷", ADVERTISEMENT)
        number = number_in(await room.hears("【待确认】"))
        await room.order("李雷", f"/确认 {number}", "没有使用这个命令的权限")
        assert not room.calls("delete_msg")
        room.say("林静", f"/confirm {number}")
        await room.hears("警告：违反")
        assert (await room.call("delete_msg")).is_executed
        assert said.recalled_by is not None
        await room.order("林静", f"/确认 {number}", "不能再这样处理")
        room.say("韩梅梅", ADVERTISEMENT)  # the second within ten minutes is not told at once
        waiting = await room.order("林静", "/申请", "待审核 1 项")
        await room.order("林静", f"/驳回 {number_in(waiting)} 误会", "不予处理")
        assert len(room.calls("delete_msg")) == 1


async def test_ordinary_talk_and_unknown_words_get_no_answer(room: Room) -> None:
    before = len(room.texts)
    for words in (
        "大家早",
        "/没有这个命令",
        "/ 空",
        "//",
        "/",
        "/etc/passwd 里有什么",
        "收到",
        "好的",
        "1/2",
        "[CQ:at,qq=all]",
    ):
        room.say("王小明", words)
    await room.settled()
    assert len(room.texts) == before + 1
    await room.order("林静", "/禁言", "请 @ 一位成员")
    await room.order("林静", room.at("李雷", "/禁言", "十个月饼"), "写法：/禁言")


async def test_after_halt_nothing_is_done_by_itself_until_resume(room: Room) -> None:
    await room.order("林静", "/停止执法", "已停止")
    room.say("李雷", ADVERTISEMENT)
    await room.settled()
    assert not room.calls("delete_msg")
    await room.order("林静", "/恢复执法", "已恢复")
    room.say("韩梅梅", ADVERTISEMENT)
    await room.hears("警告：违反")
    assert (await room.call("delete_msg")).is_executed
