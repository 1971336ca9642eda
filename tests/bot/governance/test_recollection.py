from datetime import datetime, timedelta

from bot.domain.members import Role
from bot.governance import recollection
from bot.store import models
from tests.support.clock import FakeClock
from tests.support.house import TestHouse, open_house
from tests.support.platform import FakePlatform


async def _house(clock: FakeClock, platform: FakePlatform) -> TestHouse:
    house = await open_house(clock, platform)
    platform.add_member(platform.account, Role.ADMIN, card="群规")
    house.member("陈立", Role.OWNER)
    house.member("王强")
    await house.say("陈立", "/启用")
    return house


async def test_different_texts_and_their_days_are_counted(store: str, clock: FakeClock, platform: FakePlatform) -> None:
    house = await _house(clock, platform)
    start = clock.now()
    for day in range(3):
        for text in ("今天的巡检记录已经上传", "收到", "/反映 三楼的灯坏了", f"第{day}天的日报请查收"):
            await house.say("王强", text)
        clock.advance(timedelta(days=1))
    await house.house.archive.flush()
    spoken = {s.member: s for s in await recollection.spoken_since(start, shortest=6)}
    mine = spoken[house.id_of("王强")]
    assert (mine.texts, mine.days) == (4, 3)
    later = await recollection.spoken_since(clock.now() - timedelta(days=1, hours=1), shortest=6)
    assert [(s.texts, s.days) for s in later if s.member == mine.member] == [(2, 1)]


async def test_only_who_came_after_the_group_was_enabled_has_arrived(
    store: str, clock: FakeClock, platform: FakePlatform
) -> None:
    house = await _house(clock, platform)

    async def seen(member: str, at: datetime, left_at: datetime | None = None) -> None:
        await models.Membership.create(group_id=house.group.id, member_id=member, first_seen_at=at, left_at=left_at)

    await seen("501", clock.now() + timedelta(minutes=1))
    await seen("502", clock.now() + timedelta(days=1))
    await seen("503", clock.now() + timedelta(days=1), left_at=clock.now() + timedelta(days=2))
    found = await recollection.arrived(grace=timedelta(minutes=30))
    assert [each.member for each in found] == ["502"]
