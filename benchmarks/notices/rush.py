"""One notice to everybody: a hundred thousand answers at once, then who is reminded, against what must be."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from benchmarks.notices.crowd import Crowd, Said, gather
from benchmarks.notices.town import Town, build
from bot.domain.ids import MemberId, MessageId
from bot.domain.messages import Mention
from bot.domain.ports import Ability
from bot.store import models
from bot.store.transaction import transact
from tests.support.house import SUPERUSER

EMOJI = "128076"
IN_FLIGHT = 1000
"""Messages that arrive before the bot has come to the first of them."""
EACH = 0.02
"""Seconds between two other writes while the notice is being published."""
SHARED = 2
"""Of each group's members, so many are in a second group too."""
CAN = frozenset(Ability) - {Ability.ANNOUNCE}


@dataclass
class Rushed:
    """``answers`` were heard within ``seconds`` of the wall clock, for which ``spent`` seconds of the processor
    were needed; ``rows`` of them were new.
    """

    groups: int = 0
    people: int = 0
    publishing: float = 0.0
    longest_wait: float = 0.0
    """Seconds that another write took at most while it was being published."""
    answers: int = 0
    rows: int = 0
    seconds: float = 0.0
    spent: float = 0.0
    reminded: list[int] = field(default_factory=list[int])
    faults: list[str] = field(default_factory=list[str])


@dataclass
class Rush:
    """The town, what its people will do, and where the notice stands in each group."""

    town: Town
    crowd: Crowd
    chance: random.Random
    result: Rushed
    numbers: dict[str, int] = field(default_factory=dict[str, int])
    messages: dict[str, MessageId] = field(default_factory=dict[str, MessageId])

    async def run(self) -> Rushed:
        await self._publish()
        await self._answer()
        crowd, hour = self.crowd, timedelta(hours=1)
        await self._remind(7 * hour, crowd.answered(crowd.early))
        await self._hear(crowd.reminded)
        await self._remind(2 * hour, crowd.answered(crowd.early, crowd.reminded))
        self.town.clock.advance(timedelta(minutes=1))
        await self._hear(crowd.late)
        await self._judge_rows()
        return self.result

    async def _publish(self) -> None:
        from plugins.notices.models import Notice, NoticePlace

        town, began = self.town, time.perf_counter()
        town.hear(next(iter(town.members)), SUPERUSER, "/通知 明天停电，请关机 截止 18:00 给 全部群")
        others = asyncio.get_running_loop().create_task(self._write_meanwhile())
        await town.house.house.lanes.drain(600)
        await town.house.settle()
        self.result.publishing = time.perf_counter() - began
        others.cancel()
        await asyncio.gather(others, return_exceptions=True)
        row = await Notice.get()
        numbers = {town.group(number).id: number for number in town.members}
        self.numbers = {numbers[row.group_id]: row.number}  # pyright: ignore[reportArgumentType]
        for place in await NoticePlace.filter(notice_id=row.id):
            self.numbers[numbers[place.group_id]] = place.number  # pyright: ignore[reportArgumentType]
        for number in town.members:
            said = [item for item in town.platform.groups[number].history if "【通知 #" in item.text]
            if len(said) != 1:
                self.result.faults.append(f"published {len(said)} times in {number}")
            else:
                self.messages[number] = said[0].id

    async def _write_meanwhile(self) -> None:
        """A small write now and then, as of any other area: how long it waits."""
        while True:
            began = time.perf_counter()
            await transact(lambda: models.Group.filter(id=1).update(members_seen_at=self.town.clock.now()))
            self.result.longest_wait = max(self.result.longest_wait, time.perf_counter() - began)
            await asyncio.sleep(EACH)

    async def _answer(self) -> None:
        """The rush; half-way the process is gone and comes back, which costs no time here and may lose nothing."""
        said, half = self.crowd.early, len(self.crowd.early) // 2
        await self._timed(said[:half])
        await self.town.restart()
        await self._timed(said[half:])
        self.result.answers = sum(each.way != "none" for each in said)
        self.result.rows = len(self.crowd.answered(said))
        await self.town.house.settle()

    async def _timed(self, said: Sequence[Said]) -> None:
        began, spent = time.perf_counter(), time.process_time()
        await self._hear(said)
        self.result.seconds += time.perf_counter() - began
        self.result.spent += time.process_time() - spent

    async def _hear(self, said: Sequence[Said]) -> None:
        """Until all of them are committed, the archive too."""
        house = self.town.house.house
        for start in range(0, len(said), IN_FLIGHT):
            for each in said[start : start + IN_FLIGHT]:
                self._do(each)
            await house.lanes.drain(600)
            await house.archive.flush()

    def _do(self, said: Said) -> None:
        town, number = self.town, said.group
        match said.way:
            case "reaction":
                town.react(number, said.member, self.messages[number], EMOJI)
            case "reply":
                town.hear(number, said.member, said.words, quote=self.messages[number])
            case "command":
                town.hear(number, said.member, f"/收到 {self.numbers[number]}")
            case "private":
                town.hear_in_private(said.member, "收到")
            case _:
                town.hear(number, said.member, said.words)

    async def _remind(self, later: timedelta, answered: set[MemberId]) -> None:
        """Time goes on; everybody who is missing is mentioned once, in a group of theirs, and nobody else."""
        before = len(self.town.platform.calls)
        await self.town.house.pass_time(later)
        mentioned: Counter[MemberId] = Counter()
        for call in self.town.platform.calls[before:]:
            if call.name != "send" or "·提醒" not in call["text"]:
                continue
            for part in call["parts"]:
                if isinstance(part, Mention):
                    mentioned[part.user] += 1
                    if str(call["chat"].group) not in self.crowd.asked.get(part.user, ()):
                        self._fault("mentioned where they are not", [part.user])
        missing = set(self.crowd.asked) - answered
        self._fault("mentioned who had answered", set(mentioned) - missing)
        self._fault("not reminded", missing - set(mentioned))
        self._fault("reminded twice", [member for member, times in mentioned.items() if times > 1])
        self.result.reminded.append(len(mentioned))

    async def _judge_rows(self) -> None:
        """In the store: one row for each who answered, late where it was late, and nothing else."""
        from plugins.notices.models import Receipt

        crowd = self.crowd
        on_time = crowd.answered(crowd.early, crowd.reminded)
        late = crowd.answered(crowd.late) - on_time
        rows = await Receipt.all().values_list("member_id", "late")
        told = Counter((str(member), bool(is_late)) for member, is_late in rows)
        wanted = Counter({(str(m), False): 1 for m in on_time} | {(str(m), True): 1 for m in late})
        self._fault("a row too many", [member for member, _ in told - wanted])
        self._fault("a row missing", [member for member, _ in wanted - told])

    def _fault(self, what: str, members: Iterable[str]) -> None:
        self.result.faults += [f"{what}: {member}" for member in members]


async def rush(*, groups: int, size: int, answers: int, seed: int) -> Rushed:
    """On the open, empty store."""
    town = await build([str(700_000 + n) for n in range(groups)], size, shared=SHARED, abilities=CAN)
    chance = random.Random(seed)
    crowd = gather(town.members, chance, answers)
    return await Rush(town, crowd, chance, Rushed(groups=groups, people=len(crowd.asked))).run()
