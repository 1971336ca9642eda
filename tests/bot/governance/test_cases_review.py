"""Deciding a case: every wrong order is refused, and of two who decide at once one does."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.domain.errors import Refusal
from bot.domain.members import SYSTEM, Actor, Role
from bot.domain.sanctions import Sanction, Step
from bot.governance import bans, cases
from bot.governance.cases.refusals import AppealPending, NoAppeal, NotYours, OwnCase, OwnDecision
from bot.store import audit, models
from tests.support.house import TestHouse

MUTE = Step(Sanction.MUTE, timedelta(hours=1))


def admin(house: TestHouse, name: str = "林静") -> Actor:
    return Actor(house.id_of(name), name, Role.ADMIN)


async def accuse(
    house: TestHouse, step: Step | None = None, *, by: Actor = SYSTEM, doubtful: bool = False, who: str = "王强"
) -> cases.CaseFile:
    regulation = house.group.regulation
    assert regulation is not None
    clause = regulation.clause("moderation.ads")
    assert clause is not None
    breach = cases.Breach("moderation.ads", clause, "发布广告")
    accused = cases.Accused(house.id_of(who), who)
    case = await cases.open_case(
        house.group, breach, accused, actor=by, now=house.clock.now(), step=step, doubtful=doubtful
    )
    await house.settle()
    return case


Do = Callable[[TestHouse], Awaitable[cases.CaseFile]]
DO: dict[str, Do] = {
    "confirm": lambda h: cases.confirm_case(h.group, 1, actor=admin(h), now=h.clock.now()),
    "reject": lambda h: cases.reject_case(h.group, 1, "理由", actor=admin(h), now=h.clock.now()),
    "pardon": lambda h: cases.pardon_case(h.group, 1, "理由", actor=admin(h), now=h.clock.now()),
    "appeal": lambda h: cases.appeal_case(h.group, 1, "理由", by=h.id_of("王强"), now=h.clock.now()),
    "uphold": lambda h: cases.uphold_case(h.group, 1, "理由", actor=admin(h), now=h.clock.now()),
}


@pytest.mark.parametrize(
    "refused",
    [
        ("pardon",), ("appeal",), ("uphold",),
        ("confirm", "confirm"), ("confirm", "reject"), ("confirm", "uphold"),
        ("reject", "confirm"), ("reject", "reject"), ("reject", "pardon"), ("reject", "appeal"),
    ],
)  # fmt: skip
async def test_wrong_orders_are_refused_for_a_proposed_case(house: TestHouse, refused: tuple[str, ...]) -> None:
    await accuse(house, doubtful=True)
    for step in refused[:-1]:
        await DO[step](house)
    with pytest.raises(Refusal):
        await DO[refused[-1]](house)


@pytest.mark.parametrize(
    "refused",
    [
        ("confirm",), ("reject",), ("uphold",),
        ("pardon", "pardon"), ("pardon", "appeal"), ("pardon", "uphold"),
        ("appeal", "appeal"), ("appeal", "uphold", "uphold"), ("appeal", "pardon", "uphold"),
        ("appeal", "uphold", "appeal"), ("pardon", "confirm"),
    ],
)  # fmt: skip
async def test_wrong_orders_are_refused_for_a_standing_case(house: TestHouse, refused: tuple[str, ...]) -> None:
    await accuse(house)
    for step in refused[:-1]:
        await DO[step](house)
    with pytest.raises(Refusal):
        await DO[refused[-1]](house)
    assert await audit.verify(f"group:{house.group.id}") is None


@pytest.mark.parametrize("do", ["confirm", "reject", "pardon", "uphold"])
async def test_an_unknown_number_is_refused(house: TestHouse, do: str) -> None:
    with pytest.raises(Refusal):
        await DO[do](house)


async def test_of_two_who_confirm_at_once_one_does(house: TestHouse) -> None:
    await accuse(house, MUTE, doubtful=True)
    both = [cases.confirm_case(house.group, 1, actor=admin(house, n), now=house.clock.now()) for n in ("林静", "赵敏")]
    answers = await asyncio.gather(*both, return_exceptions=True)
    assert sum(isinstance(a, cases.AlreadyDecided) for a in answers) == 1
    await house.settle()
    assert len(house.calls("mute")) == 1


async def test_of_confirming_and_rejecting_at_once_one_holds(house: TestHouse) -> None:
    await accuse(house, MUTE, doubtful=True)
    answers = await asyncio.gather(
        cases.confirm_case(house.group, 1, actor=admin(house), now=house.clock.now()),
        cases.reject_case(house.group, 1, "不", actor=admin(house, "赵敏"), now=house.clock.now()),
        return_exceptions=True,
    )
    assert sum(isinstance(a, cases.AlreadyDecided) for a in answers) == 1
    await house.settle()
    state = (await cases.find_case(house.group.id, 1)).state
    assert len(house.calls("mute")) == (state == "standing")


async def test_two_appeals_at_once_are_one(house: TestHouse) -> None:
    await accuse(house)
    answers = await asyncio.gather(DO["appeal"](house), DO["appeal"](house), return_exceptions=True)
    assert sum(isinstance(a, AppealPending) for a in answers) == 1
    assert await models.Appeal.all().count() == 1


async def test_nobody_decides_a_case_against_themselves(house: TestHouse) -> None:
    owner = Actor(house.id_of("陈立"), "陈立", Role.OWNER)
    await accuse(house, by=owner, who="林静")
    for do in ("pardon", "uphold"):
        with pytest.raises(OwnCase):
            await DO[do](house)
    await house.say("林静", "/撤销案件 1 我没错")
    assert "由其他管理员处理" in house.last()
    assert (await cases.find_case(house.group.id, 1)).state == "standing"


async def test_only_the_member_concerned_appeals(house: TestHouse) -> None:
    await accuse(house)
    with pytest.raises(NotYours):
        await cases.appeal_case(house.group, 1, "理由", by=house.id_of("李雷"), now=house.clock.now())


async def test_who_sanctioned_does_not_decide_the_appeal(house: TestHouse) -> None:
    await accuse(house, by=admin(house))
    await DO["appeal"](house)
    for do in ("uphold", "pardon"):
        with pytest.raises(OwnDecision):
            await DO[do](house)
    await cases.uphold_case(house.group, 1, "有据", actor=admin(house, "赵敏"), now=house.clock.now())


async def test_who_confirmed_does_not_decide_the_appeal_either(house: TestHouse) -> None:
    await accuse(house, doubtful=True)
    await DO["confirm"](house)
    await DO["appeal"](house)
    with pytest.raises(OwnDecision):
        await DO["uphold"](house)


async def test_without_an_appeal_there_is_nothing_to_uphold(house: TestHouse) -> None:
    await accuse(house)
    with pytest.raises(NoAppeal):
        await DO["uphold"](house)


async def test_a_pardon_lifts_a_mute_that_was_confirmed_long_after_the_case_was_opened(house: TestHouse) -> None:
    await accuse(house, MUTE, doubtful=True)
    await house.pass_time(timedelta(hours=5))
    await DO["confirm"](house)
    await house.settle()
    await DO["pardon"](house)
    await house.settle()
    assert [c["duration"] for c in house.calls("mute")] == [timedelta(hours=1), timedelta(0)]


async def test_a_pardon_leaves_the_mute_of_a_later_case_alone(house: TestHouse) -> None:
    await accuse(house, MUTE)
    await house.pass_time(60)
    await accuse(house, Step(Sanction.MUTE, timedelta(days=1)))
    await DO["pardon"](house)
    await house.settle()
    assert timedelta(0) not in [c["duration"] for c in house.calls("mute")]


async def test_a_pardon_of_a_mute_that_is_over_lifts_nothing(house: TestHouse) -> None:
    await accuse(house, MUTE)
    await house.pass_time(timedelta(hours=2))
    await DO["pardon"](house)
    await house.settle()
    assert timedelta(0) not in [c["duration"] for c in house.calls("mute")]


async def test_a_pardon_takes_a_ban_back_but_not_one_that_a_later_case_renewed(house: TestHouse) -> None:
    wang = house.id_of("王强")
    await accuse(house, Step(Sanction.BAN))
    await DO["pardon"](house)
    assert not await bans.is_banned(house.group, wang)
    first = await accuse(house, Step(Sanction.BAN))
    await accuse(house, Step(Sanction.BAN))
    await cases.pardon_case(house.group, first.number, "x", actor=admin(house), now=house.clock.now())
    assert await bans.is_banned(house.group, wang)
