"""A clean-up on both protocols: the weekly list, keeps, the confirmation, grace, paced removals, the report."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sandbox.faults import Kind
from sandbox.world import Platform
from tests.wire.belonging import import_roster, staff
from tests.wire.process import Process
from tests.wire.room import Room, number_in, room_on
from tests.wire.times import Times, started_at

Office = tuple[Process, Times]
SIZE = 34
LEFT = ("同事1", "同事2", "同事3")
"""Who has left the organisation: too few of the group to need two administrators."""
PACE = timedelta(seconds=4)


@pytest.fixture(scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    async with started_at(tmp_path_factory.mktemp("cleanup"), "wire-token-3501") as (process, times):
        yield process, times
    assert process.tracebacks() == [], "\n".join(process.lines)


def friday(times: Times) -> datetime:
    """The next Friday, a moment past ten, where people are."""
    here = times.now().astimezone(ZoneInfo("Asia/Shanghai"))
    due = here.replace(hour=10, minute=0, second=5, microsecond=0) + timedelta(days=(4 - here.weekday()) % 7)
    return due if due > here else due + timedelta(days=7)


async def with_departed(room: Room, names: tuple[str, ...]) -> list[str]:
    """Everybody is on the roster under a name that no other room has; ``names`` have left. Their ids."""
    mark = "".join(sign for sign in room.group if sign.isdigit())[-3:]
    for member in room.world.group(room.group).members.values():
        if "-同事" in member.card or "-同事" in member.person.nickname or member.person.nickname.startswith("同事"):
            name = member.person.nickname + mark
            member.card = f"行政-{name}" if member.card else ""
            member.person.nickname = member.card or f"行政-{name}"
    rows = [row for row in staff(room) if "同事" in row]
    gone = {name + mark for name in names}
    rows = [row.removesuffix("在职") + "离职" if row.split(",")[0] in gone else row for row in rows]
    await import_roster(room, rows)
    return [room.id(f"行政-{name}") for name in sorted(gone)]


async def through_the_grace(room: Room, times: Times, words: str) -> str:
    """Seven days, then step by step until the bot says ``words``."""
    await room.settled("林静" if room.world.platform is Platform.QQ else "超级")
    times.on(timedelta(days=7, seconds=1))
    return await step_by_step(room, times, words) or await room.hears(words)


async def step_by_step(room: Room, times: Times, words: str, *, steps: int = 40, pace: timedelta = PACE) -> str | None:
    """As often as ``steps`` a little later, until the bot says ``words``; None where it has not."""
    for _ in range(steps):
        try:
            return await room.hears(words, timeout=1.5)
        except AssertionError:
            times.on(pace)
    return None


async def test_the_weekly_list_is_confirmed_and_each_is_removed_once(office: Office) -> None:
    process, times = office
    async with room_on(process, size=SIZE, clock=times.now) as room:
        await room.open()
        first, second, third = await with_departed(room, LEFT)
        times.to(friday(times))
        told = await room.hears("定期检查")
        number = number_in(told)
        for member in (first, second, third):
            assert member in told
        assert "已离职" in told
        assert "未经确认不会提醒或移出任何人" in told
        assert room.calls("set_group_kick") == []
        await room.order("林静", f"/清理 保留 {third} 30天 交接工作", "保留至")
        await room.order("林静", f"/清理 执行 {number}", "已确认")
        await room.said("以上成员将于")
        [warned] = [said for said in room.texts if "以上成员将于" in said]
        assert "第十四条" in warned
        report = await through_the_grace(room, times, "已完成：移出 2 人")
        assert "留下 1 人" in report
        kicks = room.calls("set_group_kick")
        assert sorted(str(call["user_id"]) for call in kicks) == sorted([first, second])
        assert all(call["reject_add_request"] is False for call in kicks)
        members = room.world.group(room.group).members
        assert third in members
        assert len(members) == SIZE + 1 - 2


async def test_more_than_a_tenth_of_the_group_needs_two_administrators(office: Office) -> None:
    process, times = office
    async with room_on(process, size=12, clock=times.now) as room:
        await room.open()
        gone = await with_departed(room, ("同事0", "同事1"))
        listed = await room.order("林静", "/清理", "建议移出 2 人")
        number = number_in(listed)
        assert "两位管理员" in listed
        await room.order("林静", f"/清理 执行 {number}", "请另一位管理员发送")
        await room.order("林静", f"/清理 执行 {number}", "你已确认过")
        assert not any("以上成员将于" in said for said in room.texts)
        await room.order("周敏", f"/清理 执行 {number}", "已确认")
        room.wire.faults.stand("send_private_msg", Kind.FAIL)
        report = await through_the_grace(room, times, "已完成：移出 2 人")
        assert "不能私信、未能单独告知原因的" in report
        assert sorted(str(call["user_id"]) for call in room.calls("set_group_kick")) == sorted(gone)


async def test_on_wechat_without_removals_the_owner_gets_one_list_verified_by_the_members(office: Office) -> None:
    process, times = office
    without = ("wx.delete_groupmember",)
    async with room_on(process, Platform.WECHAT, size=SIZE, clock=times.now, without=without) as room:
        await room.open()
        gone = await with_departed(room, LEFT[:2])
        number = number_in(await room.order("超级", "/清理", "建议移出 2 人"))
        await room.order("超级", f"/清理 执行 {number}", "已确认")
        order = await through_the_grace(room, times, "【工单】")
        assert all(f"☐ 行政-{room.world.people[member].nickname.split('-')[1]}" in order for member in gone)
        assert "移出成员（减号）" in order
        owner = room.wire.account.id
        room.world.kick(room.group, gone[0], owner)
        times.on(timedelta(days=1, minutes=1))
        assert "还有 1 人未移出" in await room.hears("【工单催办】")
        room.world.kick(room.group, gone[1], owner)
        times.on(timedelta(minutes=11))
        await room.hears("工单已全部核实")


async def test_who_leaves_the_organisation_is_proposed_at_once_and_removed_when_agreed(office: Office) -> None:
    process, times = office
    async with room_on(process, size=SIZE, clock=times.now) as room:
        await room.open()
        await import_roster(room, ["韩梅香,测试部,测试员,13700137021,在职"])
        mei = room.id("韩梅梅")
        await room.order(mei, "/登记 韩梅香 测试部", "已完成")
        await import_roster(room, ["韩梅香,测试部,测试员,13700137021,离职"])
        told = await room.hears("人员变动")
        assert mei in told
        assert "已离职" in told
        assert room.calls("set_group_kick") == []
        await room.order("林静", f"/通过 {number_in(told)}", "正在移出 1 人")
        assert (await room.call("set_group_kick"))["user_id"] == int(mei)
        assert mei not in room.world.group(room.group).members
