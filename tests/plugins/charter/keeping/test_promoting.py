"""A clause a week is made known: in quiet hours it waits until they end, and is said once."""

from datetime import timedelta

from bot.domain.regulation import Clause, Duty, RegulationText
from bot.governance import enacting
from bot.governance.directory import directory
from plugins.charter.service import promoting
from tests.support.house import TestHouse

QUIET = RegulationText(
    "车间群规", "2",
    (
        Clause("第一条", "不得发布广告。", (Duty("moderation.ads"),)),
        Clause("第二条", "22:00至次日07:00不发消息。", (Duty("hours", "auto", {"quiet": "22:00-07:00"}),)),
        Clause("第三条", "每周宣传本制度。", (Duty("rules.promote", "auto", {"schedule": "weekly:monday@23:00"}),)),
    ),
)  # fmt: skip


async def enacted(house: TestHouse) -> None:
    now = house.clock.now()
    await enacting.enact(house.group.organisation_id, QUIET, effective_from=now, group_id=None, now=now)
    await directory.load(now=now)


def promoted(house: TestHouse) -> list[str]:
    return [said for said in house.said() if "车间群规" in said and "条" in said]


async def test_what_falls_into_quiet_hours_is_said_when_they_end_and_once(house: TestHouse) -> None:
    await enacted(house)
    before = len(promoted(house))
    at_eleven = house.clock.now().replace(hour=15, minute=0)  # 23:00 in Shanghai
    house.clock.advance(at_eleven - house.clock.now())
    await promoting.promote(house.group.id, "week-1", now=house.clock.now())
    await house.settle()
    assert len(promoted(house)) == before
    await house.pass_time(timedelta(hours=7, minutes=50))  # 06:50
    assert len(promoted(house)) == before
    await house.pass_time(timedelta(minutes=20))  # 07:10
    assert len(promoted(house)) == before + 1
    await house.pass_time(timedelta(hours=2))
    assert len(promoted(house)) == before + 1


async def test_in_loud_hours_it_is_said_at_once(house: TestHouse) -> None:
    await enacted(house)
    before = len(promoted(house))
    await promoting.promote(house.group.id, "week-1", now=house.clock.now())
    await house.settle()
    assert len(promoted(house)) == before + 1
