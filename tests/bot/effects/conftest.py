from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.ids import AccountId, ChatRef, MemberId
from bot.domain.messages import Text
from bot.effects import outbox
from bot.effects.accounts import Accounts
from bot.effects.accounts import accounts as everywhere
from bot.effects.actions import Action, Kick, Mute, Recall, Send, SetCard
from bot.effects.evidence import Evidence
from bot.effects.outbox import Effect, Settlement
from bot.effects.worker import Worker
from bot.store import models
from bot.store.transaction import transact
from tests.support.clock import FakeClock
from tests.support.platform import FakePlatform

WANG = MemberId("20001")
GRACE = 15


@dataclass
class Bench:
    """A worker with one account in group 900, and an owner ``test`` that remembers what it is told."""

    clock: FakeClock
    platform: FakePlatform
    worker: Worker
    evidence: Evidence
    settled: list[tuple[str, str, str]] = field(default_factory=list)
    objection: str | None = None

    @property
    def chat(self) -> ChatRef:
        return self.platform.chat()

    async def put(self, action: Action, key: str = "one", **options: Any) -> bool:
        options.setdefault("account", AccountId("10001"))
        effect = Effect(key=key, action=action, owner="test", about={"k": key}, **options)
        return await transact(lambda: outbox.put(effect, now=self.clock.now()))

    async def say(self, text: str, key: str = "one", marker: str = "", **options: Any) -> bool:
        return await self.put(Send(self.chat, (Text(text),), marker), key, **options)

    async def step(self, after: float = 0) -> int:
        self.clock.advance(after)
        return await self.worker.step()

    async def state(self, key: str = "one") -> tuple[str, str]:
        row = await models.Job.get(key=key)
        return row.state, row.outcome

    def crash(self) -> None:
        """A new process takes over: another worker, memory gone, leases run out."""
        self.evidence.clear()
        self.worker = new_worker(self.clock, self.worker.accounts, Evidence())
        self.clock.advance(6)


def new_worker(clock: FakeClock, accounts: Accounts, evidence: Evidence) -> Worker:
    return Worker(clock, accounts, database_clock=False, evidence=evidence)


@pytest.fixture
def bench(store: str, clock: FakeClock, platform: FakePlatform) -> Iterator[Bench]:
    everywhere.clear()
    accounts = Accounts()
    accounts.up(platform)
    platform.add_member(WANG)
    evidence = Evidence()
    made = Bench(clock, platform, new_worker(clock, accounts, evidence), evidence)

    async def check(effect: Effect, now: Any) -> str | None:
        return made.objection

    async def settled(effect: Effect, settlement: Settlement) -> None:
        made.settled.append((effect.about["k"], settlement.state, settlement.detail))

    outbox.register("test", check=check, settled=settled)
    yield made
    outbox.register("test")


def moderation(bench: Bench) -> dict[str, Action]:
    """Each kind of action that can be verified, against a member and a message that are there."""
    message = bench.platform.add_message("广告", WANG)
    return {
        "kick": Kick(bench.chat, WANG, False),
        "mute": Mute(bench.chat, WANG, timedelta(minutes=10)),
        "recall": Recall(bench.chat, message),
        "set_card": SetCard(bench.chat, WANG, "销售部 王"),
    }
