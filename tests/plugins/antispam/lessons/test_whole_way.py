"""From a judged message over people's decisions to a check that asks, with everything as it runs."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from bot.governance import accuracy, cases
from bot.governance.accuracy import memory, reviews
from bot.store import models
from plugins.antispam import listeners
from plugins.antispam.domain.lessons.weights import shift
from plugins.antispam.lessons.memory import weights_of
from plugins.antispam.lessons.reading import read
from tests.support.house import TestHouse

OFFER = "低价出各类会员账号，需要的加 abc12345 私聊，先到先得"


@pytest.fixture(autouse=True)
def _fresh(house: TestHouse, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The ledger is this test's own; the shipped record is small enough for one mistake to outweigh it."""
    for name in ("_published", "_tallies", "_newest"):
        monkeypatch.setattr(memory, name, {})
    for check in ("model", "combination"):
        accuracy.publish(check, 370, 0)
    yield


async def offers(house: TestHouse, who: str = "王强") -> cases.CaseFile:
    house.clock.advance(timedelta(minutes=20))
    await house.say(who, OFFER)
    (newest, *_) = await cases.cases_of(house.group.id)
    return newest


async def test_an_offer_is_recalled_by_soft_findings_until_one_mistake_too_many(house: TestHouse) -> None:
    case = await offers(house)
    assert case.state == "standing"
    assert case.evidence["hard"] is False
    assert set(case.evidence["leading"]) <= {"model", "combination"}
    await house.say("林静", f"/撤销案件 {case.number} 是本单位的招募")
    assert any(text.startswith("【准确率】近来误判偏多") for text in house.said())
    later = await offers(house, "李雷")
    assert later.state == "proposed"
    assert later.evidence["demoted"] is True
    assert any(f"#{later.number}" in text and "确认" in text for text in house.said()[-2:])


async def test_confirming_the_proposals_brings_it_back(house: TestHouse) -> None:
    accuracy.publish("model", 366, 0)
    accuracy.publish("combination", 366, 0)
    for _ in range(2):
        case = await offers(house)
        assert case.state == "proposed"
        await house.say("林静", f"/确认 {case.number}")
    assert any(text.startswith("【准确率】以下已达标") for text in house.said())
    assert (await offers(house, "李雷")).state == "standing"


async def test_the_sampled_question_is_answered_by_confirm(house: TestHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn(case_id: int, opened_at: datetime) -> bool:
        return True

    monkeypatch.setattr(reviews, "is_drawn", drawn)
    case = await offers(house)
    await house.pass_time(timedelta(hours=8))
    (question,) = [text for text in house.said() if text.startswith("【抽查】")]
    assert f"对：/确认 {case.number}" in question
    assert "私聊" not in question
    await house.say("林静", f"/确认 {case.number}")
    assert house.last() == f"已记下：案件 #{case.number} 判得对。"
    assert [row.verdict for row in await models.AccuracyDecision.all()] == ["affirmed"]


async def test_the_sampled_question_is_answered_by_ham(house: TestHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn(case_id: int, opened_at: datetime) -> bool:
        return True

    monkeypatch.setattr(reviews, "is_drawn", drawn)
    case = await offers(house)
    await house.pass_time(timedelta(hours=8))
    await house.say("林静", f"/正常 {case.number}")
    assert (await cases.find_case(house.group.id, case.number)).state == "pardoned"
    assert [row.verdict for row in await models.AccuracyDecision.all()] == ["pardoned"]


async def test_a_pardon_by_itself_teaches_a_little(house: TestHouse) -> None:
    case = await offers(house)
    await house.say("林静", f"/撤销案件 {case.number} 是本单位的招募")
    own = weights_of(house.group.organisation_id)
    assert own is not None
    assert -0.26 < shift(read(OFFER).buckets, own) < 0


async def test_an_upheld_appeal_counts_as_right(house: TestHouse) -> None:
    case = await offers(house)
    await house.say("王强", f"/申诉 {case.number} 我没有发广告")
    await house.say("林静", f"/维持 {case.number} 属于招揽")
    assert [(row.verdict, row.right) for row in await models.AccuracyDecision.all()] == [("upheld", True)]


async def test_what_was_taught_is_used_in_judging(house: TestHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []
    doubts_of = listeners.doubts_of

    def spy(text: object, own: object = None) -> object:
        heard.append(own)
        return doubts_of(text, own)  # type: ignore[arg-type]

    monkeypatch.setattr(listeners, "doubts_of", spy)
    await house.say("王强", "今天食堂有红烧肉")
    await house.say("林静", "/垃圾 家里闲置的书架和台灯想转给需要的朋友")
    await house.say("王强", "今天食堂有红烧鱼")
    assert heard[0] is None
    assert heard[-1] == weights_of(house.group.organisation_id)
