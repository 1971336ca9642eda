"""``/accuracy``: figures, interval, and whether a check acts or asks."""

from collections.abc import Iterator

import pytest

from bot.domain.ids import MessageId
from bot.domain.members import SYSTEM
from bot.governance import accuracy, cases, signals
from bot.governance.accuracy import memory
from bot.store.transaction import transaction
from tests.support.house import TestHouse


@pytest.fixture(autouse=True)
def _published(house: TestHouse, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("_published", "_tallies", "_newest"):
        monkeypatch.setattr(memory, name, {})
    yield


async def decided(house: TestHouse, verdict: str, *, hard: bool = False, check: str = "model") -> None:
    regulation = house.group.regulation
    assert regulation is not None
    clause = regulation.clause("moderation.ads")
    assert clause is not None
    evidence = {"leading": [check], "hard": hard, "acting": True, "checks": [], "masked": ""}
    breach = cases.Breach("moderation.ads", clause, "发布广告", evidence, MessageId("m1"))
    who = cases.Accused(house.id_of("王强"), "王强")
    case = await cases.open_case(house.group, breach, who, actor=SYSTEM, now=house.clock.now())
    signal = signals.CaseDecided(house.group.id, case.id, verdict, house.id_of("林静"))

    @transaction
    async def tell() -> None:
        await signals.emit(signal, signals.Context(house.group.id, house.clock.now()))

    await tell()
    await house.settle()


async def test_without_any_decision_it_says_how_there_will_be_some(house: TestHouse) -> None:
    await house.say("林静", "/准确率")
    assert "还没有可统计的判断" in house.last()


async def test_a_published_record_is_shown_before_anybody_decided(house: TestHouse) -> None:
    accuracy.publish("model", 3_000, 0)
    await house.say("林静", "/accuracy")
    assert "检查项“文本模型”：尚无复核，连同发布前测评，区间 99.8%–100.0%，自动" in house.last()
    assert "至少 50 件且下限不低于 99%" in house.last()


async def test_each_clause_and_check_has_its_figures_and_its_standing(house: TestHouse) -> None:
    accuracy.publish("model", 362, 0)
    for _ in range(8):
        await decided(house, "confirmed")
    await decided(house, "pardoned")
    await decided(house, "pardoned", hard=True, check="words")
    await house.say("林静", "/准确率")
    lines = house.last().splitlines()
    assert "第四条（广告）：复核 10 件，对 8 件（80.0%），连同发布前测评" in house.last()
    assert (
        "检查项“文本模型”：复核 9 件，对 8 件（88.8%），连同发布前测评，区间 98.5%–99.9%，先请确认（自3月2日起）"
        in lines
    )
    assert "检查项“用词”：复核 1 件，对 0 件（0.0%），区间 0.0%–97.5%，明确规则，自动" in lines


async def test_members_are_not_shown_it(house: TestHouse) -> None:
    await house.say("王强", "/准确率")
    assert "准确率（" not in house.last()
