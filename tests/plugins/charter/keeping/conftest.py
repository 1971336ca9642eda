"""The same cast as elsewhere, on SQLite: what the engine does is tested with the kernel's part."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.members import Role
from plugins.charter.catalogue import vocabulary
from plugins.charter.domain.judge import read_regulation
from plugins.charter.domain.reading import Reading
from plugins.charter.reading import read_text
from plugins.charter.service import drafts
from tests.support.clock import FakeClock
from tests.support.house import TestHouse, open_house
from tests.support.platform import FakePlatform


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """The limited child process takes a second to start: one test has it, the others read in this process."""
    if request.node.get_closest_marker("child") is None:

        def read(data: bytes, filename: str) -> Reading:
            return read_regulation(read_text(data, filename), vocabulary(), name=Path(filename).stem)

        monkeypatch.setattr(drafts, "check_bytes", read)


@pytest.fixture
async def house(sqlite_store: str, clock: FakeClock, platform: FakePlatform) -> AsyncIterator[TestHouse]:
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
