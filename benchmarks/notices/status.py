"""How long it takes to say how a notice to five hundred people stands, in words and as a picture."""

import random
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.notices.town import Town, build
from bot.domain.members import SYSTEM, Actor, Role
from bot.domain.people import Person, RosterSheet
from bot.governance import people
from bot.papers import draw
from bot.store import models
from bot.texts import render
from tests.support.house import SUPERUSER

ROUNDS = 21
DEPARTMENTS = (
    "生产部",
    "研发部",
    "采购部",
    "财务部",
    "人力资源部",
    "质量部",
    "设备部",
    "仓储部",
    "安全环保部",
    "办公室",
)
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红健宁雪梅婷浩宇欣怡子涵"
_FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"


@dataclass
class Stood:
    """One (milliseconds of the wall clock, milliseconds of the processor) each round.

    A round before the first is thrown away: fonts and templates are loaded in it.
    """

    people: int
    words: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])
    picture: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])
    size_bytes: int = 0

    @staticmethod
    def medians(times: Sequence[tuple[float, float]]) -> tuple[float, float]:
        return statistics.median(wall for wall, _ in times), statistics.median(spent for _, spent in times)


async def stand(*, size: int, seed: int) -> Stood:
    """On the open, empty store: one group, everybody in the roster, two thirds have answered, some late."""
    chance = random.Random(seed)
    town = await build(["700000"], size)
    await _enrol(town, chance)
    town.hear("700000", SUPERUSER, "/通知 明天停电检修，请各部门关好电源和门窗 截止 18:00")
    await town.house.settle()
    members = list(town.members["700000"])
    chance.shuffle(members)
    await _answer(town, members[: size * 6 // 10])
    town.clock.advance(10 * 3600)
    await _answer(town, members[size * 6 // 10 : size * 2 // 3])
    return await _measure(town, Stood(size))


async def _measure(town: Town, found: Stood) -> Stood:
    from plugins.notices.models import Notice
    from plugins.notices.service import files, handouts, showing, tallying

    group, actor = town.group("700000"), Actor(town.members["700000"][0], "林静", Role.ADMIN)
    row = await Notice.get()

    async def words() -> None:
        template, fields = await showing.show_notice(group, row.number, actor)
        render(template, **fields)

    async def picture() -> None:
        notice = await files.find_notice(group.id, row.number)
        board = handouts.board_of(group, notice, await tallying.tally_of(group, notice), town.clock.now())
        found.size_bytes = len(await draw(board))

    found.words = await _timed(words)
    found.picture = await _timed(picture)
    return found


async def _timed(work: Callable[[], Awaitable[None]]) -> list[tuple[float, float]]:
    times: list[tuple[float, float]] = []
    for _ in range(ROUNDS + 1):
        began, spent = time.perf_counter(), time.process_time()
        await work()
        times.append(((time.perf_counter() - began) * 1000, (time.process_time() - spent) * 1000))
    return times[1:]


async def _answer(town: Town, members: Sequence[str]) -> None:
    for member in members:
        town.hear("700000", member, "收到")
    await town.house.settle()


async def _enrol(town: Town, chance: random.Random) -> None:
    """Everybody's card names somebody of the roster."""
    names = sorted({f + a + b for f in _FAMILY for a in _GIVEN for b in _GIVEN})
    members = town.members["700000"]
    town.names = dict(zip(members, chance.sample(names, len(members)), strict=True))
    persons = tuple(Person(town.names[member], chance.choice(DEPARTMENTS)) for member in members)
    sheet = RosterSheet(people=persons, errors=(), columns=frozenset({"name", "department"}))
    await people.import_roster(town.group("700000").organisation_id, sheet, now=town.clock.now(), actor=SYSTEM)
    for member in members:
        await models.Membership.filter(member_id=member).update(card=town.names[member])
