"""An erased person has signed up, voted and been present nowhere any more."""

from typing import Any

from bot.domain.members import SYSTEM, Role
from bot.governance import people
from bot.store import models as kernel
from plugins.activities import models
from plugins.activities.models import ActivityRow, SignUp
from tests.support.house import TestHouse

TABLES: tuple[Any, ...] = (
    models.ActivityRow,
    models.SignUp,
    models.DateVote,
    models.Attendance,
    models.AttendanceList,
    models.Programme,
    models.CalendarFeed,
)


async def holding(*told: str) -> list[str]:
    """Where a value of any row holds any of these."""
    return [
        f"{table.__name__}.{column}"
        for table in TABLES
        for row in await table.all().values()
        for column, value in row.items()
        if column != "source_key" and any(each in str(value) for each in told)
    ]


async def erase(house: TestHouse, name: str) -> None:
    row = await kernel.Person.create(organisation_id=house.group.organisation_id, name=name, department="技术部")
    people.forget_rosters()
    await people.link_member(house.group, house.id_of(name), row.id, actor=SYSTEM, now=house.clock.now())
    assert await people.erase_person(house.group.organisation_id, row.id, actor=SYSTEM, now=house.clock.now())
    await house.settle()


async def test_their_place_is_given_back_and_their_answers_go(each_store: TestHouse) -> None:
    house = each_store
    await house.say("赵磊", "/活动 登山 | 后天 9:00 | 西山 | 带水 | 1")
    await house.say("王强", "/报名 1")
    await house.say("李娜", "/报名 1")
    await house.say("赵磊", "/活动 聚餐 | 投票: 明天18:00 / 后天12:00 | 食堂 | AA")
    await house.say("王强", "/报名 2 A")
    assert await SignUp.filter(member_name="王强").exists()
    await erase(house, "王强")
    assert await holding(house.id_of("王强"), "王强") == []
    offered = await SignUp.get(member_name="李娜")
    assert offered.going or offered.offered_until is not None


async def test_what_they_organised_stays_without_their_name(each_store: TestHouse) -> None:
    house = each_store
    house.platform.add_member(house.id_of("赵磊"), Role.ADMIN, card="赵磊")
    await house.say("赵磊", "/活动 登山 | 后天 9:00 | 西山 | 带水")
    await house.say("王强", "/报名 1")
    await house.say("赵磊", "/活动 1 取消 下雨")
    await erase(house, "赵磊")
    assert await holding(house.id_of("赵磊"), "赵磊") == []
    assert (await ActivityRow.get(number=1)).organiser_name == people.NAMELESS
    await house.say("王强", "/活动 1")
    assert "登山" in house.last()
