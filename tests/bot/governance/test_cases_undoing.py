"""The way back: what a pardon undoes, who reads of it, and an appeal's times."""

from datetime import timedelta

import pytest

from bot.domain.members import SYSTEM, Actor, Role
from bot.domain.ports import Ability, Capabilities
from bot.domain.sanctions import Sanction, Step
from bot.governance import cases, groups, signals
from bot.governance.cases.refusals import AlreadyDecided, AppealedBefore, AppealTooLate
from bot.governance.signals import CaseDecided
from bot.store import audit, models
from tests.support.house import SUPERUSER, TestHouse
from tests.support.platform import ALL


def admin(house: TestHouse, name: str = "林静") -> Actor:
    return Actor(house.id_of(name), name, Role.ADMIN)


async def accuse(house: TestHouse, step: Step | None = None, **more: object) -> cases.CaseFile:
    regulation = house.group.regulation
    assert regulation is not None
    clause = regulation.clause("moderation.ads")
    assert clause is not None
    breach = cases.Breach("moderation.ads", clause, "发布广告", message=more.pop("message", None))  # type: ignore[arg-type]
    accused = cases.Accused(house.id_of("王强"), "王强")
    options: dict[str, object] = {"actor": SYSTEM, "now": house.clock.now(), "step": step, **more}
    case = await cases.open_case(house.group, breach, accused, **options)  # type: ignore[arg-type]
    await house.settle()
    return case


async def pardon(house: TestHouse, number: int = 1) -> None:
    await cases.pardon_case(house.group, number, "误判", actor=admin(house), now=house.clock.now())
    await house.settle()


async def appeal(house: TestHouse, number: int = 1) -> None:
    await cases.appeal_case(house.group, number, "不是我", by=house.id_of("王强"), now=house.clock.now())
    await house.settle()


async def test_the_group_that_read_of_it_reads_the_correction(house: TestHouse) -> None:
    message = await house.say("王强", "广告")
    await accuse(house, Step(Sanction.MUTE, timedelta(hours=1)), message=message)
    await pardon(house)
    assert house.last().endswith("说明：误判")
    assert "更正：案件 #1 已撤销（第四条，禁言1小时），不再计次，禁言解除。" in house.last()
    assert "撤回的消息无法恢复" in house.last()
    assert await audit.verify(f"group:{house.group.id}") is None


async def test_where_nothing_could_be_recalled_no_message_is_called_lost(house: TestHouse) -> None:
    house.platform.capabilities = Capabilities("Fake", ALL - {Ability.RECALL})
    message = await house.say("王强", "广告")
    await accuse(house, Step(Sanction.WARN), message=message)
    await pardon(house)
    assert "更正：案件 #1 已撤销" in house.last()
    assert "撤回的消息无法恢复" not in house.last()


async def test_what_the_group_never_read_is_not_corrected_before_it(house: TestHouse) -> None:
    regulation = house.group.regulation
    assert regulation is not None
    clause = regulation.clause("moderation.ads")
    assert clause is not None
    accused = cases.Accused(house.id_of("王强"), "王强")
    breach = cases.Breach("moderation.ads", clause, "发布广告")
    await cases.open_case(house.group, breach, accused, actor=SYSTEM, now=house.clock.now())
    await cases.pardon_case(house.group, 1, "误判", actor=admin(house), now=house.clock.now())
    await house.settle()
    assert house.said() == []
    assert not await cases.was_told(await cases.find_case(house.group.id, 1))


async def test_a_mute_that_is_over_is_not_said_to_end(house: TestHouse) -> None:
    await accuse(house, Step(Sanction.MUTE, timedelta(minutes=5)))
    await house.pass_time(timedelta(hours=2))
    await pardon(house)
    assert "已撤销" in house.last()
    assert "禁言解除" not in house.last()


async def test_a_ban_is_said_to_be_lifted(house: TestHouse) -> None:
    await accuse(house, Step(Sanction.BAN))
    await pardon(house)
    assert "移出黑名单" in house.last()


async def test_later_cases_that_stand_higher_because_of_it_are_told_and_not_changed(house: TestHouse) -> None:
    for _ in range(3):
        await accuse(house)
    await accuse(house, Step(Sanction.MUTE, timedelta(days=2)))
    await pardon(house)
    told = house.last()
    assert "#2：第四条，禁言10分钟（不计 #1 应为警告）" in told
    assert "#3：第四条，禁言1天（不计 #1 应为禁言10分钟）" in told
    assert "/撤销案件 3 理由" in told
    assert "#4" not in told
    assert [(await cases.find_case(house.group.id, n)).step_number for n in (2, 3)] == [2, 3]
    await pardon(house, 2)
    assert "#3：第四条，禁言1天（不计 #2 应为警告）" in house.last()


async def test_the_last_rung_repeated_is_no_higher(house: TestHouse) -> None:
    for _ in range(6):
        await accuse(house)
    await pardon(house, 1)
    assert "#4：第四条，移出（不计 #1 应为禁言1天）" in house.last()
    assert "#5" not in house.last()


@pytest.mark.parametrize(
    ("after", "refused"), [(timedelta(days=7), None), (timedelta(days=7, seconds=1), AppealTooLate)]
)
async def test_an_appeal_has_its_time(house: TestHouse, after: timedelta, refused: type[Exception] | None) -> None:
    await accuse(house)
    assert "7天内可申诉：/申诉 1" in house.last()
    house.clock.advance(after)
    if refused is None:
        await appeal(house)
    else:
        with pytest.raises(refused):
            await appeal(house)


