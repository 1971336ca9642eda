"""The weekly round over many groups: real store, platform in memory, clock moved by hand.

``python -m benchmarks.members.rounds [GROUPS] [SIZE]`` prints the figures; ``measure`` is for the bench.
"""

import asyncio
import gc
import importlib
import random
import resource
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import nonebot

from benchmarks.members.roster import table
from bot.commandline.storing import tables_of_areas
from bot.domain.ids import ChatRef, GroupId
from bot.domain.members import SYSTEM, Role
from bot.domain.people import parse_roster
from bot.domain.ports import Ability
from bot.governance import groups as governed
from bot.governance import people, roster
from bot.governance.sheets import read_rows
from bot.store import models
from bot.store.connection import database
from bot.store.engine import close_store, open_store
from tests.support import house as houses
from tests.support.clock import FakeClock
from tests.support.house import TestHouse
from tests.support.platform import FakePlatform

DAY = timedelta(days=1)
WATCHED = timedelta(days=70)
QUIETLY = frozenset(Ability) - {Ability.REACT, Ability.ANNOUNCE}
T = TypeVar("T")
_DEPARTED, _SILENT, _NAMELESS = 4, 5, 3
"""Of every group: so many have departed, so many say nothing, so many have no proper card."""
_TRACED = 10


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of processor time unless said otherwise; memory in MB."""

    groups: int
    size: int
    imported: float
    learnt: float
    rounds: float
    delivered: float
    proposed: int
    wanted: int
    rss_before: int
    rss_after: int
    traced_peak: float
    big_group: float
    big_group_peak: float

    @property
    def work(self) -> float:
        return self.rounds + self.delivered

    @property
    def right(self) -> bool:
        return self.proposed == self.wanted

    def __str__(self) -> str:
        return (
            f"{self.groups} groups of {self.size}: roster imported in {self.imported:.1f} s, groups learnt in "
            f"{self.learnt:.1f} s; rounds {self.rounds:.1f} s and telling with pictures {self.delivered:.1f} s; "
            f"{self.proposed} proposed of {self.wanted}; RSS {self.rss_before} → {self.rss_after} MB, a round's "
            f"peak {self.traced_peak:.1f} MB; a group of 3,000 in {self.big_group:.2f} s, "
            f"peak {self.big_group_peak:.1f} MB"
        )


async def measure(groups: int = 500, size: int = 200) -> Measured:
    for area in ("administration", "cleanup"):
        importlib.import_module(f"plugins.{area}")
    houses.load_areas = lambda: None
    with tempfile.TemporaryDirectory() as folder:
        await open_store(f"sqlite://{folder}/rounds.db", data_dir=folder, plugins=tables_of_areas())
        try:
            clock = FakeClock()
            platform = FakePlatform(abilities=QUIETLY, clock=clock)
            house = await houses.open_house(clock, platform, timezone="Asia/Shanghai")
            return await _measure(house, groups, size)
        finally:
            await close_store()


async def _measure(house: TestHouse, groups: int, size: int) -> Measured:
    from plugins.cleanup import service  # not at the top: NoneBot is the first to import an area
    from plugins.cleanup.models import Item

    rows = table(groups * size, random.Random(7))
    organisation = await people.organisation_id()
    imported, _ = await _timed(_import(organisation, rows, house.clock.now(), size))
    learnt, ids = await _timed(_enter(house, groups, size, rows))
    house.clock.advance(WATCHED)
    await _speak(house, groups, size)
    await models.Recurrence.all().delete()
    gc.collect()
    before = _rss()
    now = house.clock.now()
    rounds, _ = await _timed(_all(service.run_round(group, f"bench:{group}", now=now) for group in ids))
    delivered, _ = await _timed(house.settle())
    after = _rss()
    proposed = await Item.filter(state="proposed").count()
    house.platform.calls.clear()
    house.clock.advance(7 * DAY)
    traced = await _traced(_all(service.run_round(g, f"again:{g}", now=house.clock.now()) for g in ids[:_TRACED]))
    big, peak = await _big_group(house)
    wanted = groups * (_DEPARTED + _SILENT + _NAMELESS)
    return Measured(
        groups, size, imported, learnt, rounds, delivered, proposed, wanted, before, after, traced, big, peak
    )


async def _import(organisation: int, rows: list[tuple[str, ...]], now: datetime, size: int) -> None:
    states = ("离职" if at % size < _DEPARTED else "在职" for at in range(len(rows)))
    lines = [
        "姓名,部门,职务,手机,工号,状态",
        *(",".join((*row, state)) for row, state in zip(rows, states, strict=True)),
    ]
    sheet = parse_roster(read_rows("\n".join(lines).encode(), "roster.csv"))
    await people.import_roster(organisation, sheet, now=now, actor=SYSTEM)


async def _enter(house: TestHouse, groups: int, size: int, rows: list[tuple[str, ...]]) -> list[GroupId]:
    """Enable every group and learn its list; the members' accounts are known to the roster."""
    platform, now, found = house.platform, house.clock.now(), list[GroupId]()
    for number in range(groups):
        name = str(100_000 + number)
        platform.add_member(platform.account, Role.ADMIN, group=name, card="群规")
        platform.add_member("90000", Role.OWNER, group=name, card="林静")
        for at in range(number * size, (number + 1) * size):
            place = at % size
            card = f"昵称{at}" if place >= size - _NAMELESS else f"{rows[at][1]}-{rows[at][0]}"
            platform.add_member(str(1_000_000 + at), group=name, card=card, joined_at=None)
        chat = ChatRef("qq", name)
        state = await governed.enable_group(
            chat, platform.account, name=f"群{name}", mode="enforce", actor=SYSTEM, now=now
        )
        await roster.look_at_list(state, now=now)
        found.append(state.id)
    await _link(groups * size)
    return found


