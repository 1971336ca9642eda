"""An erased person is in no table of notices any more, by account or by name."""

from typing import Any

from bot.domain.members import SYSTEM
from bot.domain.messages import Mention, Text
from bot.governance import people
from plugins.notices import models
from plugins.notices.models import Notice, Receipt, Recipient, SavedList
from tests.plugins.notices.conftest import HOUR
from tests.plugins.notices.roster import enrol
from tests.support.house import TestHouse

TABLES: tuple[Any, ...] = tuple(
    getattr(models, name) for name in models.__all__ if name not in ("NoticeMessage", "NoticePlace", "NoticeContent")
)


async def holding(*told: str) -> list[str]:
    """Where a value of any row holds any of these."""
    found: list[str] = []
    for table in TABLES:
        for row in await table.all().values():
            found += [
                f"{table.__name__}.{column}"
                for column, value in row.items()
                if column != "text" and any(each in str(value) for each in told)
            ]
    return found


async def erase(house: TestHouse, name: str, person: int) -> None:
    organisation = house.group.organisation_id
    await people.link_member(house.group, house.id_of(name), person, actor=SYSTEM, now=house.clock.now())
    assert await people.erase_person(organisation, person, actor=SYSTEM, now=house.clock.now())


async def test_what_somebody_was_asked_and_answered_goes_with_them(each_store: TestHouse) -> None:
    house = each_store
    person = await enrol(house, "王强")
    await house.say("林静", "/名单 add 值班组 王强 李雷")
    assert len((await SavedList.get()).members) == 2
    await house.say("林静", "/通知 停电 截止 18:00")
    await house.say("林静", "/通知 交表 给 @王强")
    await house.say("王强", "收到 #1，请问几点")
    await house.say("李雷", "收到 #1")
    await house.say("林静", "/催办 1")
    await erase(house, "王强", person)
    assert await holding(house.id_of("王强"), "王强") == []
    assert [str(row.member_name) for row in await Receipt.all()] == ["李雷"]
    assert "王强" not in str([row.members for row in await SavedList.all()])
    await house.pass_time(9 * HOUR)
    assert not [text for text in house.said()[-3:] if "王强" in text]


async def test_what_somebody_wrote_for_all_stays_without_their_name(each_store: TestHouse) -> None:
    house = each_store
    person = await enrol(house, "赵敏")
    await house.say("赵敏", "/通知 停电检修 截止 18:00")
    await house.say("赵敏", "/通知 1 改 停电改到后天")
    await house.say("赵敏", "/结束 1")
    await house.say("赵敏", "/通知 草稿 草稿一件")
    await house.say("王强", "/通知 聚餐")
    assert await Notice.filter(publisher_name="赵敏", state="draft").exists()
    await erase(house, "赵敏", person)
    assert await holding(house.id_of("赵敏"), "赵敏") == []
    assert (await Notice.get(number=1)).publisher_name == people.NAMELESS
    assert not await Notice.filter(state="draft").exists()
    await house.say("林静", "/通知 1")
    assert "停电" in house.last()


async def test_a_notice_to_somebody_erased_is_not_one_to_all(house: TestHouse) -> None:
    person = await enrol(house, "王强")
    await house.say("林静", [*_to(house, "王强")])
    mine = await Notice.all().order_by("-id").first()
    assert mine is not None
    assert len(mine.mentioned) == 1
    await erase(house, "王强", person)
    mine = await Notice.get(id=mine.id)
    assert mine.mentioned == [people.NAMELESS]
    assert not await Recipient.filter(notice_id=mine.id).exists()


def _to(house: TestHouse, name: str) -> list[Any]:
    return [Text("/通知 补交材料 给 "), Mention(house.id_of(name), name)]
