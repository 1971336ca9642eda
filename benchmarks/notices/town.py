"""Many groups in one process, over a platform in memory and a clock that is moved by hand."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bot.domain.events import Reacted
from bot.domain.ids import ChatRef, GroupId, MemberId, MessageId
from bot.domain.members import SYSTEM, Role
from bot.domain.messages import IncomingMessage, Quote, Segment, Text
from bot.domain.ports import Ability, Result
from bot.governance import groups as governed
from bot.governance.directory import GroupState, directory
from bot.store import models
from tests.support.clock import FakeClock
from tests.support.house import SUPERUSER, TestHouse, open_house
from tests.support.platform import FakePlatform, plain

QUIETLY = frozenset(Ability) - {Ability.REACT, Ability.ANNOUNCE}
"""A platform without reactions: what is measured is answers and reminders, not thanks."""


class Killed(BaseException):
    """The end of the process, as nothing in it can catch it."""


def load_needed_areas() -> None:
    for area in ("administration", "notices"):
        importlib.import_module(f"plugins.{area}")


@dataclass
class Town:
    """``members`` by the group's number; the publisher is in each group and no member of these.

    ``names`` are of those who are called something else than ``员工`` and their id.
    """

    clock: FakeClock
    platform: FakePlatform
    house: TestHouse
    members: dict[str, list[MemberId]] = field(default_factory=dict[str, list[MemberId]])
    names: dict[str, str] = field(default_factory=dict[str, str])
    ids: "count[int]" = field(default_factory=lambda: count(1))

    def group(self, number: str) -> GroupState:
        found = directory.find(ChatRef("qq", number))
        assert found is not None
        return found

    def hear(self, number: str, member: str, text: str, *, quote: MessageId | None = None) -> None:
        """A message comes in; what follows from it waits for the lanes."""
        self._hear(ChatRef("qq", number), member, text, quote)

    def hear_in_private(self, member: str, text: str) -> None:
        self._hear(ChatRef("qq", user=MemberId(member)), member, text, None)

    def _hear(self, chat: ChatRef, member: str, text: str, quote: MessageId | None) -> None:
        now, message = self.clock.now(), MessageId(f"in{next(self.ids)}")
        account = self.platform.account
        parts = (Quote(quote), Text(text)) if quote is not None else (Text(text),)
        self.house.house.intake.message(
            IncomingMessage(account, chat, message, MemberId(member), self.name_of(member), parts, now, now)
        )

    def name_of(self, member: str) -> str:
        return self.names.get(member, f"员工{member}")

    def react(self, number: str, member: str, message: MessageId, emoji: str) -> None:
        """``member`` puts an emoji to a message."""
        self.house.house.intake.event(
            Reacted(
                account=self.platform.account,
                chat=ChatRef("qq", number),
                at=self.clock.now(),
                member=MemberId(member),
                message=message,
                emoji=emoji,
            )
        )

    def die_reminding(self, *, arrived: bool) -> None:
        """The next reminder ends the process, before or (``arrived``) after it has reached the group: Killed."""
        platform = self.platform
        send = FakePlatform.send.__get__(platform)

        async def last(chat: ChatRef, parts: Sequence[Segment]) -> Result:
            if "·提醒" not in plain(parts):
                return await send(chat, parts)
            platform.send = send
            if arrived:
                await send(chat, parts)
            raise Killed

        platform.send = last

    async def restart(self) -> None:
        """The process is gone and comes back over the same store: nothing in memory is left."""
        from plugins.notices.service import board

        board.clear()
        self.house = await open_house(self.clock, self.platform, timezone="Asia/Shanghai")
        await self.house.house.worker.leases.release_orphans()
        await _only_notices()


async def build(numbers: Sequence[str], size: int, *, shared: int = 0, abilities: frozenset[Ability] = QUIETLY) -> Town:
    """On the open store. Everybody's card is ``员工`` and their id; the superuser publishes.

    The first ``shared`` members of a group are also in the next one, beside ``size`` of its own.
    """
    clock = FakeClock()
    platform = FakePlatform(abilities=abilities, clock=clock)
    load_needed_areas()
    town = Town(clock, platform, await open_house(clock, platform, timezone="Asia/Shanghai"))
    await _enable(town, numbers)
    ids, guests = count(100_000), list[MemberId]()
    for number in numbers:
        platform.add_member(platform.account, Role.ADMIN, group=number, card="群规")
        platform.add_member(SUPERUSER, Role.OWNER, group=number, card="林静")
        own = [MemberId(str(next(ids))) for _ in range(size)]
        town.members[number] = [*own, *guests]
        guests = own[:shared]
        await _enter(town, town.group(number).id, number, clock.now())
    await _only_notices()
    return town


async def _enable(town: Town, numbers: Sequence[str]) -> None:
    """The first as people do it, the others as rows like its own: what areas do when a group is enabled takes time."""
    now, account = town.clock.now(), town.platform.account
    first = ChatRef("qq", numbers[0])
    state = await governed.enable_group(
        first, account, name=f"群{numbers[0]}", mode="enforce", actor=SYSTEM, now=now
    )  # fmt: skip
    await models.Group.bulk_create(
        [
            models.Group(
                organisation_id=state.organisation_id,
                platform="qq",
                external_id=number,
                name=f"群{number}",
                mode="enforce",
                enabled=True,
                enabled_at=now,
                primary_account=account,
                primary_seen_at=now,
            )
            for number in numbers[1:]
        ]
    )
    await directory.load(now=now)


async def _enter(town: Town, group_id: GroupId, number: str, now: datetime) -> None:
    known = [(MemberId(SUPERUSER), "林静"), *((member, f"员工{member}") for member in town.members[number])]
    for member, card in known[1:]:
        town.platform.add_member(member, Role.MEMBER, group=number, card=card)
    await models.Membership.bulk_create(
        [
            models.Membership(group_id=group_id, member_id=member, card=card, first_seen_at=now, role=0)
            for member, card in known
        ],
        batch_size=500,
    )
    await models.Group.filter(id=group_id).update(members_seen_at=now)


async def _only_notices() -> None:
    """Rounds of other areas would only take time."""
    await models.Recurrence.exclude(name__startswith="notices").delete()
    await models.Job.filter(state="queued").exclude(kind__startswith="notices").exclude(kind="effect").delete()
