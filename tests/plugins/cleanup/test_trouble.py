"""What goes wrong between confirmation and report: the round stops, tells, and removes nobody too many."""

from collections.abc import Sequence

from bot.domain.ids import ChatRef
from bot.domain.members import Role
from bot.domain.messages import Segment
from bot.domain.ports import Outcome, Result
from tests.plugins.cleanup.conftest import DAY, SILENT, confirmed, kicked, run_through
from tests.support.house import TestHouse


async def test_who_became_an_administrator_meanwhile_stays(house: TestHouse) -> None:
    await confirmed(house)
    house.platform.add_member(house.id_of("王强"), Role.ADMIN, card="王强")
    await house.pass_time(7 * DAY)
    await run_through(house)
    assert kicked(house) == [house.id_of("李雷")]


async def test_a_refused_removal_pauses_the_round_and_run_goes_on(house: TestHouse) -> None:
    await confirmed(house)
    house.platform.script("kick", Outcome.DENIED, detail="not admin")
    await house.pass_time(7 * DAY)
    await run_through(house)
    assert kicked(house) == [house.id_of("王强")]
    assert any("清理 #1 已暂停（王强）：平台没有完成移出，已转工单" in text for text in house.said())
    await house.pass_time(DAY)
    assert len(kicked(house)) == 1
    await house.say("赵敏", "/清理 run 1")
    await run_through(house)
    assert kicked(house)[1:] == [house.id_of("李雷")]
    assert "未成 1 人" in house.last()


async def test_an_ok_without_effect_is_no_removal(house: TestHouse) -> None:
    await confirmed(house)
    house.platform.script("kick", Outcome.UNVERIFIED, times=5)
    await house.pass_time(7 * DAY)
    await run_through(house, *(3.0,) * 10, *(60.0,) * 5)
    assert set(kicked(house)) == {house.id_of("王强")}
    assert any("已暂停" in text for text in house.said())


async def test_an_unknown_outcome_is_looked_up_before_the_next_one(house: TestHouse) -> None:
    await confirmed(house)
    house.platform.script("kick", Outcome.UNKNOWN, effect=True)
    await house.pass_time(7 * DAY)
    await run_through(house, *(5.0,) * 15)
    assert kicked(house) == [house.id_of(name) for name in SILENT]
    assert "移出 2 人" in house.last()


async def test_a_warning_that_was_refused_stops_everything(house: TestHouse) -> None:
    await house.say("林静", "/清理")
    house.platform.script("send", Outcome.DENIED)
    await house.say("林静", "/清理 run 1")
    await house.pass_time(8 * DAY)
    await run_through(house)
    assert kicked(house) == []
    assert any("提醒没有发出去" in text for text in house.said())
    await house.say("林静", "/清理 run 1")
    assert any("@王强" in text for text in house.said())
    await house.pass_time(6 * DAY)
    assert kicked(house) == []
    await house.pass_time(DAY)
    await run_through(house)
    assert len(kicked(house)) == 2


async def test_a_halt_stops_the_removals(house: TestHouse) -> None:
    await confirmed(house)
    await house.say("陈立", "/停止执法")
    await house.pass_time(7 * DAY)
    await run_through(house)
    assert kicked(house) == []
    assert any("已停止执法" in text for text in house.said())


async def test_an_administrator_stops_a_round(house: TestHouse) -> None:
    await confirmed(house)
    await house.say("赵敏", "/清理 停止 1")
    assert "已暂停" in house.last()
    await house.pass_time(30 * DAY)
    assert kicked(house) == []


async def test_who_confirmed_and_is_no_administrator_any_more_removes_nobody(house: TestHouse) -> None:
    await confirmed(house)
    house.platform.add_member(house.id_of("林静"), Role.MEMBER, card="技术部-林静")
    await house.pass_time(7 * DAY)
    await run_through(house)
    assert kicked(house) == []
    assert any("确认的管理员已无权限" in text for text in house.said())


async def test_who_leaves_during_the_grace_is_not_removed(house: TestHouse) -> None:
    await confirmed(house)
    del house.platform.group().members[house.id_of("王强")]
    await house.pass_time(7 * DAY)
    await run_through(house)
    assert kicked(house) == [house.id_of("李雷")]
    assert "王强：已自行退群" in house.last()


async def test_long_after_the_day_named_the_removals_wait_for_a_word(house: TestHouse) -> None:
    await confirmed(house)
    await house.pass_time(20 * DAY)
    await run_through(house)
    assert kicked(house) == []
    assert any("到期时我不在线" in text for text in house.said())


async def test_whoever_cannot_be_told_in_private_stands_in_the_report(house: TestHouse) -> None:
    await confirmed(house)
    send = house.platform.send

    async def refuse_privately(chat: ChatRef, parts: Sequence[Segment]) -> Result:
        if chat.user == house.id_of("王强"):
            return Result(Outcome.DENIED, "no friend")
        return await send(chat, parts)

    house.platform.send = refuse_privately  # type: ignore[method-assign]
    await house.pass_time(7 * DAY)
    await run_through(house)
    assert sorted(kicked(house)) == sorted(house.id_of(name) for name in SILENT)
    assert "不能私信、未能单独告知原因的：王强（已在群里点名提醒过）" in house.last()
    assert not any("没能告知移出的原因" in said for said in house.said())


async def test_whoever_was_told_stands_in_no_such_line(house: TestHouse) -> None:
    await confirmed(house)
    await house.pass_time(7 * DAY)
    await run_through(house)
    assert "已完成" in house.last()
    assert "不能私信" not in house.last()
