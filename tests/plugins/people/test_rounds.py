"""The morning's round: asking once a year or when something did not arrive, and erasing the departed in time."""

from datetime import timedelta

from bot.domain.members import SYSTEM
from bot.governance import people
from bot.governance.directory import directory
from bot.governance.people import retention
from bot.store import audit, models
from plugins.people.service import rounds
from tests.support.house import TestHouse

from .conftest import answer, row_of


async def round_now(house: TestHouse) -> list[str]:
    before = len(house.said())
    await rounds.run_round(now=house.clock.now())
    await house.settle()
    return [text for text in house.said()[before:] if "核对个人资料" in text]


async def test_members_are_asked_once_a_year_in_one_message(house: TestHouse) -> None:
    assert await round_now(house) == []
    house.clock.advance(timedelta(days=366))
    [text] = await round_now(house)
    assert "核对个人资料" in text
    assert "李雷" in text
    assert "王强" in text
    assert await round_now(house) == []
    house.clock.advance(timedelta(days=1))
    assert await round_now(house) == []


async def test_whoever_confirms_is_not_asked_for_a_year(house: TestHouse) -> None:
    house.clock.advance(timedelta(days=300))
    assert "已确认" in await answer(house, "李雷", "/资料 确认")
    house.clock.advance(timedelta(days=70))
    [text] = await round_now(house)
    assert "王强" in text
    assert "李雷" not in text


async def test_nobody_is_asked_in_quiet_hours(house: TestHouse) -> None:
    house.clock.advance(timedelta(days=366, hours=14))
    assert await round_now(house) == []
    await house.pass_time(timedelta(hours=12))
    assert any("核对个人资料" in text for text in house.said())


async def test_a_private_message_that_bounced_leads_to_one_question(house: TestHouse) -> None:
    await people.note_bounce("qq", house.id_of("李雷"), now=house.clock.now())
    [text] = await round_now(house)
    assert "未能送达" in text
    assert "王强" not in text
    house.clock.advance(timedelta(days=1))
    assert await round_now(house) == []


async def test_the_departed_are_announced_and_then_erased(house: TestHouse) -> None:
    organisation, row = house.group.organisation_id, await row_of(house, "李四")
    await people.set_state(organisation, row, "departed", actor=SYSTEM, now=house.clock.now())
    house.clock.advance(timedelta(days=352))
    await round_now(house)
    assert any("花名册到期" in text and "李四" in text for text in house.said())
    house.clock.advance(timedelta(days=13))
    await round_now(house)
    assert await models.Person.filter(id=row).exists()
    house.clock.advance(timedelta(days=2))
    await round_now(house)
    assert not await models.Person.filter(id=row).exists()
    assert sum("花名册到期" in text and "李四" in text for text in house.said()) == 1
    assert await audit.verify(people.chain(organisation)) is None


async def test_a_regulation_that_keeps_details_for_less_time_is_followed(house: TestHouse) -> None:
    regulation = await models.Regulation.filter(group_id=None).order_by("-id").first()
    assert regulation is not None
    for clause in regulation.clauses:
        for duty in clause["duties"]:
            if duty["code"] == "profile.update":
                duty["parameters"] = {"retention_days": "60"}
    await models.Regulation.filter(id=regulation.id).update(clauses=regulation.clauses)
    await directory.load(now=house.clock.now())
    organisation, row = house.group.organisation_id, await row_of(house, "李四")
    await people.set_state(organisation, row, "departed", actor=SYSTEM, now=house.clock.now())
    house.clock.advance(timedelta(days=40))
    await round_now(house)
    assert not any("花名册到期" in text for text in house.said())
    house.clock.advance(timedelta(days=7))
    await round_now(house)
    assert any("花名册到期" in text and "60" in text for text in house.said())
    house.clock.advance(timedelta(days=15))
    await round_now(house)
    assert not await models.Person.filter(id=row).exists()


async def test_kept_for_ever_means_for_ever(house: TestHouse) -> None:
    retention.use(0)
    try:
        house.clock.advance(timedelta(days=2000))
        await round_now(house)
        assert not any("花名册到期" in text for text in house.said())
    finally:
        retention.use(people.DEFAULT_KEEP_DAYS)
