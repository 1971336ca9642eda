"""A QQ group with a roster, as the tests of joining have it; 李雷 is 李四 of the roster."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.ids import MemberId
from bot.domain.members import SYSTEM
from bot.governance import people, roster
from tests.plugins.joining.conftest import opened
from tests.support.clock import FakeClock
from tests.support.house import TestHouse
from tests.support.platform import FakePlatform


async def row_of(house: TestHouse, name: str) -> int:
    return (await people.find_person(house.group.organisation_id, name))[0]


async def link(house: TestHouse, member: str, name: str) -> int:
    row = await row_of(house, name)
    member_id = MemberId(house.id_of(member))
    await people.link_member(house.group, member_id, row, actor=SYSTEM, now=house.clock.now())
    return row


@pytest.fixture
async def house(store: str, clock: FakeClock) -> AsyncIterator[TestHouse]:
    """QQ, a Monday at nine; 李雷 is linked with 李四, 王强 with 王强."""
    house = await opened(clock, FakePlatform(clock=clock))
    await link(house, "李雷", "李四")
    await link(house, "王强", "王强")
    yield house


async def answer(house: TestHouse, who: str, text: str) -> str:
    """What the bot answers somebody in private, all of it."""
    before = len(house.platform.sent_privately(house.id_of(who)))
    await house.say(who, text, private=True)
    return "\n".join(house.platform.sent_privately(house.id_of(who))[before:])


async def newcomer(house: TestHouse, name: str) -> MemberId:
    """Somebody of whom only the group knows."""
    member = house.member(name)
    await roster.look_at_list(house.group, now=house.clock.now())
    await house.settle()
    return member
