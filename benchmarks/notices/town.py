"""Many groups in one process, over a platform in memory and a clock that is moved by hand."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bot.domain.ids import ChatRef, GroupId, MemberId, MessageId
from bot.domain.members import SYSTEM, Role
from bot.domain.messages import IncomingMessage, Text
from bot.domain.ports import Ability
from bot.governance import groups as governed
from bot.governance.directory import GroupState, directory
from bot.store import models
from tests.support.clock import FakeClock
from tests.support.house import SUPERUSER, TestHouse, open_house
from tests.support.platform import FakePlatform

QUIETLY = frozenset(Ability) - {Ability.REACT, Ability.ANNOUNCE}
"""A platform without reactions: what is measured is answers and reminders, not thanks."""


def load_needed_areas() -> None:
    for area in ("administration", "notices"):
        importlib.import_module(f"plugins.{area}")


@dataclass
class Town:
    """``members`` by the group's number; the publisher is in each group and no member of these."""

    clock: FakeClock
    platform: FakePlatform
    house: TestHouse
    members: dict[str, list[MemberId]] = field(default_factory=dict[str, list[MemberId]])
    ids: "count[int]" = field(default_factory=lambda: count(1))

    def group(self, number: str) -> GroupState:
        found = directory.find(ChatRef("qq", number))
        assert found is not None
        return found

    def hear(self, number: str, member: str, text: str) -> None:
        """A message comes in; what follows from it waits for the lanes."""
        now = self.clock.now()
        chat, message = ChatRef("qq", number), MessageId(f"in{next(self.ids)}")
        account = self.platform.account
        self.house.house.intake.message(
            IncomingMessage(account, chat, message, MemberId(member), f"员工{member}", (Text(text),), now, now)
        )

    async def restart(self) -> None:
        """The process is gone and comes back over the same store: nothing in memory is left."""
        from plugins.notices.service import board

        board.clear()
        self.house = await open_house(self.clock, self.platform, timezone="Asia/Shanghai")
        await _only_notices()


async def build(numbers: Sequence[str], size: int, clock: FakeClock | None = None) -> Town:
    """On the open store. Everybody's card is ``员工`` and their id; the superuser publishes."""
    clock = clock or FakeClock()
    platform = FakePlatform(abilities=QUIETLY, clock=clock)
    load_needed_areas()
    town = Town(clock, platform, await open_house(clock, platform, timezone="Asia/Shanghai"))
    ids = count(100_000)
    for number in numbers:
        chat = ChatRef("qq", number)
        state = await governed.enable_group(
            chat, platform.account, name=f"群{number}", mode="enforce", actor=SYSTEM, now=clock.now()
        )
        platform.add_member(platform.account, Role.ADMIN, group=number, card="群规")
        platform.add_member(SUPERUSER, Role.OWNER, group=number, card="林静")
        town.members[number] = [MemberId(str(next(ids))) for _ in range(size)]
        await _enter(town, state.id, number, clock.now())
    await _only_notices()
    return town


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
