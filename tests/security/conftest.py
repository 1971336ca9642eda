"""A house with two enabled groups: 陈立 owns the first, 郑远 the second; 林静, 赵敏 and 何丽 are administrators."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.domain.ids import ChatRef
from bot.domain.members import Role
from bot.governance.directory import GroupState, directory
from bot.store import engine
from tests.support.clock import FakeClock
from tests.support.house import TestHouse, open_house
from tests.support.platform import FakePlatform

FIRST, SECOND = "900", "901"


@dataclass
class Neighbours(TestHouse):
    """``at`` names the group in which the next words are said."""

    __test__ = False

    def at(self, group: str) -> "Neighbours":
        self.group_number = group
        return self

    def state(self, group: str) -> GroupState:
        found = directory.find(ChatRef(self.platform.platform, group))
        assert found is not None
        return found

    def join(self, name: str, group: str, role: Role = Role.MEMBER) -> None:
        """Somebody known is a member of this group as well."""
        self.platform.add_member(self.names[name], role, group=group, card=name)


@pytest.fixture(scope="session", autouse=True)
async def _the_store_is_closed() -> AsyncIterator[None]:
    yield
    await engine.close_store()


@pytest.fixture
async def house(sqlite_store: str, clock: FakeClock, platform: FakePlatform) -> Neighbours:
    """Both groups are enabled, in mode enforce; what was said for that is forgotten."""
    opened = await open_house(clock, platform)
    house = Neighbours(opened.house, clock, platform)
    people = {
        FIRST: (("陈立", Role.OWNER), ("林静", Role.ADMIN), ("赵敏", Role.ADMIN),
                ("王强", Role.MEMBER), ("李雷", Role.MEMBER)),
        SECOND: (("郑远", Role.OWNER), ("何丽", Role.ADMIN), ("孙浩", Role.MEMBER), ("周杰", Role.MEMBER)),
    }  # fmt: skip
    for group, members in people.items():
        house.at(group)
        platform.add_member(platform.account, Role.ADMIN, group=group, card="群规")
        for name, role in members:
            house.member(name, role)
        await house.say(members[0][0], "/启用")
        await house.say(members[0][0], "/模式 执行")
        platform.group(group).history.clear()
    platform.calls.clear()
    return house.at(FIRST)
