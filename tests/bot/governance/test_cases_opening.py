"""Opening a case: mode, ladder, number, and what follows from it."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.members import SYSTEM, Actor, Role
from bot.domain.sanctions import Sanction, Step
from bot.governance import cases, groups
from bot.governance.directory import directory
from bot.store import audit, models
from tests.support.house import TestHouse


def breach(house: TestHouse, **more: Any) -> cases.Breach:
    regulation = house.group.regulation
    assert regulation is not None
    clause = regulation.clause("moderation.ads")
    assert clause is not None
    return cases.Breach(**{"code": "moderation.ads", "clause": clause, "reason": "发布广告", **more})


async def accuse(
    house: TestHouse, who: str = "王强", *, breach_: cases.Breach | None = None, **more: Any
) -> cases.CaseFile:
    accused = cases.Accused(house.id_of(who), who)
    case = await cases.open_case(
        house.group, breach_ or breach(house), accused, **{"actor": SYSTEM, "now": house.clock.now(), **more}
    )
    await house.settle()
    return case


async def mode(house: TestHouse, wanted: str) -> None:
    await groups.set_mode(house.group, wanted, actor=SYSTEM, now=house.clock.now())


@pytest.mark.parametrize(
    ("mode_", "doubtful", "state"),
    [
        ("observe", False, "observed"),
        ("observe", True, "observed"),
        ("assist", False, "proposed"),
        ("enforce", True, "proposed"),
        ("enforce", False, "standing"),
    ],
)
async def test_what_the_bot_decides_follows_the_mode(house: TestHouse, mode_: str, doubtful: bool, state: str) -> None:
    await mode(house, mode_)
    case = await accuse(house, step=Step(Sanction.MUTE, timedelta(minutes=10)), doubtful=doubtful)
    assert case.state == state
    assert len(house.calls("mute")) == (state == "standing")
    assert f"案件 #{case.number}" in house.last()


async def test_a_halt_leaves_only_the_record(house: TestHouse) -> None:
    await groups.set_halted(house.group, True, actor=SYSTEM, now=house.clock.now())
    case = await accuse(house)
    assert case.state == "observed"
    assert "/恢复执法" in house.last()


async def test_what_an_administrator_orders_is_done_in_every_mode(house: TestHouse) -> None:
    await mode(house, "observe")
    case = await accuse(house, actor=Actor(house.id_of("林静"), "林静", Role.ADMIN))
    assert case.state == "standing"
    assert "警告" in house.last()


async def test_without_a_regulation_nothing_is_done(house: TestHouse) -> None:
    await models.Regulation.all().update(ended_at=house.clock.now())
    asked = breach(house)
    group = await directory.reload(house.group.id, now=house.clock.now())
    assert group is not None
    with pytest.raises(cases.NoClause):
        await accuse(house, breach_=asked)
    assert house.calls("mute") == house.said() == []


async def test_one_fact_is_one_case(house: TestHouse) -> None:
    first = await accuse(house, breach_=breach(house, source_key="message:1"))
    again = await accuse(house, breach_=breach(house, source_key="message:1"))
    assert again == first
    assert len(house.said()) == 1


async def test_one_fact_told_twice_at_once_is_one_case(house: TestHouse) -> None:
    both = [accuse(house, breach_=breach(house, source_key="x" * 300)) for _ in range(2)]
    one, other = await asyncio.gather(*both)
    assert one.number == other.number
    assert await models.Case.all().count() == 1


async def test_two_cases_at_once_climb_two_rungs(house: TestHouse) -> None:
    opened = await asyncio.gather(*(accuse(house) for _ in range(3)))
    assert sorted(case.step_number for case in opened) == [1, 2, 3]
    assert sorted(case.number for case in opened) == [1, 2, 3]


@pytest.mark.parametrize(("later", "rung"), [(timedelta(days=30), 1), (timedelta(days=30, seconds=-1), 2)])
async def test_a_case_counts_for_less_than_thirty_days(house: TestHouse, later: timedelta, rung: int) -> None:
    await accuse(house)
    house.clock.advance(later)
    assert (await accuse(house)).step_number == rung


async def test_reminders_proposals_and_pardoned_cases_do_not_count(house: TestHouse) -> None:
    await accuse(house, step=Step(Sanction.REMIND))
    await accuse(house, doubtful=True)
    case = await accuse(house)
    actor = Actor(house.id_of("林静"), "林静", Role.ADMIN)
    await cases.pardon_case(house.group, case.number, "弄错了", actor=actor, now=house.clock.now())
    assert (await accuse(house)).step_number == 1


async def test_the_message_goes_first_then_the_reason_then_the_sanction(house: TestHouse) -> None:
    message = await house.say("王强", "广告")
    house.platform.calls.clear()
    await accuse(house, breach_=breach(house, message=message), step=Step(Sanction.KICK))
    assert [c.name for c in house.platform.calls if c.name in ("recall", "send", "kick")] == ["recall", "send", "kick"]


async def test_evidence_outlives_the_archive_s_retention(house: TestHouse) -> None:
    message = await house.say("王强", "广告")
    await house.house.archive.flush()
    case = await accuse(house, breach_=breach(house, message=message))
    row = await models.ArchivedMessage.get(message_id=message)
    assert row.kept_for_case == case.id


async def test_names_stay_as_they_were(house: TestHouse) -> None:
    case = await accuse(house)
    house.platform.add_member(house.id_of("王强"), card="王小强")
    await models.Membership.filter(member_id=house.id_of("王强")).update(card="王小强")
    assert (await cases.find_case(house.group.id, case.number)).member_name == "王强"


async def test_a_long_name_is_cut_not_refused(house: TestHouse) -> None:
    accused = cases.Accused(house.id_of("王强"), "强" * 500)
    case = await cases.open_case(house.group, breach(house), accused, actor=SYSTEM, now=house.clock.now())
    assert len(case.member_name) == 200


async def test_the_first_undecided_case_is_told_and_the_rest_are_gathered(house: TestHouse) -> None:
    await mode(house, "assist")
    for _ in range(4):
        await accuse(house)
    assert len(house.said()) == 1
    await house.pass_time(timedelta(minutes=11))
    assert len(house.said()) == 2
    assert all(f"#{n} " in house.last() for n in (2, 3, 4))
    assert "#1 " not in house.last()
    assert "/确认" in house.last()


async def test_a_decision_on_the_first_does_not_hide_the_second(house: TestHouse) -> None:
    await mode(house, "assist")
    for _ in range(3):
        await accuse(house)
    actor = Actor(house.id_of("林静"), "林静", Role.ADMIN)
    await cases.reject_case(house.group, 1, "误判", actor=actor, now=house.clock.now())
    await house.pass_time(timedelta(minutes=11))
    assert "#2 " in house.last()
    assert "#3 " in house.last()


async def test_after_ten_minutes_the_next_is_told_at_once_again(house: TestHouse) -> None:
    await mode(house, "observe")
    await accuse(house)
    await house.pass_time(timedelta(minutes=11))
    await accuse(house)
    assert sum("【观察】" in text for text in house.said()) == 2


async def test_the_audit_chain_holds_after_all_of_it(house: TestHouse) -> None:
    for _ in range(4):
        await accuse(house)
    await house.say("林静", "/撤销案件 1 弄错了")
    assert await audit.verify(f"group:{house.group.id}") is None


async def test_names_of_people_are_never_templates(house: TestHouse) -> None:
    accused = cases.Accused(house.id_of("王强"), "{{ 7*7 }}\u202e\n[CQ:at,qq=all]")
    await cases.open_case(
        house.group, breach(house, reason="{{ 6*6 }}\n%s"), accused, actor=SYSTEM, now=house.clock.now(), doubtful=True
    )
    await house.settle()
    assert "{{ 7*7 }}" in house.last()
    assert "{{ 6*6 }}" in house.last()
    assert "\u202e" not in house.last()
