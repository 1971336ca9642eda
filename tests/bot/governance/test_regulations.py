"""Which regulation is in force, and what it states."""

from datetime import timedelta

import pytest

from bot.domain.regulation import Clause, Duty, RegulationText, clauses_to_json
from bot.domain.sanctions import Sanction
from bot.governance import regulations, signals
from bot.governance.directory import directory
from bot.governance.regulations import Regulation, basic, digest
from bot.store import models
from tests.support.house import TestHouse

OWN = RegulationText(
    "本群细则", "2.0",
    (Clause("第一条", "二次违规移出", (Duty("sanction.kick", "auto", {"ladder": "warn>kick", "window": "7d"}),)),),
)  # fmt: skip


async def put(house: TestHouse, text: RegulationText, after: timedelta, *, own: bool = False) -> models.Regulation:
    return await models.Regulation.create(
        organisation_id=house.group.organisation_id, group_id=house.group.id if own else None, title=text.title,
        version=text.version, digest=digest(text), effective_from=house.clock.now() + after,
        clauses=clauses_to_json(text.clauses),
    )  # fmt: skip


async def title(house: TestHouse) -> str:
    group = await directory.reload(house.group.id, now=house.clock.now())
    assert group is not None
    assert group.regulation is not None
    return group.regulation.title


async def test_a_new_version_is_in_force_from_its_date(house: TestHouse) -> None:
    await put(house, OWN, timedelta(days=1))
    assert await title(house) == "基本群规"
    house.clock.advance(timedelta(days=1))
    await directory.load(now=house.clock.now())
    assert house.group.regulation is not None
    assert house.group.regulation.title == "本群细则"


async def test_a_group_s_own_goes_before_the_organisation_s(house: TestHouse) -> None:
    await put(house, OWN, timedelta(0), own=True)
    await put(house, RegulationText("新总则", "3", OWN.clauses), timedelta(0))
    assert await title(house) == "本群细则"


async def test_an_ended_version_falls_back(house: TestHouse) -> None:
    row = await put(house, OWN, timedelta(0))
    assert await title(house) == "本群细则"
    await models.Regulation.filter(id=row.id).update(ended_at=house.clock.now())
    assert await title(house) == "基本群规"


async def test_an_old_case_cites_the_version_it_was_opened_under(house: TestHouse) -> None:
    await house.say("林静", "/警告 第六条 骂人", mention="王强")
    await put(house, OWN, timedelta(0))
    await directory.load(now=house.clock.now())
    await house.say("王强", "/案件 1")
    assert "《基本群规 1.2》第六条" in house.last()


async def test_the_built_in_one_is_written_once(house: TestHouse) -> None:
    first = await regulations.ensure_basic(house.group.organisation_id, now=house.clock.now())
    again = await regulations.ensure_basic(house.group.organisation_id, now=house.clock.now())
    assert first.id == again.id


async def test_enabling_does_not_put_the_organisations_own_regulation_aside(house: TestHouse) -> None:
    own = await put(house, OWN, timedelta(0))
    found = await regulations.ensure_basic(house.group.organisation_id, now=house.clock.now() + timedelta(days=1))
    assert found.id == own.id


async def earlier_version(house: TestHouse) -> models.Regulation:
    """The group as an earlier release left it: on the version before, with other words for appeals."""
    clauses = tuple(
        Clause(c.path, "对处理不服的，可以申诉。" if c.duty("sanction.appeal") else c.text, c.duties)
        for c in basic().clauses
    )
    old = RegulationText(basic().title, "1.0", clauses)
    await models.Regulation.all().delete()
    return await put(house, old, -timedelta(days=30))


async def test_a_new_version_is_taken_up_at_the_start_and_told(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = await earlier_version(house)
    monkeypatch.setattr(regulations, "superseded", lambda: frozenset({old.digest}))
    for _ in range(2):
        now = house.clock.now()
        await directory.load(now=now)
        await signals.emit(signals.KernelStarted(), signals.Context(None, now))
        await house.settle()
    regulation = house.group.regulation
    assert regulation is not None
    assert (regulation.text.version, regulation.text.parameter("sanction.appeal", "within")) == ("1.2", "7d")
    told = [text for text in house.said() if "已更新为 1.2 版" in text]
    assert len(told) == 1
    assert "第二十二条" in told[0]
    assert "第二十一条" not in told[0]
    assert await models.Regulation.all().count() == 2


async def test_an_own_regulation_is_not_renewed_at_the_start(house: TestHouse) -> None:
    await put(house, OWN, timedelta(0))
    house.clock.advance(60)
    now = house.clock.now()
    await directory.load(now=now)
    await signals.emit(signals.KernelStarted(), signals.Context(None, now))
    regulation = house.group.regulation
    assert regulation is not None
    assert regulation.title == "本群细则"


def test_the_version_before_is_known_by_its_digest() -> None:
    assert regulations.superseded()
    assert digest(basic()) not in regulations.superseded()


def test_parameters_are_typed_and_have_defaults() -> None:
    regulation = Regulation(1, basic())
    assert regulation.duration("notice.followup", "remind_before", timedelta(0)) == timedelta(hours=2)
    assert regulation.duration("notice.followup", "none", timedelta(1)) == timedelta(1)
    assert regulation.number("cleanup.members", "inactive_days", 1) == 60
    assert regulation.number("cleanup.members", "schedule", 7) == 7
    assert regulation.words("sanction.remind", "first", "") == ("privacy", "secrets")
    assert regulation.words("sanction.remind", "none", "a|b") == ("a", "b")


def test_the_ladder_is_the_stated_one_else_the_built_in() -> None:
    assert [s.sanction for s in Regulation(1, OWN).ladder.steps] == [Sanction.WARN, Sanction.KICK]
    assert Regulation(1, OWN).ladder.window == timedelta(days=7)
    built_in = Regulation(1, RegulationText("x", "1", ())).ladder
    assert built_in == Regulation(1, basic()).ladder
    assert len(built_in.steps) == 4
