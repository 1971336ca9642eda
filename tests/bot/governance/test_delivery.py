"""At delivery the case is asked again; how it ended is told."""

from datetime import timedelta

import pytest

from bot.domain.members import SYSTEM, Actor, Role
from bot.domain.ports import Outcome
from bot.domain.sanctions import Sanction, Step
from bot.governance import cases, groups, roster
from bot.store import audit, models
from tests.support.house import TestHouse

KICK, MUTE = Step(Sanction.KICK), Step(Sanction.MUTE, timedelta(hours=1))


async def decide_while_away(house: TestHouse, step: Step, *, by: str | None = None) -> cases.CaseFile:
    """A case is opened while the account is not connected: its effects wait."""
    house.house.worker.accounts.down(house.account)
    regulation = house.group.regulation
    assert regulation is not None
    clause = regulation.clause("moderation.ads")
    assert clause is not None
    actor = Actor(house.id_of(by), by, Role.ADMIN) if by else SYSTEM
    accused, breach = cases.Accused(house.id_of("王强"), "王强"), cases.Breach("moderation.ads", clause, "广告")
    return await cases.open_case(house.group, breach, accused, actor=actor, now=house.clock.now(), step=step)


async def back(house: TestHouse) -> None:
    house.house.worker.accounts.up(house.platform)
    await house.pass_time(10)


@pytest.mark.parametrize("step", [KICK, MUTE])
async def test_what_was_decided_is_done_when_the_account_is_back(house: TestHouse, step: Step) -> None:
    await decide_while_away(house, step)
    await back(house)
    assert len(house.calls("kick")) + len(house.calls("mute")) == 1


async def test_a_case_pardoned_meanwhile_does_nothing_and_says_nothing_of_it(house: TestHouse) -> None:
    case = await decide_while_away(house, KICK)
    actor = Actor(house.id_of("赵敏"), "赵敏", Role.ADMIN)
    await cases.pardon_case(house.group, case.number, "弄错了", actor=actor, now=house.clock.now())
    await back(house)
    assert house.calls("kick") == []
    assert not any("移出" in text for text in house.said())


async def test_a_halt_stops_what_the_bot_decided_and_tells_why(house: TestHouse) -> None:
    await decide_while_away(house, KICK)
    await groups.set_halted(house.group, True, actor=SYSTEM, now=house.clock.now())
    await back(house)
    assert house.calls("kick") == []
    assert "已取消：自动处理已停止" in house.last()


async def test_a_halt_does_not_stop_what_an_administrator_ordered(house: TestHouse) -> None:
    await decide_while_away(house, KICK, by="林静")
    await groups.set_halted(house.group, True, actor=SYSTEM, now=house.clock.now())
    await back(house)
    assert len(house.calls("kick")) == 1


async def test_the_order_of_somebody_demoted_meanwhile_is_dropped(house: TestHouse) -> None:
    await decide_while_away(house, KICK, by="林静")
    house.platform.add_member(house.id_of("林静"), Role.MEMBER)
    house.clock.advance(120)
    await back(house)
    assert house.calls("kick") == []
    assert "已不是管理员" in house.last()


@pytest.mark.parametrize("by", [None, "林静"])
async def test_somebody_who_became_an_administrator_is_left_alone(house: TestHouse, by: str | None) -> None:
    await decide_while_away(house, MUTE, by=by)
    house.platform.add_member(house.id_of("王强"), Role.ADMIN)
    house.clock.advance(120)
    await back(house)
    assert house.calls("mute") == []
    assert "现为管理人员" in house.last()


async def test_somebody_who_was_let_in_again_is_not_removed(house: TestHouse) -> None:
    await decide_while_away(house, KICK)
    group, wang = house.group, house.id_of("王强")
    house.clock.advance(60)
    await roster.note_left(group, wang, by=None, kicked=None, noticed=False, now=house.clock.now())
    await roster.note_joined(group, wang, name="", by=None, invited=None, noticed=False, now=house.clock.now())
    await back(house)
    assert house.calls("kick") == []
    assert any("已重新入群" in text for text in house.said())


async def test_a_group_disabled_meanwhile_is_left_alone(house: TestHouse) -> None:
    await decide_while_away(house, KICK)
    await groups.disable_group(house.group, actor=SYSTEM, now=house.clock.now())
    await back(house)
    assert house.calls("kick") == []


async def test_what_came_too_late_becomes_a_work_order(house: TestHouse) -> None:
    await decide_while_away(house, KICK)
    house.clock.advance(timedelta(minutes=31))
    await back(house)
    assert house.calls("kick") == []
    assert "【工单】" in house.last()


@pytest.mark.parametrize(("step", "name"), [(KICK, "kick"), (MUTE, "mute")])
async def test_what_the_platform_refuses_becomes_a_work_order(house: TestHouse, step: Step, name: str) -> None:
    await decide_while_away(house, step)
    house.platform.script(name, Outcome.DENIED, detail="not admin")
    await back(house)
    assert "【工单】" in house.last()
    assert await audit.verify(f"group:{house.group.id}") is None


async def test_a_recall_that_is_refused_is_told(house: TestHouse) -> None:
    message = await house.say("王强", "广告")
    regulation = house.group.regulation
    assert regulation is not None
    clause = regulation.clause("moderation.ads")
    assert clause is not None
    house.platform.script("recall", Outcome.DENIED, detail="too old")
    breach = cases.Breach("moderation.ads", clause, "广告", message=message)
    accused = cases.Accused(house.id_of("王强"), "王强")
    await cases.open_case(house.group, breach, accused, actor=SYSTEM, now=house.clock.now())
    await house.settle()
    assert "撤回被平台拒绝（too old）" in house.last()


async def test_banning_somebody_who_is_not_here_asks_nobody_to_remove_them(house: TestHouse) -> None:
    house.platform.script("kick", Outcome.DENIED, detail="not a member")
    await house.say("林静", "/拉黑 55555555 发广告")
    assert await models.Ban.filter(member_id="55555555").exists()
    assert not any("【工单】" in text for text in house.said())
    await house.say("林静", "/解除拉黑 55555555")
    assert not await models.Ban.filter(member_id="55555555").exists()
