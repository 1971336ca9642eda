"""One bot process for all tests of the wire that do not need one of their own."""

import json
from collections.abc import AsyncIterator

import pytest

from sandbox.world import Platform
from tests.wire.process import Process, started
from tests.wire.room import SUPERUSERS, Room, room_on

TOKEN = "wire-token-1723"


@pytest.fixture(scope="session")
async def bot() -> AsyncIterator[Process]:
    settings = {"ONEBOT_ACCESS_TOKEN": TOKEN, "SUPERUSERS": json.dumps(SUPERUSERS)}
    async with started(settings, from_nothing=True) as process:
        yield process
    assert process.tracebacks() == []


@pytest.fixture
async def room(bot: Process) -> AsyncIterator[Room]:
    """A QQ group, enabled, in enforce mode."""
    async with room_on(bot) as room:
        yield await room.open()


@pytest.fixture
async def wechat_room(bot: Process) -> AsyncIterator[Room]:
    """A WeChat group, enabled, in enforce mode; the bot owns it."""
    async with room_on(bot, Platform.WECHAT) as room:
        yield await room.open()
