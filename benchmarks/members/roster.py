"""A roster of 100,000 people: how long its import takes, and how long an applicant, personal data sealed throughout.

``python -m benchmarks.members.roster [PEOPLE]`` prints the figures; ``measure`` is for the bench.
"""

import asyncio
import random
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.applicants import RosterIndex, match_line
from bot.domain.members import SYSTEM
from bot.governance import people
from bot.governance.sheet_process import read_roster
from bot.store.engine import close_store, open_store

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志文玉"
_UNITS = [f"{place}{what}" for place in "东西南北中" for what in ("研发部", "财务部", "生产一车间", "市场部", "采购部")]
_POSTS = ("工程师", "会计", "主管", "专员", "操作工", "经理")
_TEXTS = 2_000


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of reading the file, of the import and of the first look; milliseconds of judging an applicant."""

    people: int
    reading: float
    importing: float
    first_look: float
    again: float
    judged_ms: float
    judged_worst_ms: float
    memory_mb: int

    def __str__(self) -> str:
        return (
            f"roster: {self.people} people read in {self.reading:.1f} s, imported in {self.importing:.1f} s, "
            f"again without a change in {self.again:.1f} s; in memory after {self.first_look:.1f} s; "
            f"an applicant judged in {self.judged_ms:.2f} ms (worst {self.judged_worst_ms:.2f} ms); "
            f"peak memory {self.memory_mb} MB"
        )


def table(count: int, chance: random.Random) -> list[tuple[str, str, str, str, str]]:
    """Name, department, position, phone, staff number."""
    return [
        (
            chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2)))),
            chance.choice(_UNITS),
            chance.choice(_POSTS),
            f"13{number:09d}",
            f"N{number:06d}",
        )
        for number in range(count)
    ]


async def measure(count: int = 100_000) -> Measured:
    chance = random.Random(5)
    rows = table(count, chance)
    data = "\n".join(["姓名,部门,职务,手机,工号", *(",".join(row) for row in rows)]).encode()
    with tempfile.TemporaryDirectory() as folder:
        await open_store(f"sqlite://{folder}/roster.db", data_dir=folder)
        try:
            organisation = await people.organisation_id()
            now = datetime.now(UTC)
            start = time.perf_counter()
            sheet = await read_roster(data, "roster.csv")
            read = time.perf_counter()
            await people.import_roster(organisation, sheet, now=now, actor=SYSTEM)
            imported = time.perf_counter()
            people.forget_rosters()
            index = (await people.roster_of(organisation)).index
            looked = time.perf_counter()
            spent = _judge(index, chance.sample(rows, min(_TEXTS, count)))
            begun = time.perf_counter()
            await people.import_roster(organisation, sheet, now=now, actor=SYSTEM)
            again = time.perf_counter() - begun
        finally:
            await close_store()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    mean = sum(spent) / len(spent)
    return Measured(
        count, read - start, imported - read, looked - imported, again, mean * 1000, max(spent) * 1000, memory
    )


def _judge(index: RosterIndex, rows: list[tuple[str, str, str, str, str]]) -> list[float]:
    spent: list[float] = []
    for at, (name, department, position, phone, number) in enumerate(rows):
        texts = (
            f"{department}{name}{phone}",
            f"您好，我是{department}的{name}，工号{number}，麻烦通过",
            f"{name} {position} {number}",
        )
        begun = time.perf_counter()
        answer = match_line(texts[at % len(texts)], index)
        spent.append(time.perf_counter() - begun)
        if answer["match"] != number:
            raise AssertionError(f"{texts[at % len(texts)]}: {answer}")
    return spent


if __name__ == "__main__":
    print(asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)))
