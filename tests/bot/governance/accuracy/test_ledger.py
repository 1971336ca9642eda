"""From decisions to demotion and back, told once, over the whole house."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from bot.domain.ids import MessageId
from bot.domain.members import SYSTEM, Actor, Role
from bot.governance import accuracy, cases, signals
from bot.governance.accuracy import memory, reviews
from bot.store import audit, models
from bot.store.transaction import transaction
from tests.support.house import TestHouse

CODE = "moderation.ads"
SOFT = {"leading": ["model"], "hard": False, "acting": True, "checks": [], "masked": "加＊＊"}
HARD = {"leading": ["words"], "hard": True, "acting": True, "checks": [], "masked": "加＊＊"}


@pytest.fixture(autouse=True)
def _published(house: TestHouse, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The model brings a faultless record of 3,000; nothing is remembered from other tests."""
    monkeypatch.setattr(memory, "_published", {})
    monkeypatch.setattr(memory, "_tallies", {})
    monkeypatch.setattr(memory, "_newest", {})
    accuracy.publish("model", 3_000, 0)
    yield


async def found(house: TestHouse, evidence: dict[str, object] = SOFT, *, doubtful: bool = False) -> cases.CaseFile:
    """A case that the bot opened by itself."""
    regulation = house.group.regulation
    assert regulation is not None
    clause = regulation.clause(CODE)
    assert clause is not None
    breach = cases.Breach(CODE, clause, "发布广告", dict(evidence), MessageId("m1"))
    who = cases.Accused(house.id_of("王强"), "王强")
    case = await cases.open_case(house.group, breach, who, actor=SYSTEM, now=house.clock.now(), doubtful=doubtful)
    await house.settle()
    return case


async def decide(house: TestHouse, case: cases.CaseFile, verdict: str, by: str = "林静") -> None:
    @transaction
    async def told() -> None:
        signal = signals.CaseDecided(house.group.id, case.id, verdict, house.id_of(by))
        await signals.emit(signal, signals.Context(house.group.id, house.clock.now()))

    await told()
    await house.settle()


def acts(house: TestHouse, *checks: str, hard: bool = False, code: str = CODE) -> bool:
    return accuracy.may_act(house.group.organisation_id, code, checks or ("model",), hard)


def told(house: TestHouse) -> list[str]:
    return [text for text in house.said() if text.startswith("【准确率】")]


async def test_a_measured_check_acts_from_the_start_and_an_unmeasured_one_asks(house: TestHouse) -> None:
    assert acts(house)
    assert not acts(house, "combination")
    assert acts(house, "combination", "model")
    assert acts(house, "combination", hard=True)


async def test_after_mistakes_it_asks_and_says_so_once_with_figures(house: TestHouse) -> None:
    for _ in range(11):
        await decide(house, await found(house), "pardoned")
    assert acts(house)
    assert told(house) == []
    await decide(house, await found(house), "pardoned")
    assert not acts(house)
    assert acts(house, "words", hard=True)
    assert not acts(house, code="moderation.porn"), "the check has lost its record for every clause"
    assert len(told(house)) == 1
    assert "检查项“文本模型”：复核 12 件，对 0 件、错 12 件，准确率下限 98.9%" in told(house)[0]
    assert "第四条（广告）" in told(house)[0]
    await decide(house, await found(house), "pardoned")
    assert len(told(house)) == 1


async def test_it_acts_again_when_proven_and_asks_again_after_a_mistake_each_time_saying_so(house: TestHouse) -> None:
    accuracy.publish("model", 360, 0)
    assert not acts(house)
    for _ in range(7):
        await decide(house, await found(house), "confirmed")
    assert told(house) == []
    await decide(house, await found(house), "affirmed")
    assert acts(house)
    assert "以下已达标" in told(house)[0]
    assert "复核 8 件，对 8 件，准确率下限 99.0%" in told(house)[0]
    await decide(house, await found(house), "rejected")
    assert not acts(house)
    assert "近来误判偏多" in told(house)[1]
    (line, _) = await accuracy.report(house.group.organisation_id)
    assert (line.state, line.since) == ("asking", house.clock.now())


