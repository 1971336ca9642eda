"""A group with its cast: 林静 the owner, 赵磊 an organiser, 王强 and others members."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.members import Role
from bot.domain.ports import Ability
from plugins.activities.service import codes
from tests.support.clock import FakeClock
from tests.support.house import TestHouse, open_house
from tests.support.platform import FakePlatform

CODE = "4821"
WECHAT = frozenset({Ability.KICK, Ability.ANNOUNCE, Ability.MENTION, Ability.MENTION_ALL, Ability.MEMBER_LIST})


async def _opened(clock: FakeClock, platform: FakePlatform) -> TestHouse:
    codes.use(lambda: CODE)
    house = await open_house(clock, platform, timezone="Asia/Shanghai")
    house.member("林静", Role.OWNER, id="90000")
    for name in ("赵磊", "王强", "李娜", "周明", "孙悦"):
        house.member(name)
    await house.say("林静", "/enable")
    await house.say("林静", "/grant organiser", mention="赵磊")
    return house


@pytest.fixture
async def house(sqlite_store: str, clock: FakeClock, platform: FakePlatform) -> AsyncIterator[TestHouse]:
    """QQ, on SQLite."""
    yield await _opened(clock, platform)
    codes.use(None)


@pytest.fixture
async def each_store(store: str, clock: FakeClock, platform: FakePlatform) -> AsyncIterator[TestHouse]:
    """QQ, on both engines."""
    yield await _opened(clock, platform)
    codes.use(None)


@pytest.fixture
async def wechat(sqlite_store: str, clock: FakeClock) -> AsyncIterator[TestHouse]:
    """WeChat: no message ids, no roles, no reactions."""
    yield await _opened(clock, FakePlatform(platform="wechat", abilities=WECHAT, clock=clock))
    codes.use(None)