async def _link(count: int) -> None:
    """Everybody's account is theirs, as if each had registered."""
    await database().execute_query(
        "UPDATE membership SET person_id = (SELECT p.id FROM person p "
        "WHERE p.id = CAST(membership.member_id AS INTEGER) - 999999) "
        "WHERE CAST(member_id AS INTEGER) >= 1000000"
    )
    assert await models.Membership.filter(person_id__isnull=False).count() == count


async def _speak(house: TestHouse, groups: int, size: int) -> None:
    """All but the silent have said something yesterday."""
    spoke = house.clock.now() - DAY
    await models.Membership.filter(left_at=None).update(last_spoke_at=spoke)
    silent = [
        str(1_000_000 + number * size + place)
        for number in range(groups)
        for place in range(_DEPARTED, _DEPARTED + _SILENT)
    ]
    for start in range(0, len(silent), 500):
        await models.Membership.filter(member_id__in=silent[start : start + 500]).update(last_spoke_at=None)


async def _big_group(house: TestHouse) -> tuple[float, float]:
    """One group of 3,000, of whom nobody is in order: the list is learnt, watched, judged and told."""
    from plugins.cleanup import service

    platform, clock = house.platform, house.clock
    platform.add_member(platform.account, Role.ADMIN, group="9", card="群规")
    for at in range(3_000):
        platform.add_member(str(5_000_000 + at), group="9", card=f"昵称{at}", joined_at=None)
    state = await governed.enable_group(
        ChatRef("qq", "9"), platform.account, name="大群", mode="enforce", actor=SYSTEM, now=clock.now()
    )
    await roster.look_at_list(state, now=clock.now())
    clock.advance(WATCHED)
    await models.Recurrence.all().delete()
    spent, _ = await _timed(service.run_round(state.id, "big", now=clock.now()))
    clock.advance(7 * DAY)
    peak = await _traced(service.run_round(state.id, "big again", now=clock.now()))
    return spent, peak


async def _all(works: Iterable[Awaitable[None]]) -> None:
    for work in works:
        await work


async def _timed(work: Awaitable[T]) -> tuple[float, T]:
    begun = time.process_time()
    result = await work
    return time.process_time() - begun, result


async def _traced(work: Awaitable[object]) -> float:
    """The most that was held at once beyond what was there before, in MB."""
    gc.collect()
    tracemalloc.start()
    try:
        await work
        return tracemalloc.get_traced_memory()[1] / 1_000_000
    finally:
        tracemalloc.stop()


def _rss() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() // 1_000_000


if __name__ == "__main__":
    nonebot.init(_env_file=None, log_level="ERROR")
    print(asyncio.run(measure(*(int(word) for word in sys.argv[1:]))))
