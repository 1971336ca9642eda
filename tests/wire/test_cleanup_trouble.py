"""A clean-up while the platform tells nonsense, takes our power or the group away: nobody is wrongly removed."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta

import pytest

from sandbox.faults import Switch
from tests.wire.process import Process
from tests.wire.room import Room, number_in, room_on
from tests.wire.test_cleanup import LEFT, SIZE, Office, step_by_step, with_departed
from tests.wire.times import started_at


@pytest.fixture(scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    async with started_at(tmp_path_factory.mktemp("trouble"), "wire-token-3701") as (process, times):
        yield process, times
    assert process.tracebacks() == [], "\n".join(process.lines)


def removed(room: Room) -> list[str]:
    return sorted(str(call["user_id"]) for call in room.calls("set_group_kick"))


def states(process: Process, number: int, room: Room) -> list[str]:
    with closing(sqlite3.connect(process.folder / "qungui.db", timeout=10)) as store:
        rows = store.execute(
            "select i.state from cleanup_item i join cleanup_round r on r.id = i.round_id"
            " join work_group g on g.id = r.group_id where g.external_id = ? and r.number = ? order by i.position",
            (room.group, number),
        )
        return [state for (state,) in rows]


@pytest.mark.parametrize(
    "lie",
    [
        Switch.TORN_MEMBERS,
        Switch.EMPTY_MEMBERS,
        Switch.ZERO_TIMES,
        Switch.TIMES_ARE_NOW,
        Switch.STALE_MEMBERS,
    ],
)
async def test_lists_and_figures_that_lie_have_nobody_else_listed_or_removed(office: Office, lie: Switch) -> None:
    process, times = office
    async with room_on(process, size=SIZE, clock=times.now) as room:
        await room.open()
        gone = sorted(await with_departed(room, LEFT[:2]))
        looks = len(room.calls("get_group_member_list"))
        times.on(timedelta(minutes=11))
        await room.call("get_group_member_list", looks + 1)
        room.wire.faults.switch(lie)
        times.on(timedelta(days=3))
        listed = await room.order("林静", "/清理", "建议移出 2 人")
        assert all(member in listed for member in gone)
        await room.order("林静", f"/清理 执行 {number_in(listed)}", "已确认")
        await room.settled()
        times.on(timedelta(days=7, seconds=1))
        report = await step_by_step(room, times, "已完成：移出 2 人", steps=5)
        if report is None:
            room.wire.faults.switch(lie, on=False)
            report = await step_by_step(room, times, "已完成：移出 2 人", pace=timedelta(minutes=1))
        assert report is not None
        assert "留下 0 人" in report
        assert removed(room) == gone
        assert len(room.world.group(room.group).members) == SIZE + 1 - 2


async def test_our_power_lost_in_the_middle_stops_the_round_and_it_goes_on_when_told_to(office: Office) -> None:
    process, times = office
    async with room_on(process, size=SIZE, clock=times.now) as room:
        await room.open()
        gone = sorted(await with_departed(room, LEFT))
        number = number_in(await room.order("林静", "/清理", "建议移出 3 人"))
        await room.order("林静", f"/清理 执行 {number}", "已确认")
        await room.settled()
        times.on(timedelta(days=7, seconds=1))
        await room.call("set_group_kick")
        room.world.set_admin(room.group, room.wire.account.id, False, room.id("陈立"))
        assert "我已不是管理员" in (await step_by_step(room, times, "已暂停") or "")
        assert len(removed(room)) == 1
        room.world.set_admin(room.group, room.wire.account.id, True, room.id("陈立"))
        await room.order("周敏", f"/清理 执行 {number}", "继续")
        assert await step_by_step(room, times, "已完成：移出 3 人") is not None
        assert removed(room) == gone


async def test_a_group_dissolved_in_the_days_of_grace_has_nobody_removed(office: Office) -> None:
    process, times = office
    async with room_on(process, size=SIZE, clock=times.now) as room:
        await room.open()
        await with_departed(room, LEFT[:2])
        number = number_in(await room.order("林静", "/清理", "建议移出 2 人"))
        await room.order("林静", f"/清理 执行 {number}", "已确认")
        await room.settled()
        room.world.dissolve(room.group, room.id("陈立"))
        times.on(timedelta(days=7, seconds=1))
        # Another group of the same bot goes on meanwhile.
        async with room_on(process, clock=times.now) as other:
            await other.open()
            times.on(timedelta(minutes=5))
            await other.settled()
        assert room.calls("set_group_kick") == []
        assert set(states(process, number, room)) <= {"warned", "gone", "kept"}
