"""收到 without a quotation: it answers one thing, the revision or a notice, whichever was meant."""

from plugins.charter.models import Acceptance
from plugins.notices.models import Receipt
from tests.plugins.charter.keeping.steps import WORKSHOP, drafted, in_force
from tests.support.house import TestHouse


async def _accepted(house: TestHouse) -> list[str]:
    ids = {house.id_of(name): name for name in ("王强", "李雷")}
    return [ids.get(str(row.member_id), "?") for row in await Acceptance.all().order_by("id")]  # type: ignore[call-overload]


async def test_a_bare_answer_to_a_revision_accepts_it_where_nothing_else_waits(house: TestHouse) -> None:
    await in_force(house)
    await house.say("王强", "收到")
    await house.say("李雷", "没收到")
    assert await _accepted(house) == ["王强"]


async def test_it_counts_before_the_reminder_and_not_weeks_after(house: TestHouse) -> None:
    await in_force(house)
    await house.pass_time(2 * 86_400)
    await house.say("王强", "收到")
    await house.pass_time(20 * 86_400)
    await house.say("李雷", "收到")
    assert await _accepted(house) == ["王强"]


async def test_an_older_notice_is_not_answered_by_an_answer_to_the_revision(house: TestHouse) -> None:
    await house.say("林静", "/通知 周五盘点，请回复")
    await house.pass_time(3600)
    await in_force(house)
    await house.say("王强", "收到")
    assert await _accepted(house) == ["王强"]
    assert await Receipt.all().count() == 0


async def test_a_newer_notice_is_what_the_answer_means(house: TestHouse) -> None:
    await in_force(house)
    await house.pass_time(60)
    await house.say("林静", "/通知 周五盘点，请回复")
    await house.say("王强", "收到")
    assert await _accepted(house) == []
    assert await Receipt.all().count() == 1
    await house.say("王强", "收到")
    assert await _accepted(house) == ["王强"]


async def test_an_older_revision_does_not_stand_between_a_notice_and_its_answer(house: TestHouse) -> None:
    await in_force(house)
    await house.pass_time(86_400)
    await house.say("林静", "/通知 周五盘点，请回复")
    await house.pass_time(3600)
    await house.say("王强", "收到")
    assert await Receipt.all().count() == 1
    assert await _accepted(house) == []


async def test_an_answer_to_somebody_else_accepts_nothing(house: TestHouse) -> None:
    await in_force(house)
    await house.say("王强", "收到", mention="林静")
    assert await _accepted(house) == []


async def test_what_is_not_announced_waits_for_nobody(house: TestHouse) -> None:
    await drafted(house, WORKSHOP)
    await house.say("王强", "收到")
    assert await _accepted(house) == []
