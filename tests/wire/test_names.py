"""Names on both protocols: what a card must be, set by the bot on QQ, reminded on WeChat, and who poses as another."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.world import Platform
from tests.wire.process import Process
from tests.wire.room import Room, room_on
from tests.wire.test_topic import administrator
from tests.wire.times import Times, started_at

ROSTER = "姓名,部门,职务,手机\n李雷,研发部,工程师,13900139000\n韩梅梅,测试部,测试员,13900139001\n".encode()
MORNING = timedelta(hours=23, minutes=31)
"""From 10:30, where the clock begins, to past ten of the next day."""


@pytest.fixture(scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Process, Times]]:
    folder: Path = tmp_path_factory.mktemp("names")
    async with started_at(folder, "wire-token-3101") as (process, times):
        yield process, times
    assert process.tracebacks() == [], "\n".join(process.lines)


async def opened(room: Room) -> Room:
    await room.open()
    boss = administrator(room)
    posted = room.wire.upload(room.group, boss, "花名册.csv", ROSTER)
    room.say(boss, "/花名册 导入", quote=posted)
    await room.hears("花名册已导入")
    return room


async def test_on_qq_a_registered_members_card_is_set_again_and_others_are_proposed(
    office: tuple[Process, Times],
) -> None:
    process, times = office
    async with room_on(process, clock=times.now) as room:
        await opened(room)
        await room.order("李雷", "/登记 李雷 研发部", "已完成")
        assert (await room.call("set_group_card"))["card"] == "研发部-李雷"
        lei = room.id("李雷")
        room.world.set_card(room.group, lei, "雷雷", lei)
        room.say("雷雷", "今天的数据已经交了")  # implementations tell of a card when its bearer next speaks
        again = await room.call("set_group_card", 2)
        assert (again["user_id"], again["card"]) == (int(lei), "研发部-李雷")
        assert room.world.member(room.group, lei).card == "研发部-李雷"
        ming = room.id("王小明")
        room.world.set_card(room.group, ming, "小明同学", ming)
        mei = room.id("韩梅梅")
        room.world.set_card(room.group, mei, "韩梅梅", mei)
        shown = await room.order("小明同学", "/名片", "群名片")
        assert "第十三条" in shown
        times.on(MORNING)
        told = await room.hears("群名片应为“部门-姓名”")
        assert "小明同学" in told
        assert "李雷" not in told
        # Her card is her name: what it must be is known to the letter.
        assert "韩梅梅：缺部门，请改为“测试部-韩梅梅”" in told
        assert "7 天内" in told


async def test_on_wechat_nobodys_card_is_set_and_the_late_are_listed(office: tuple[Process, Times]) -> None:
    process, times = office
    async with room_on(process, Platform.WECHAT, clock=times.now) as room:
        await opened(room)
        times.on(timedelta(days=1))
        told = await room.hears("群名片应为“部门-姓名”")
        assert "王小明" in told
        assert "请改为“研发部-李雷”" in told
        await room.settled("超级")
        times.on(timedelta(days=8))
        late = await room.hears("群名片超过 7 天")
        assert "王小明" in late
        assert "/名片 检查" in late or "请管理员联系本人" in late
        assert not any(
            call.action.endswith(("card", "nickname")) and "get" not in call.action for call in room.wire.calls
        )


async def test_posing_as_an_administrator_is_told_at_once(office: tuple[Process, Times]) -> None:
    process, times = office
    async with room_on(process, clock=times.now) as room:
        await opened(room)
        # Cyrillic о and a full-width hyphen: to the eye the same card as the administrator's.
        min_, jing = room.id("赵敏"), room.id("林静")
        room.world.set_card(room.group, min_, "综合部－林静", min_)
        room.say(min_, "请大家把材料发给我")
        told = await room.hears("请注意")
        assert min_ in told
        assert jing in told
        assert "第十一条" in told
        newcomer = room.wire.new_id()
        room.wire.join(room.group, newcomer, "管理员助手")
        assert newcomer in await room.hears("但不是管理员")
        assert room.calls("set_group_ban") == room.calls("set_group_kick") == []
