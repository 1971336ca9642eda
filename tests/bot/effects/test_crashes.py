"""The process dies at random points, answers get lost: nothing is lost, nothing is done twice."""

import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from bot.domain.ids import AccountId, ChatRef, MemberId
from bot.domain.messages import Segment, Text
from bot.domain.ports import Ability, Outcome, Result
from bot.effects import letters, outbox
from bot.effects.accounts import Accounts
from bot.effects.actions import Kick, Send
from bot.effects.evidence import Evidence
from bot.effects.lease import Job, Leases
from bot.effects.outbox import Effect
from bot.effects.worker import Worker
from bot.store import models
from tests.support.clock import FakeClock
from tests.support.platform import ALL, FakePlatform


class Killed(BaseException):
    """kill -9: no handler of the program may catch it."""


class DeadlyPlatform(FakePlatform):
    """Dies before or after the effect, or loses the answer, with the effect or without."""

    def __init__(self, chance: random.Random, clock: FakeClock, abilities: frozenset[Ability]) -> None:
        super().__init__(clock=clock, abilities=abilities)
        self.chance = chance
        self.kills = 0
        self.deadly = True

    async def send(self, chat: ChatRef, parts: Sequence[Segment]) -> Result:
        return await self.endanger(super().send(chat, parts))

    async def kick(self, chat: ChatRef, member: MemberId, *, refuse_rejoin: bool) -> Result:
        return await self.endanger(super().kick(chat, member, refuse_rejoin=refuse_rejoin))

    async def endanger(self, call: Any) -> Result:
        fate = self.chance.random() if self.deadly else 1.0
        if fate < 0.12:
            call.close()
            self.kill()
        if fate < 0.17:
            call.close()
            return Result(Outcome.UNKNOWN, "lost on the way there")
        result: Result = await call
        if fate < 0.29:
            self.kill()
        return Result(Outcome.UNKNOWN, "lost on the way back") if fate < 0.34 else result

    def kill(self) -> None:
        self.kills += 1
        raise Killed


class DeadlyLeases(Leases):
    async def settle(self, job: Job, state: str, *, outcome: str = "", detail: str = "") -> None:
        platform = self.platform
        await super().settle(job, state, outcome=outcome, detail=detail)
        if platform.deadly and platform.chance.random() < 0.12:
            platform.kill()  # before the commit

    platform: DeadlyPlatform


def new_worker(platform: DeadlyPlatform, clock: FakeClock) -> Worker:
    accounts = Accounts()
    accounts.up(platform)
    worker = Worker(clock, accounts, chance=platform.chance, database_clock=False, evidence=Evidence())
    worker.leases.__class__ = DeadlyLeases
    worker.leases.platform = platform  # type: ignore[attr-defined]
    return worker


async def put_effects(platform: DeadlyPlatform, clock: FakeClock, turn: int) -> None:
    for number in range(turn * 6, turn * 6 + 6):
        chat = platform.chat(f"90{number % 3}")
        platform.add_message("闲聊", "20000", group=chat.group or "")
        member = MemberId(f"3{number:04}")
        platform.add_member(member, group=chat.group or "")
        notice = Send(chat, (Text(f"通知 #{number}·请在今天十八点前确认"),), f"通知 #{number}")
        for name, action in (("notice", notice), ("kick", Kick(chat, member, False))):
            effect = Effect(f"{name}:{number}", action, AccountId("10001"), owner="drill")
            await outbox.put(effect, now=clock.now())


async def live_on(platform: DeadlyPlatform, clock: FakeClock, worker: Worker, turns: int) -> Worker:
    for _ in range(turns):
        try:
            await worker.step()
            clock.advance(4)
        except Killed:
            worker = new_worker(platform, clock)
            clock.advance(6)
    return worker


def doubled(platform: FakePlatform) -> list[str]:
    said = Counter(text for group in platform.groups for text in platform.sent(group))
    kicked = Counter(member for group in platform.groups.values() for member in group.kicked)
    return [what for what, count in (said + kicked).items() if count > 1]


@pytest.mark.parametrize("seed", [1, 2])
async def test_with_history_nothing_is_lost_and_nothing_is_done_twice(store: str, clock: FakeClock, seed: int) -> None:
    platform = DeadlyPlatform(random.Random(seed), clock, ALL)
    worker = new_worker(platform, clock)
    for turn in range(12):
        await put_effects(platform, clock, turn)
        worker = await live_on(platform, clock, worker, 12)
    platform.deadly = False
    await live_on(platform, clock, worker, 100)
    assert platform.kills >= 50
    assert doubled(platform) == []
    states = Counter([row.state for row in await models.Job.all()])
    said = [text for group in platform.groups for text in platform.sent(group)]
    kicked = [member for group in platform.groups.values() for member in group.kicked]
    shown = {letter.key for letter in await letters.dead_letters(limit=1000)}
    assert states["done"] + states["dead"] == 144
    for number in range(72):
        assert f"通知 #{number}·请在今天十八点前确认" in said or f"notice:{number}" in shown
        assert f"3{number:04}" in kicked or f"kick:{number}" in shown
    assert states["dead"] <= 3


async def test_without_history_no_kick_is_doubled_and_every_unknown_is_shown(store: str, clock: FakeClock) -> None:
    blind = ALL - {Ability.HISTORY, Ability.MEMBER_LIST}
    platform = DeadlyPlatform(random.Random(5), clock, blind)
    worker = new_worker(platform, clock)
    for turn in range(6):
        await put_effects(platform, clock, turn)
        worker = await live_on(platform, clock, worker, 12)
    platform.deadly = False
    await live_on(platform, clock, worker, 150)
    kicked = [member for group in platform.groups.values() for member in group.kicked]
    assert len(kicked) == len(set(kicked))
    shown = {letter.key for letter in await letters.dead_letters(limit=1000)}
    said = Counter(text for group in platform.groups for text in platform.sent(group))
    for number in range(36):
        assert f"3{number:04}" in kicked or f"kick:{number}" in shown
        assert f"通知 #{number}·请在今天十八点前确认" in said or f"notice:{number}" in shown
    assert max(said.values()) <= 3
    assert await models.Job.filter(state__in=["queued", "running", "unknown"]).count() == 0
