"""A QQ group whose regulation asks for training, and the like on WeChat."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.domain.events import MemberJoined
from bot.domain.ids import MemberId
from bot.domain.regulation import Clause, Duty, clauses_to_json
from bot.governance import regulations
from bot.governance.directory import directory
from bot.store import models
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
    """WeChat: nobody can be muted, no events of coming."""
    yield await opened(clock, FakePlatform(platform="wechat", abilities=WECHAT, clock=clock))


async def regulate(house: TestHouse, **duties: dict[str, str]) -> None:
    """The basic regulation with two clauses more; a parameter's name is the duty's with ``_`` for the dot."""
    basic = regulations.basic()
    extra = tuple(
        Clause(f"第{number}条", text, (Duty(code, "auto", duties[code.replace(".", "_")]),))
        for number, code, text in (
            ("三十", "join.training", "新成员应当参加群规培训。"),
            ("三十一", "join.rules", "新成员应当认同本群规。"),
        )
        if code.replace(".", "_") in duties
    )
    kept = tuple(clause for clause in basic.clauses if "join_rules" not in duties or not clause.duty("join.rules"))
    text = replace(basic, version="9.9", clauses=(*kept, *extra))
    now = house.clock.now()
    await models.Regulation.create(
        title=text.title, version=text.version, effective_from=now,
        clauses=clauses_to_json(text.clauses), organisation_id=house.group.organisation_id,
        digest=regulations.digest(text),
    )  # fmt: skip
    await directory.load(now=now)


async def arrive(house: TestHouse, *members: str) -> None:
    """They come in, and the invitation has been said."""
    for member in members:
        house.platform.add_member(member, nickname=f"新人{member}")
        house.names[member] = member
        await house.happen(
            MemberJoined(account=house.account, chat=house.chat, at=house.clock.now(), member=MemberId(member))
        )
    await house.pass_time(25)
