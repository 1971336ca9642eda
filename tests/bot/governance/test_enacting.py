"""Versions come into force, are taken back, and are composed with a group's own additions and exceptions."""

from datetime import timedelta

import pytest

from bot.domain.regulation import Clause, Duty, RegulationText
from bot.domain.supplement import in_effect
from bot.governance import enacting, regulations
from bot.governance.directory import directory
from tests.support.house import TestHouse

NIGHT = Clause("第一条", "本群可以发招聘信息。", (), suspends="第五条")
ADS = Clause("第二条", "发广告的，一律移出。", (Duty("moderation.ads", "auto", {"ladder": "kick"}),), replaces="第四条")
MORE = Clause("第三条", "不得讨论工资。", (Duty("moderation.offtopic"),))
OWN = RegulationText("三班补充规定", "1.0", (NIGHT, ADS, MORE))


def test_a_supplement_replaces_suspends_and_adds() -> None:
    whole = in_effect(regulations.basic(), OWN)
    paths = [clause.path for clause in whole.clauses]
    assert paths[3] == "补充/第二条"
    assert "第五条" not in paths
    assert paths[-2:] == ["补充/第一条", "补充/第三条"]
    assert not whole.forbids() & {"finance", "recruitment"}
    assert whole.find("补充第三条") is not None
    assert whole.find("第三条") == regulations.basic().find("第三条")


def test_a_supplement_to_clauses_that_are_gone_adds_and_does_nothing_else() -> None:
    base = RegulationText("小", "1", (Clause("第一条", "甲"),))
    whole = in_effect(base, OWN)
    assert [clause.path for clause in whole.clauses] == ["第一条", "补充/第一条", "补充/第二条", "补充/第三条"]


async def enact(house: TestHouse, text: RegulationText, *, own: bool = False, after: int = 0) -> regulations.Regulation:
    now, group = house.clock.now(), house.group
    made = await enacting.enact(
        group.organisation_id, text, effective_from=now + timedelta(after),
        group_id=group.id if own else None, now=now,
    )  # fmt: skip
    await directory.load(now=now)
    return made


async def test_a_case_under_a_supplement_names_its_title_and_version(house: TestHouse) -> None:
    await enact(house, OWN, own=True)
    for _ in range(2):  # the first time only brings it to mind: nobody was told
        await house.say("林静", "/警告 补充第三条 问工资", mention="王强")
        await house.say("王强", "兼职日结，一天三百，加微信 vx88886666 了解，名额有限")
    await house.say("林静", "/警告 第三条 别的", mention="李雷")
    assert "《基本群规》第三条" in house.last()
    assert any("《三班补充规定》补充/第二条" in said for said in house.said())
    await house.say("王强", "/依据 2")
    assert "《三班补充规定》1.0 补充/第二条" in house.last()


async def test_a_new_version_of_the_organisation_keeps_a_group_s_supplement(house: TestHouse) -> None:
    await enact(house, OWN, own=True)
    house.clock.advance(60)
    await enact(house, RegulationText("新总则", "3", (Clause("第一条", "不得骂人。", (Duty("moderation.abuse"),)),)))
    found = house.group.regulation
    assert found is not None
    assert (found.title, found.text.version) == ("新总则", "3+1.0")
    assert len(found.text.clauses) == 4


async def test_a_version_taken_back_before_its_date_never_holds(house: TestHouse) -> None:
    made = await enact(house, OWN, after=2)
    await enacting.retract(house.group.organisation_id, made.id, now=house.clock.now())
    house.clock.advance(timedelta(days=3))
    await directory.load(now=house.clock.now())
    assert house.group.regulation is not None
    assert house.group.regulation.title == "基本群规"


async def test_a_supplement_taken_back_leaves_the_organisation_s(house: TestHouse) -> None:
    made = await enact(house, OWN, own=True)
    house.clock.advance(60)
    await enacting.retract(house.group.organisation_id, made.id, now=house.clock.now())
    await directory.load(now=house.clock.now())
    assert house.group.regulation is not None
    assert house.group.regulation.text.version == "1.2"


async def test_nothing_holds_before_it_was_decided(house: TestHouse) -> None:
    with pytest.raises(ValueError):
        await enact(house, OWN, after=-1)
