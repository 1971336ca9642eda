"""A house with one QQ group: 陈立 owns it, 林静 and 赵敏 are administrators, 王强 and 李雷 members."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.members import Role
from tests.support.clock import FakeClock
from tests.support.house import TestHouse, open_house
from tests.support.platform import FakePlatform


@pytest.fixture
async def house(store: str, clock: FakeClock, platform: FakePlatform) -> AsyncIterator[TestHouse]:
    """The group is enabled, in mode enforce; what was said for that is forgotten."""
    house = await open_house(clock, platform)
    platform.add_member(platform.account, Role.ADMIN, card="群规")
    for name, role in (
        ("陈立", Role.OWNER),
        ("林静", Role.ADMIN),
        ("赵敏", Role.ADMIN),
        ("王强", Role.MEMBER),
        ("李雷", Role.MEMBER),
    ):
        house.member(name, role)
    await house.say("陈立", "/启用")
    await house.say("陈立", "/模式 执行")
    platform.group().history.clear()
    platform.calls.clear()
    yield house
