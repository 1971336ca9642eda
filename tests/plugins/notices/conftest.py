"""A QQ group and a WeChat group: 林静 owns it, 赵敏 is an administrator, the others members."""

import importlib
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.members import Role
from bot.domain.ports import Ability
from bot.governance import people
from bot.store import engine
from plugins.notices.service import board
from tests.support.clock import FakeClock
from tests.support.house import SUPERUSER, TestHouse, open_house
from tests.support.platform import FakePlatform

WECHAT = frozenset({Ability.KICK, Ability.MENTION_ALL, Ability.MEMBER_LIST})


def only_what_is_needed() -> None:
    """These tests need the commands of two areas; an area that is broken elsewhere is no matter here."""
    for area in ("administration", "notices"):
        importlib.import_module(f"plugins.{area}")


@pytest.fixture(autouse=True)
def _areas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.support.house.load_areas", only_what_is_needed)


@pytest.fixture(scope="session", autouse=True)
async def _store_is_closed() -> AsyncIterator[None]:
    """An open SQLite store keeps a thread that would hold up the end of the run."""
    yield
    await engine.close_store()


async def opened(clock: FakeClock, platform: FakePlatform) -> TestHouse:
    board.clear()
    people.forget_rosters()
    house = await open_house(clock, platform, timezone="Asia/Shanghai")
    platform.add_member(platform.account, Role.ADMIN, card="群规")
    house.member("林静", Role.OWNER, id=SUPERUSER)
    house.member("赵敏", Role.ADMIN)
    for name in ("王强", "李雷", "周明"):
        house.member(name)
    await house.say("林静", "/enable")
    if Ability.ROLES not in platform.capabilities:
        await house.say("林静", "/grant admin", mention="赵敏")
    platform.group().history.clear()
    platform.calls.clear()
    return house


@pytest.fixture
async def house(sqlite_store: str, clock: FakeClock, platform: FakePlatform) -> AsyncIterator[TestHouse]:
    """QQ, on SQLite; Monday, 09:00."""
    yield await opened(clock, platform)


@pytest.fixture
async def each_store(store: str, clock: FakeClock, platform: FakePlatform) -> AsyncIterator[TestHouse]:
    """QQ, on both engines."""
    yield await opened(clock, platform)


@pytest.fixture
async def wechat(sqlite_store: str, clock: FakeClock) -> AsyncIterator[TestHouse]:
    """WeChat: no message ids, no roles, no mentions, no reactions, no quotes."""
    yield await opened(clock, FakePlatform(platform="wechat", abilities=WECHAT, clock=clock))


MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
