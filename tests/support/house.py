"""The whole bot over a fake platform: say something as a member, see what the bot says and does."""

import importlib
import itertools
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.domain.events import Event
from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.domain.members import Role
from bot.domain.messages import IncomingMessage, Mention, Quote, Segment, Text
from bot.effects.accounts import accounts
from bot.effects.evidence import evidence
from bot.governance import signals
from bot.governance.directory import GroupState, directory
from bot.settings import Settings
from bot.wiring import House
from tests.support.clock import FakeClock
from tests.support.platform import FakePlatform

ROOT = Path(__file__).resolve().parents[2]
SUPERUSER = "90000"
_numbers = itertools.count(1)


def load_areas() -> None:
    """Every area declares its commands and listeners, as NoneBot would have it do."""
    for room in sorted((ROOT / "plugins").glob("*/__init__.py")):
        importlib.import_module(f"plugins.{room.parent.name}")


@dataclass
class TestHouse:
    """``say`` and ``happen`` run everything that follows from them, the outbox included."""

    __test__ = False

    house: House
    clock: FakeClock
    platform: FakePlatform
    group_number: str = "900"
    names: dict[str, str] = field(default_factory=dict)

    @property
    def chat(self) -> ChatRef:
        return ChatRef(self.platform.platform, self.group_number)

    @property
    def group(self) -> GroupState:
        found = directory.find(self.chat)
        assert found is not None
        return found

    def member(self, name: str, role: Role = Role.MEMBER, *, id: str | None = None) -> MemberId:
        """Somebody in the group, known by name in ``say``; ids are five digits in order."""
        number = id or str(20000 + len(self.names) + 1)
        self.names[name] = number
        self.platform.add_member(number, role, group=self.group_number, card=name)
        return MemberId(number)

    def id_of(self, name: str) -> MemberId:
        return MemberId(self.names.get(name, name))

    async def say(
        self,
        who: str,
        text: str | list[Segment],
        *,
        mention: str | None = None,
        quote: str | None = None,
        private: bool = False,
        claim: Role | None = None,
    ) -> MessageId:
        """A message of ``who``; ``mention`` stands after the first word, as people type it."""
        segments: list[Segment] = [Text(text)] if isinstance(text, str) else list(text)
        if mention is not None and isinstance(text, str):
            head, _, rest = text.partition(" ")
            segments = [Text(head + " "), Mention(self.id_of(mention), mention), Text(" " + rest)]
        if quote is not None:
            segments.insert(0, Quote(MessageId(quote)))
        sender = self.id_of(who)
        chat = ChatRef(self.platform.platform, user=sender) if private else self.chat
        message = IncomingMessage(
            account=self.platform.account,
            chat=chat,
            id=MessageId(f"m{next(_numbers)}"),
            sender=sender,
            sender_name=who,
            segments=tuple(segments),
            sent_at=self.clock.now(),
            received_at=self.clock.now(),
            role_claim=claim,
        )
        self.house.intake.message(message)
        await self.settle()
        return message.id

    async def happen(self, event: Event) -> None:
        self.house.intake.event(event)
        await self.settle()

    async def settle(self) -> None:
        """Until nothing is left to do now."""
        await self.house.lanes.drain(10)
        while await self.house.worker.step():
            await self.house.lanes.drain(10)

    async def pass_time(self, by: timedelta | float) -> None:
        """Time goes on in one step; what fell due is done."""
        self.clock.advance(by)
        await self.settle()

    def said(self) -> list[str]:
        """What the bot said in the group so far, oldest first."""
        return self.platform.sent(self.group_number)

    def last(self) -> str:
        return self.said()[-1] if self.said() else ""

    def calls(self, name: str) -> list[Any]:
        return self.platform.called(name)

    @property
    def account(self) -> AccountId:
        return self.platform.account


async def open_house(clock: FakeClock, platform: FakePlatform, **settings: Any) -> TestHouse:
    """A house on the open store, with its directory loaded; nothing runs by itself."""
    load_areas()
    accounts.clear()
    directory.clear()
    evidence.clear()
    values: dict[str, Any] = {"superusers": [SUPERUSER], "timezone": "Asia/Shanghai", **settings}
    house = House(Settings(_env_file=None, **values), clock)  # type: ignore[call-arg]
    house.worker.database_clock = False
    house.worker.leases.database_clock = False
    house.worker.chance.seed(0)
    accounts.up(platform)
    now = clock.now()
    await directory.load(now=now)
    await signals.emit(signals.KernelStarted(), signals.Context(None, now))
    return TestHouse(house, clock, platform)
