"""Thirty days with a thousand notices, restarts and lost answers of the platform, against the oracle."""

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from benchmarks.notices.oracle import DAY, HOUR, MINUTE, Mentioned, Told, faults, read_reminder
from benchmarks.notices.town import Killed, Town, build
from bot.domain.messages import Mention
from bot.domain.ports import Outcome
from bot.domain.regulation import Clause, Duty
from bot.governance.directory import directory
from bot.store import models
from tests.support.house import SUPERUSER

_SHANGHAI = ZoneInfo("Asia/Shanghai")
PACE = {"remind_before": "2h|30m", "remind_after": "1h|1d"}
TYPING = timedelta(seconds=10)
"""Nobody says two things sooner: whoever floods the bot with commands is not answered, and that is another matter."""


@dataclass
class Outcomes:
    notices: int
    mentions: int
    messages: int
    restarts: int
    killed: int
    faults: list[str]


@dataclass
class Month:
    """``step`` by ``step`` from event to event; what falls due between them is done at its very time."""

    town: Town
    chance: random.Random
    days: int

    def __post_init__(self) -> None:
        self.notices: list[Told] = []
        self.away: list[tuple[datetime, datetime]] = []
        self.said: list[Mentioned] = []
        self.messages = 0
        self._answers: list[tuple[datetime, int, str]] = []
        self.killed = 0
        self._free: dict[str, datetime] = {}
        self._unheard: list[str] = []

    async def run(self, notices: int, restarts: int) -> Outcomes:
        start = self.town.clock.now()
        end = start + timedelta(days=self.days)
        moments = [(self._some_time(start, end - 2 * DAY), "publish") for _ in range(notices)]
        moments += [(self._some_time(start, end), "restart") for _ in range(restarts)]
        return await self.follow(moments, end)

    async def follow(self, moments: list[tuple[datetime, str]], end: datetime) -> Outcomes:
        """``publish`` and ``restart`` at these moments, in their order, and on until ``end``."""
        self._set_pace()
        for moment, what in sorted(moments):
            await self._until(self._when_free(SUPERUSER, moment) if what == "publish" else moment)
            await (self._publish() if what == "publish" else self._restart())
        await self._until(end)
        self._collect()
        found = [*self._unheard, *faults(self.notices, self.said, self.away, end)]
        return Outcomes(len(self.notices), len(self.said), self.messages, len(self.away), self.killed, found)

    def _some_time(self, start: datetime, end: datetime) -> datetime:
        return start + (end - start) * self.chance.random()

    def _when_free(self, who: str, moment: datetime) -> datetime:
        """What people wanted to say while no bot ran they say when it is back, one thing after the other."""
        return max(moment, self._free.get(who, moment))

    def _set_pace(self) -> None:
        for group in directory.enabled():
            regulation = group.regulation
            if regulation is None:
                continue
            clause = Clause("第九十九条", "未回复的及时提醒。", (Duty("notice.followup", "auto", PACE),))
            text = replace(regulation.text, clauses=(clause, *regulation.text.clauses))
            directory._put(replace(group, regulation=replace(regulation, text=text)))  # pyright: ignore[reportPrivateUsage]

    async def _until(self, moment: datetime) -> None:
        """Do what falls due on the way, each at its time; people answer on the way too.

        What is due and stays so waits behind a message of its chat that is still looked for: time goes on.
        """
        await self._settle()
        while True:
            now = self.town.clock.now()
            waiting = models.Job.filter(state__in=["queued", "unknown", "verifying"], due_at__gt=now)
            due = await waiting.order_by("due_at").first()
            rule = await models.Recurrence.filter(next_at__gt=now).order_by("next_at").first()
            answer = min(self._answers, default=None)
            steps = [due.due_at if due else None, rule.next_at if rule else None, answer[0] if answer else None]
            coming = min((step for step in steps if step is not None), default=None)
            if coming is None or coming > moment:
                break
            self.town.clock.set(max(coming, now))
            if answer is not None and answer[0] <= coming:
                self._answers.remove(answer)
                await self._answer(*answer)
            await self._settle()
        if moment > self.town.clock.now():
            self.town.clock.set(moment)

    async def _publish(self) -> None:
        town, chance, now = self.town, self.chance, self.town.clock.now()
        number = chance.choice(sorted(town.members))
        length = chance.choice((20 * MINUTE, HOUR, 3 * HOUR, 9 * HOUR, DAY, 2 * DAY)) * chance.uniform(0.8, 1.2)
        deadline = (now + length).replace(second=0, microsecond=0)
        urgent = chance.random() < 0.1
        local = deadline.astimezone(_SHANGHAI)
        self._free[SUPERUSER] = now + TYPING
        town.hear(number, SUPERUSER, f"/notice 请查收文件 截止 {local:%Y-%m-%d %H:%M}" + (" 紧急" if urgent else ""))
        await self._settle()
        mine = await self._number_of(number, now)
        if mine is None:
            self._unheard.append(f"not published: in {number} at {now}")
            return
        told = Told(number, mine, now, deadline, urgent, frozenset(town.members[number]))
        index = len(self.notices)
        self.notices.append(told)
        for member in sorted(told.asked):
            if chance.random() < 0.85:
                self._answers.append((now + 1.5 * length * chance.random(), index, member))
        if chance.random() < 0.2:
            self._answers.append((deadline + DAY * chance.random(), index, ""))

    async def _number_of(self, number: str, published: datetime) -> int | None:
        from plugins.notices.models import Notice

        row = await Notice.get_or_none(group_id=self.town.group(number).id, published_at=published)
        return row.number if row is not None else None

    async def _answer(self, moment: datetime, index: int, member: str) -> None:
        notice, who, now = self.notices[index], member or SUPERUSER, self.town.clock.now()
        if notice.closed is not None:
            return
        if (free := self._when_free(who, now)) > now:
            self._answers.append((free, index, member))
            return
        self._free[who] = now + TYPING
        if not member:
            notice.closed = now
            self.town.hear(notice.group, SUPERUSER, f"/close {notice.number}")
            return
        if self.chance.random() < 0.3:
            self.town.hear(notice.group, member, f"/收到 {notice.number}")
        self.town.hear(notice.group, member, f"/收到 {notice.number}")
        notice.answered.setdefault(member, now)

    async def _settle(self) -> None:
        """Until nothing is left to do now; a process that a reminder ends comes back."""
        try:
            await self.town.house.settle()
        except Killed:
            self.killed += 1
            await self._come_back()

    async def _restart(self) -> None:
        """At once, and half of the times once more with the next reminder on its way; half lose an answer too."""
        if self.chance.random() < 0.5:
            self.town.platform.script("send", Outcome.UNKNOWN, effect=self.chance.random() < 0.5)
        if self.chance.random() < 0.5:
            self.town.die_reminding(arrived=self.chance.random() < 0.5)
        await self._come_back()

    async def _come_back(self) -> None:
        """After up to half a day without a bot; most often sooner, or at once."""
        town, chance = self.town, self.chance
        gone = town.clock.now()
        back = gone + chance.choice((timedelta(0), MINUTE, 3 * HOUR, 12 * HOUR)) * chance.random()
        self._answers[:] = [(max(at, back) if at >= gone else at, index, who) for at, index, who in self._answers]
        town.clock.set(back)
        await town.restart()
        self._set_pace()
        self.away.append((gone, back + 2 * MINUTE))
        await self._settle()

    def _collect(self) -> None:
        """From what stands in the groups: a message sent twice would stand there twice."""
        mentions = {
            (str(call["chat"].group), call["text"]): call["parts"] for call in self.town.platform.called("send")
        }
        for number, group in self.town.platform.groups.items():
            for item in group.history:
                parts = mentions.get((number, item.text), ())
                members = [str(part.user) for part in parts if isinstance(part, Mention)]
                found = read_reminder(item.sent_at, number, item.text, members)
                self.messages += bool(found)
                self.said += found


async def simulate(*, groups: int, size: int, days: int, notices: int, restarts: int, seed: int) -> Outcomes:
    """On the open, empty store."""
    town = await build([str(700_000 + n) for n in range(groups)], size)
    return await Month(town, random.Random(seed), days).run(notices, restarts)