async def test_the_time_runs_from_the_decision_not_from_the_proposal(house: TestHouse) -> None:
    await accuse(house, doubtful=True)
    house.clock.advance(timedelta(days=6))
    await cases.confirm_case(house.group, 1, actor=admin(house), now=house.clock.now())
    house.clock.advance(timedelta(days=6))
    await appeal(house)


async def test_a_second_appeal_is_refused_politely(house: TestHouse) -> None:
    await accuse(house)
    await appeal(house)
    await cases.uphold_case(house.group, 1, "有据", actor=admin(house), now=house.clock.now())
    with pytest.raises(AppealedBefore):
        await appeal(house)
    await house.say("王强", "/申诉 1 再看看")
    assert "已申诉并复核过一次" in house.last()


async def test_deciders_are_reminded_after_a_day_and_superiors_told_after_three(house: TestHouse) -> None:
    house.platform.add_member(SUPERUSER, Role.MEMBER, group=house.group_number, card="老板")
    await house.say(SUPERUSER, "早")
    await models.Membership.get_or_create(
        group_id=house.group.id, member_id=SUPERUSER, defaults={"first_seen_at": house.clock.now()}
    )
    await accuse(house)
    await appeal(house)
    await house.pass_time(timedelta(hours=23))
    assert not any("申诉待复核" in said for said in house.said())
    await house.pass_time(timedelta(hours=1))
    assert sum("申诉待复核" in said for said in house.said()) == 1
    await house.pass_time(timedelta(hours=47))
    assert not any("申诉逾期" in said for said in house.said())
    await house.pass_time(timedelta(hours=1))
    assert sum("申诉逾期" in said for said in house.said()) == 1
    assert any("申诉逾期" in said for said in house.platform.sent_privately(SUPERUSER))
    await house.pass_time(timedelta(days=10))
    assert sum("申诉" in said and "【" in said for said in house.said()) == 2


@pytest.mark.parametrize("end", ["pardon", "uphold"])
async def test_nobody_is_reminded_of_a_decided_appeal(house: TestHouse, end: str) -> None:
    await accuse(house)
    await appeal(house)
    decide = cases.pardon_case if end == "pardon" else cases.uphold_case
    await decide(house.group, 1, "已看", actor=admin(house), now=house.clock.now())
    await house.settle()
    assert ("更正" if end == "pardon" else "维持原处理") in house.last()
    before = len(house.said())
    await house.pass_time(timedelta(days=5))
    assert len(house.said()) == before


async def test_the_outcome_reaches_a_member_who_has_left(house: TestHouse) -> None:
    wang = house.id_of("王强")
    await accuse(house, Step(Sanction.KICK))
    await models.Membership.get_or_create(
        group_id=house.group.id, member_id=wang, defaults={"first_seen_at": house.clock.now()}
    )
    await models.Membership.filter(member_id=wang).update(left_at=house.clock.now())
    await appeal(house)
    await pardon(house)
    assert any("更正：案件 #1 已撤销" in said for said in house.platform.sent_privately(wang))


async def test_agreeing_with_an_observed_case_does_nothing_but_count_as_right(house: TestHouse) -> None:
    await groups.set_mode(house.group, "observe", actor=SYSTEM, now=house.clock.now())
    await accuse(house, Step(Sanction.MUTE, timedelta(hours=1)))
    await house.say("林静", "/确认 1")
    assert "判断正确" in house.last()
    assert house.calls("mute") == []
    case = await cases.find_case(house.group.id, 1)
    assert (case.state, case.decided_by) == ("observed", house.id_of("林静"))
    with pytest.raises(AlreadyDecided):
        await cases.confirm_case(house.group, 1, actor=admin(house), now=house.clock.now())
    assert (await accuse(house)).step_number == 1


async def test_every_decision_is_told_with_its_verdict(house: TestHouse) -> None:
    heard: list[tuple[int, str, str]] = []

    async def hear(signal: CaseDecided, context: signals.Context) -> None:
        case = await cases.case_by_id(signal.case)
        assert case is not None
        heard.append((case.number, signal.verdict, signal.by))

    signals.on(CaseDecided)(hear)
    try:
        for doubtful in (True, True, False, False):
            await accuse(house, doubtful=doubtful)
        now, lin = house.clock.now(), admin(house)
        await cases.confirm_case(house.group, 1, actor=lin, now=now)
        await cases.reject_case(house.group, 2, "误判", actor=lin, now=now)
        await pardon(house, 3)
        await appeal(house, 4)
        await cases.uphold_case(house.group, 4, "有据", actor=lin, now=now)
    finally:
        signals._handlers[CaseDecided].remove(hear)
    verdicts = ["confirmed", "rejected", "pardoned", "upheld"]
    assert heard == [(n, verdict, lin.id) for n, verdict in enumerate(verdicts, 1)]


async def test_a_pardon_asks_nothing_of_the_platform_for_who_has_left(house: TestHouse) -> None:
    await house.say("王强", "大家好")
    await accuse(house, Step(Sanction.MUTE, timedelta(hours=1)))
    before = len(house.calls("mute"))
    now = house.clock.now()
    await signals.emit(signals.MemberGone(house.group.id, house.id_of("王强")), signals.Context(house.group.id, now))
    await models.Membership.filter(member_id=house.id_of("王强")).update(left_at=now)
    await pardon(house)
    assert len(house.calls("mute")) == before
    assert (await models.Case.get()).state == "pardoned"
