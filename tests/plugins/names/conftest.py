"""A QQ group and a WeChat group with a roster, as the tests of joining have them."""

from collections.abc import AsyncIterator

import pytest

from tests.plugins.joining.conftest import WECHAT, opened
from tests.support.clock import FakeClock
from tests.support.house import TestHouse
from tests.support.platform import FakePlatform


@pytest.fixture
async def house(sqlite_store: str, clock: FakeClock) -> AsyncIterator[TestHouse]:
    """QQ, mode enforce, a Monday at nine."""
    yield await opened(clock, FakePlatform(clock=clock))


@pytest.fixture
async def wechat(sqlite_store: str, clock: FakeClock) -> AsyncIterator[TestHouse]:
    """WeChat: no cards are set, no roles, no events of coming."""
    yield await opened(clock, FakePlatform(platform="wechat", abilities=WECHAT, clock=clock))