async def test_a_soft_check_with_a_part_in_a_hard_case_is_shown_as_what_it_is(house: TestHouse) -> None:
    case = await found(house, SOFT | {"leading": ["words", "model"], "hard": True})
    await decide(house, case, "pardoned")
    states = {line.key: (line.state, line.own.count) for line in await accuracy.report(house.group.organisation_id)}
    assert states == {CODE: ("hard", 1), "words": ("hard", 1), "model": ("automatic", 0)}


async def test_a_pardon_weeks_after_a_confirmation_turns_the_decision(house: TestHouse) -> None:
    case = await found(house, doubtful=True)
    await decide(house, case, "confirmed")
    house.clock.advance(timedelta(weeks=5))
    await decide(house, case, "pardoned")
    (clause, check) = await accuracy.report(house.group.organisation_id)
    assert (clause.own.right, clause.own.wrong) == (0, 1)
    assert check.key == "model"


@pytest.mark.parametrize("change", [{"acting": False}, {"leading": ["words"], "hard": True}])
async def test_doubtful_findings_and_hard_rules_demote_no_soft_check(
    house: TestHouse, change: dict[str, object]
) -> None:
    for _ in range(15):
        await decide(house, await found(house, SOFT | change), "rejected")
    assert acts(house)
    assert told(house) == []


async def test_an_administrator_s_own_case_is_no_finding_of_the_bot(house: TestHouse) -> None:
    await house.say("林静", "/警告 迟到", mention="王强")
    await decide(house, await cases.find_case(house.group.id, 1), "pardoned", by="陈立")
    assert await models.AccuracyDecision.all().count() == 0


async def test_memory_is_read_again_after_another_process_wrote(house: TestHouse) -> None:
    for _ in range(12):
        await decide(house, await found(house), "pardoned")
    memory._tallies.clear()  # pyright: ignore[reportPrivateUsage]
    memory._newest.clear()  # pyright: ignore[reportPrivateUsage]
    assert acts(house)
    await signals.emit(signals.MemoryOutdated(), signals.Context(None, house.clock.now()))
    assert not acts(house)


async def test_every_decision_is_in_the_audit_chain(house: TestHouse) -> None:
    for _ in range(12):
        await decide(house, await found(house), "pardoned")
    chain = f"organisation:{house.group.organisation_id}"
    entries = await models.AuditEntry.filter(chain=chain, action__startswith="accuracy.")
    assert [each.action for each in entries].count("accuracy.decided") == 12
    assert [each.action for each in entries].count("accuracy.demoted") == 2
    assert await audit.verify(chain) is None


def draw_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn(case_id: int, opened_at: datetime) -> bool:
        return True

    monkeypatch.setattr(reviews, "is_drawn", drawn)


def asked(house: TestHouse) -> list[str]:
    return [text for text in house.said() if text.startswith("【抽查】")]


async def test_drawn_cases_are_asked_about_once_a_day_and_a_yes_counts(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_all(monkeypatch)
    opened = [await found(house) for _ in range(5)]
    assert asked(house) == []
    await house.pass_time(timedelta(hours=8))  # 17:00 in Shanghai
    assert len(asked(house)) == 1
    assert asked(house)[0].count("/确认") == reviews.MOST_A_DAY
    actor = Actor(house.id_of("林静"), "林静", Role.ADMIN)
    now = house.clock.now()
    assert await accuracy.affirm(house.group, opened[0].number, actor=actor, now=now)
    assert not await accuracy.affirm(house.group, opened[0].number, actor=actor, now=now)
    assert not await accuracy.affirm(house.group, opened[4].number, actor=actor, now=now)
    assert not await accuracy.affirm(house.group, 99, actor=actor, now=now)
    (clause, _) = await accuracy.report(house.group.organisation_id)
    assert (clause.own.right, clause.own.wrong) == (1, 0)
    await house.pass_time(timedelta(days=2))
    assert len(asked(house)) == 1


async def test_nobody_is_asked_about_cases_that_were_pardoned_meanwhile(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_all(monkeypatch)
    case = await found(house)
    await house.say("林静", f"/撤销案件 {case.number} 弄错了")
    await house.pass_time(timedelta(hours=8))
    assert asked(house) == []


async def test_nobody_affirms_a_case_of_their_own(house: TestHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    draw_all(monkeypatch)
    case = await found(house)
    await house.pass_time(timedelta(hours=8))
    actor = Actor(house.id_of("王强"), "王强", Role.ADMIN)
    assert not await accuracy.affirm(house.group, case.number, actor=actor, now=house.clock.now())
