"""A QQ group and a WeChat group whose organisation has a roster. 陈立 owns, 林静 and 赵敏 administrate."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.domain.events import JoinRequested
from bot.domain.ids import MemberId
from bot.domain.members import SYSTEM, Role
from bot.domain.people import Person, RosterSheet
from bot.domain.ports import Ability
from bot.governance import people
from tests.support.clock import FakeClock
from tests.support.house import SUPERUSER, TestHouse, open_house
from tests.support.platform import FakePlatform

WECHAT = frozenset({Ability.KICK, Ability.MENTION_ALL, Ability.MEMBER_LIST})
ROSTER = (
    Person("张三", "研发部", "工程师", "13800138000", "A1023"),
    Person("李四", "财务部", "会计", "13900139000", "A1024"),
    Person("王强", "研发部", "工程师", "13700137000", "A1025"),
    Person("周九", "研发部", "架构师", "13600136000", "A1026"),
    Person("钱八", "研发部", "工程师", "13000130000", "A1000", state="departed"),
)

Ask = Callable[..., Awaitable[None]]


async def have_roster(house: TestHouse) -> None:
    sheet = RosterSheet(ROSTER, ())
    await people.import_roster(house.group.organisation_id, sheet, now=house.clock.now(), actor=SYSTEM)


async def opened(clock: FakeClock, platform: FakePlatform) -> TestHouse:
    people.forget_rosters()
    house = await open_house(clock, platform)
    platform.add_member(platform.account, Role.ADMIN, card="群规")
    house.member("陈立", Role.OWNER, id=SUPERUSER)
    for name, role in (("林静", Role.ADMIN), ("赵敏", Role.ADMIN), ("王强", Role.MEMBER), ("李雷", Role.MEMBER)):
        house.member(name, role)
    await house.say("陈立", "/启用")
    await house.say("陈立", "/模式 执行")
    if Ability.ROLES not in platform.capabilities:
        await house.say("陈立", "/任命 admin", mention="林静")
    await have_roster(house)
    platform.group().history.clear()
    platform.calls.clear()
    return house


@pytest.fixture
async def house(store: str, clock: FakeClock, platform: FakePlatform) -> AsyncIterator[TestHouse]:
    """QQ, mode enforce, on both engines."""
    yield await opened(clock, platform)


@pytest.fixture
async def wechat(sqlite_store: str, clock: FakeClock) -> AsyncIterator[TestHouse]:
    """WeChat: no requests, no join events, no cards, no roles, no mentions."""
    yield await opened(clock, FakePlatform(platform="wechat", abilities=WECHAT, clock=clock))


@pytest.fixture
def ask(house: TestHouse) -> Ask:
    """Have somebody ask to join the QQ group."""

    async def ask_to_join(member: str, comment: str, *, flag: str | None = None) -> None:
        await house.happen(
            JoinRequested(
                account=house.account,
                chat=house.chat,
                at=house.clock.now(),
                member=MemberId(member),
                flag=flag or f"flag-{member}",
                sub_type="add",
                comment=comment,
            )
        )

    return ask_to_join
