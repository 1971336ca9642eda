"""A group that the bot has watched for 61 days: most speak, 王强 and 李雷 are silent and improperly named."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.members import Role
from bot.domain.ports import Ability
from bot.governance import people
from bot.store import models
from plugins.cleanup import service
from tests.support.clock import FakeClock
from tests.support.house import SUPERUSER, TestHouse, open_house
from tests.support.platform import FakePlatform

DAY = timedelta(days=1)
SPEAKERS = [f"成员{sign}" for sign in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"]
SILENT = ["王强", "李雷"]
WECHAT = frozenset({Ability.MENTION, Ability.MENTION_ALL, Ability.MEMBER_LIST})


def _staff(house: TestHouse) -> None:
    for name in SPEAKERS:
        house.member(name)
        house.platform.add_member(house.names[name], card=f"技术部-{name}", joined_at=None)


async def _watched(house: TestHouse) -> TestHouse:
    people.forget_rosters()
    await service.stop(house.group.id)  # rounds come by themselves in test_weekly only
    await house.pass_time(timedelta(days=61))
    await speak(house, *SPEAKERS, "陈立", "林静", "赵敏")
    forget(house)
    return house


async def speak(house: TestHouse, *names: str) -> None:
    """They have just spoken: what the archive notes of a message, without the message."""
    ids = [house.id_of(name) for name in names]
    await models.Membership.filter(member_id__in=ids).update(last_spoke_at=house.clock.now())


def forget(house: TestHouse) -> None:
    """What was said and called so far."""
    house.platform.group().history.clear()
    house.platform.calls.clear()


async def _with_cast(house: TestHouse) -> TestHouse:
    house.platform.add_member(house.account, Role.ADMIN, card="群规")
    for name, role in (("陈立", Role.OWNER), ("林静", Role.ADMIN), ("赵敏", Role.ADMIN)):
        house.member(name, role)
    for name in SILENT:
        house.member(name)
    _staff(house)
    await house.say("陈立", "/启用")
    return await _watched(house)


@pytest.fixture
async def house(store: str, clock: FakeClock, platform: FakePlatform) -> AsyncIterator[TestHouse]:
    """QQ, on both engines."""
    yield await _with_cast(await open_house(clock, platform, timezone="Asia/Shanghai"))


@pytest.fixture
async def wechat(sqlite_store: str, clock: FakeClock) -> AsyncIterator[TestHouse]:
    """WeChat without removal: no roles; 林静 is an administrator by grant, 陈立 a superuser."""
    platform = FakePlatform(platform="wechat", abilities=WECHAT, clock=clock)
    house = await open_house(clock, platform, timezone="Asia/Shanghai")
    house.member("陈立", id=SUPERUSER)
    for name in ("林静", "赵敏", *SILENT):
        house.member(name)
    _staff(house)
    for number, info in list(platform.group().members.items()):
        platform.add_member(number, None, card=info.card)  # type: ignore[arg-type]
    await house.say("陈立", "/启用")
    await house.say("陈立", "/任命 admin", mention="林静")
    await house.say("陈立", "/任命 admin", mention="赵敏")
    yield await _watched(house)


def kicked(house: TestHouse) -> list[str]:
    return [str(call["member"]) for call in house.calls("kick")]


async def run_through(house: TestHouse, *steps: float) -> None:
    for seconds in steps or (3.0,) * 12:
        await house.pass_time(seconds)


async def confirmed(house: TestHouse) -> None:
    await house.say("林静", "/清理")
    await house.say("林静", "/清理 run 1")
