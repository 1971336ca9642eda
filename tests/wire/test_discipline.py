"""Recall, the ladder, and what is said about it."""

import pytest

from sandbox.world import Message, Platform, Segment, text
from tests.wire.process import PATIENCE, Process
from tests.wire.room import Room, number_in, room_on

EVIL_NAMES = ["[CQ:at,qq=all]", "{{7*7}}", "=1+1|cmd", "%(x)s{b.config}", "‮反", "<img onerror=1>"]


async def test_an_advertisement_is_recalled_and_its_case_and_clause_told(room: Room) -> None:
    said = room.say("李雷", "加微信 abc123 日结兼职 一天三百，名额有限")
    told = await room.hears("警告：违反《基本群规》第五条")
    call = await room.call("delete_msg")
    assert call["message_id"] == room.wire.link.frames.handle(said)  # type: ignore[attr-defined]
    assert said.recalled_by == room.wire.account.id
    assert "案件 #1" in told
    assert "/申诉 1" in told
    mentioned = [part["data"]["user"] for part in room.wire.said(room.group)[-1].segments if part["type"] == "at"]
    assert mentioned == [room.id("李雷")]


async def test_what_is_sanctioned_is_masked_in_what_the_bot_says(room: Room) -> None:
    room.say("李雷", "加微信 abc123 日结兼职 一天三百，名额有限")
    case = number_in(await room.hears("警告：违反"))
    shown = await room.order("林静", f"/案件 {case}", f"案件 #{case}")
    everything = "\n".join(room.texts)
    assert "abc123" not in everything, shown
    assert "日结兼职" not in everything


async def test_the_ladder_warns_mutes_longer_and_kicks(room: Room) -> None:
    member = room.id("李雷")
    told: list[str] = []
    for words in ("警告：违反", "禁言10分钟", "禁言1天", "移出本群"):
        told.append(await room.order("林静", room.at("李雷", "/警告", "屡次迟到"), words))
    assert [number_in(words) for words in told] == [1, 2, 3, 4]
    kick = await room.call("set_group_kick")
    assert [(str(c["user_id"]), c["duration"]) for c in room.calls("set_group_ban")] == [(member, 600), (member, 86400)]
    assert str(kick["user_id"]) == member
    assert isinstance(kick["reject_add_request"], bool)
    assert member not in room.world.group(room.group).members
    await room.order("林静", "/记录", "最近 4 件")


async def test_a_mute_has_its_duration_and_unmute_sends_zero(room: Room) -> None:
    room.say("林静", room.at("韩梅梅", "/mute", "1小时30分钟 第六条 争吵"))
    assert (await room.call("set_group_ban"))["duration"] == 5400
    told = await room.hears("禁言")
    assert "第六条" in told
    await room.order("林静", room.at("韩梅梅", "/解禁"), "已解除")
    assert (await room.call("set_group_ban", 2))["duration"] == 0
    await room.order("林静", room.at("韩梅梅", "/禁言", "30天 太久"), "最长只能禁言 30 天")
    assert len(room.calls("set_group_ban")) == 2


async def test_ban_refuses_to_let_in_again_and_says_so_on_the_wire(room: Room) -> None:
    room.say("林静", room.at("王小明", "/拉黑", "冒充领导"))
    call = await room.call("set_group_kick")
    assert call["reject_add_request"] is True
    assert room.id("王小明") in room.world.group(room.group).refused


async def test_a_reply_points_at_the_person_and_numbers_are_shared(room: Room) -> None:
    said = room.say("赵敏", "哈哈")
    room.say("林静", "/警告 灌水", quote=said)
    assert number_in(await room.hears("警告：违反")) == 1
    room.say("林静", "/通知 明天停电")
    assert number_in(await room.hears("【通知")) == 2
    shown = await room.order("林静", "/show 1", "案件 #1")
    assert "赵敏" in shown


async def test_a_pardon_lifts_the_mute_and_an_appeal_needs_another_admin(room: Room) -> None:
    room.say("林静", room.at("李雷", "/禁言", "10m 争吵"))
    case = number_in(await room.hears("禁言10分钟"))
    await room.call("set_group_ban")
    room.wire.whisper(room.id("李雷"), f"/申诉 {case} 不是我")
    await room.hears("提出申诉")
    await room.wire.until(
        lambda: any(f"#{case}" in said for said in room.wire.private_texts(room.id("李雷"))), PATIENCE
    )
    await room.order("林静", f"/撤销案件 {case} 误会", "作出处理以外的管理员")
    await room.order("周敏", f"/撤销案件 {case} 误会", "已撤销")
    assert (await room.call("set_group_ban", 2))["duration"] == 0


@pytest.mark.parametrize("platform", [Platform.QQ, Platform.WECHAT])
async def test_people_s_words_come_back_only_as_text(bot: Process, platform: Platform) -> None:
    async with room_on(bot, platform) as room:
        person = room.world.member(room.group, room.id("李雷"))
        evil = "".join(EVIL_NAMES)
        person.person.nickname = evil
        person.card = evil
        await room.open()
        who = "林静" if platform is Platform.QQ else room.superuser
        accused: list[Segment] = [
            {"type": "text", "data": {"text": "/警告 "}},
            {"type": "at", "data": {"user": person.id}},
        ]
        room.say(who, [*accused, text(f" {evil}")])
        said = await _said_about(room, "警告：违反")
        assert "49" not in said.text
        assert {part["type"] for part in said.segments} <= {"text", "at"}
        assert all(part["data"]["user"] != "all" for part in said.segments if part["type"] == "at")
        room.say(who, f"/通知 {evil}")
        said = await _said_about(room, "【通知 #2】")
        assert "[CQ:at,qq=all]" in said.text
        assert "{{7*7}}" in said.text
        assert not [part for part in said.segments if part["type"] == "at"]


async def _said_about(room: Room, part: str) -> Message:
    await room.hears(part)
    return next(said for said in reversed(room.wire.said(room.group)) if part in said.text)
