"""Many frames: doubles, echoes, bursts, several groups and accounts."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from sandbox.faults import Switch
from sandbox.harness import Wire, qq
from sandbox.world import Platform, Role
from tests.wire.process import PATIENCE, Process
from tests.wire.room import Room, furnish, number_in, room_on


async def test_frames_that_come_twice_are_handled_once(room: Room) -> None:
    room.wire.faults.switch(Switch.DUPLICATE_EVENTS)
    room.say("林静", room.at("李雷", "/警告", "迟到"))
    room.say("林静", "/通知 只发一次")
    await room.hears("警告：违反")
    await room.hears("【通知 #2】")
    room.say("李雷", "加微信 abc123 日结兼职 一天三百，名额有限")
    await room.hears("禁言10分钟")
    await room.call("set_group_ban")
    await room.settled()
    numbers = [number_in(words) for words in room.texts if "#" in words]
    assert sorted(numbers) == [1, 2, 3]
    assert len(room.calls("set_group_ban")) == len(room.calls("delete_msg")) == 1


async def test_its_own_echo_is_no_command_and_no_talk(bot: Process) -> None:
    async with room_on(bot, reports_self=True) as room:
        await room.open()
        await room.order("林静", "/通知 /踢 一下灰尘", "【通知 #1】")
        room.world.say(room.group, room.wire.account.id, "/停用")
        room.world.say(room.group, room.wire.account.id, "加微信 abc123 日结兼职 一天三百，名额有限")
        await room.settled()
        assert not room.calls("delete_msg")
        assert not any("已停用" in words for words in room.texts)


async def test_order_is_kept_within_a_group_in_a_burst_of_two_hundred(bot: Process) -> None:
    async with room_on(bot, size=60) as room:
        await room.open()
        people = [member.id for member in room.world.group(room.group).members.values() if member.id.startswith("5")]
        given: list[str] = []
        for number in range(200):
            who = people[number % len(people)]
            if number % 10 == 0:
                given.append(f"事项{number:03d}")
                room.say(who, f"/通知 {given[-1]} 请知悉")
            else:
                room.say(who, f"第{number}句闲话，各说各的")
        await room.hears(given[-1], timeout=2 * PATIENCE)
        told = [words for words in room.texts if "事项" in words]
        assert [re.findall(r"事项\d+", words)[0] for words in told] == given
        assert [number_in(words) for words in told] == list(range(1, len(given) + 1))


async def test_whoever_gives_commands_too_fast_is_told_so_once(room: Room) -> None:
    for n in range(16):
        room.say("韩梅梅", f"/帮助 {'记录' if n % 2 else '群规'}")
    await room.hears("命令发得太快")
    await room.settled()
    assert sum("命令发得太快" in words for words in room.texts) == 1


async def test_two_groups_at_once_do_not_mix(bot: Process) -> None:
    async with room_on(bot) as one, room_on(bot) as other:
        await asyncio.gather(one.open(), other.open("观察"))
        for turn in range(3):
            one.say("林静", f"/通知 甲{turn}")
            other.say("林静", f"/通知 乙{turn}")
        await asyncio.gather(one.hears("甲2"), other.hears("乙2"))
        assert not any("乙" in words for words in one.texts)
        assert not any("甲" in words for words in other.texts)
        numbers = [[number_in(words) for words in room.texts if "【通知" in words] for room in (one, other)]
        assert numbers == [[1, 2, 3], [1, 2, 3]]


@asynccontextmanager
async def two_accounts(
    bot: Process,
) -> AsyncIterator[tuple[Room, Wire, Callable[[str], int], Callable[[str], Awaitable[None]]]]:
    """A group in which two accounts of ours sit; how often something was said, and a wait for it."""
    world, group, ours, superuser = furnish(Platform.QQ, Role.ADMIN, 10, bots=2)
    async with (
        qq(bot.socket_url, bot.token, world=(world, ours[0])) as first,
        qq(bot.socket_url, bot.token, world=(world, ours[1])) as second,
    ):
        await first.connected(PATIENCE)
        await second.connected(PATIENCE)

        def said(part: str) -> int:
            by_us = (each for each in world.messages.values() if each.author in (ours[0].id, ours[1].id))
            return sum(part in each.text for each in by_us)

        async def heard(part: str) -> None:
            await first.until(lambda: said(part), PATIENCE)

        yield Room(first, group, superuser), second, said, heard


async def test_a_second_account_in_the_same_group_does_not_act_twice(bot: Process) -> None:
    async with two_accounts(bot) as (room, second, said, heard):
        room.say("陈立", "/启用")
        await heard("本群已启用")
        room.say("陈立", "/模式 执行")
        await heard("模式已改为")
        room.say("林静", "/通知 两个号")
        room.say("李雷", "加微信 abc123 日结兼职 一天三百，名额有限")
        room.say("林静", room.at("李雷", "/禁言", "10m 争吵"))
        room.say("周敏", "/帮助 记录")
        await heard("/记录")
        await heard("禁言10分钟")

        def done(action: str) -> int:
            return sum(call.action == action and call.is_over for call in room.wire.calls + second.calls)

        await room.wire.until(lambda: done("set_group_ban") and done("delete_msg"), PATIENCE)
        room.say("周敏", "/帮助 案件")
        await heard("/案件")
        assert done("set_group_ban") == done("delete_msg") == 1
        assert [said(part) for part in ("【通知 #1】", "模式已改为", "/记录", "警告：违反", "/案件（")] == [1] * 5


async def test_enabling_is_answered_by_one_account_only(bot: Process) -> None:
    async with two_accounts(bot) as (room, _, said, heard):
        room.say("陈立", "/启用")
        await heard("本群已启用")
        room.say("周敏", "/帮助 记录")
        await heard("/记录")
        assert said("本群已启用") == 1
        assert said("本群已经启用") == 0
