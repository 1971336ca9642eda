"""Whatever strangers invent, what is kept in memory has a bound."""

import gc
import itertools
import sys
from collections.abc import Iterator, Sized
from dataclasses import fields, is_dataclass
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest

from bot.chat.archive import MOST_WAITING, Archive
from bot.chat.commands import table
from bot.chat.dispatch import Dispatcher
from bot.chat.intake import REMEMBERED, Intake
from bot.chat.lanes import LONGEST_LANE, Lanes
from bot.chat.pace import CommandPace
from bot.domain.events import CardChanged, MemberJoined, MessageRecalled, Reacted
from bot.domain.ids import AccountId, ChatRef, GroupId, MemberId, MessageId
from bot.domain.members import Role
from bot.domain.messages import File, IncomingMessage, Text
from bot.effects.accounts import accounts
from bot.effects.evidence import evidence
from bot.governance import permissions, posted, regulations
from bot.governance.directory import Directory, GroupState
from plugins.antispam import listeners as antispam
from plugins.antispam.domain.talk.window import MEMBERS
from plugins.antispam.trust import MEMBERS as REMEMBERED_RECORDS
from plugins.notices.service.board import board
from tests.support.clock import FakeClock
from tests.support.house import load_areas
from tests.support.platform import FakePlatform

MESSAGES = 30_000
load_areas()


class Silent(Lanes):
    """Takes work and forgets it: what is measured is the way to the lane."""

    taken = 0

    def put(self, key: str, work: Any) -> None:
        del key, work
        self.taken += 1


def _state(number: int) -> GroupState:
    return GroupState(
        id=GroupId(number), organisation_id=1, chat=ChatRef("qq", f"g{number}"), name="", enabled=True, mode="enforce",
        halted=False, console=None, account=AccountId("10001"), regulation=_basic(), archive_days=30, enabled_at=None,
    )  # fmt: skip


def _basic() -> Any:
    return regulations.Regulation(1, regulations.basic())


@pytest.fixture
def intake(clock: FakeClock) -> Iterator[Intake]:
    """An intake that nothing stands behind: 20 groups are enabled, all others are not."""
    accounts.clear()
    evidence.clear()
    directory = Directory()
    for number in range(20):
        directory._put(_state(number))
    archive, lanes = Archive(clock), Silent()
    standing = permissions.Standing(clock, ["90000"])
    dispatcher = Dispatcher(clock=clock, directory=directory, standing=standing, archive=archive)
    accounts.up(FakePlatform(clock=clock))
    yield Intake(clock=clock, directory=directory, archive=archive, commands=table, dispatcher=dispatcher, lanes=lanes)
    accounts.clear()
    evidence.clear()


def said(clock: FakeClock, number: int, group: str, text: str, sender: str | None = None) -> IncomingMessage:
    return IncomingMessage(
        AccountId("10001"), ChatRef("qq", group), MessageId(f"m{number}"), MemberId(sender or f"u{number}"),
        f"名{number}", (Text(text), File(f"f{number}.csv", str(number))), clock.now(), clock.now(), Role.OWNER,
        str(number),
    )  # fmt: skip


def containers(roots: dict[str, object], depth: int = 3) -> Iterator[tuple[str, Sized]]:
    """Every dictionary, list, set and deque that can be reached from these objects' fields."""
    seen: set[int] = set()

    def walk(name: str, value: object, left: int) -> Iterator[tuple[str, Sized]]:
        if id(value) in seen or isinstance(value, str | bytes | int | float | type | ModuleType | None.__class__):
            return
        seen.add(id(value))
        if isinstance(value, Sized) and hasattr(value, "__iter__"):
            yield name, value
        if left:
            held: dict[str, object] = dict(getattr(value, "__dict__", {}))
            if is_dataclass(value):
                held |= {f.name: getattr(value, f.name) for f in fields(value)}
            for key, inner in held.items():
                yield from walk(f"{name}.{key}", inner, left - 1)

    for name, root in roots.items():
        yield from walk(name, root, depth)


def module_state() -> dict[str, object]:
    """Every module-level object of ours that could hold something."""
    found: dict[str, object] = {}
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in ("bot", "plugins") and isinstance(module, ModuleType):
            found |= {f"{name}:{key}": value for key, value in vars(module).items() if not callable(value)}
    return found


def sizes(intake: Intake) -> dict[str, int]:
    return {name: len(one) for name, one in containers({"intake": intake, **module_state()})}


async def test_invented_members_groups_and_messages_fill_no_memory(intake: Intake, clock: FakeClock) -> None:
    texts = (
        "大家好",
        "收到",
        "报名",
        "明天上午十点在三楼会议室开会请准时参加不要迟到谢谢大家",
        "加微信 abc123 日结兼职",
    )
    before = sizes(intake)
    for number in range(MESSAGES):
        group = f"g{number % 20}" if number % 2 else f"x{number}"
        intake.message(said(clock, number, group, texts[number % len(texts)] + str(number % 977)))
        if number % 50 == 0:
            clock.advance(0.5)
    grown = {name: size - before.get(name, 0) for name, size in sizes(intake).items()}
    allowed = {"_seen": REMEMBERED, "recent": 20_000, "waiting": MOST_WAITING, "_members": MEMBERS, "_facts": 4000}
    allowed["_records"] = REMEMBERED_RECORDS
    too_many = {name: by for name, by in grown.items() if by > allowed.get(name.rpartition(".")[2], 5_000)}
    assert too_many == {}
    assert len(posted._files) <= posted.REMEMBERED
    assert len(antispam.window._members) <= MEMBERS


async def test_commands_in_groups_that_are_not_enabled_fill_no_memory(intake: Intake, clock: FakeClock) -> None:
    for number in range(3 * REMEMBERED):
        intake.message(said(clock, number, f"x{number}", "/帮助 " + "长" * 200))
    assert len(intake._seen) <= REMEMBERED


async def test_events_about_invented_members_fill_no_memory(intake: Intake, clock: FakeClock) -> None:
    before = sizes(intake)
    for number in range(12_000):
        about: dict[str, Any] = {
            "account": AccountId("10001"),
            "chat": ChatRef("qq", f"g{number % 40}"),
            "at": clock.now(),
        }
        member = MemberId(f"u{number}")
        for event in (
            MemberJoined(**about, member=member),
            CardChanged(**about, member=member, card="名片" * 30),
            MessageRecalled(**about, message=MessageId(str(number))),
            Reacted(**about, member=member, message=MessageId(str(number)), emoji="1"),
        ):
            intake.event(event)
    grown = {name: size - before.get(name, 0) for name, size in sizes(intake).items()}
    assert {name: by for name, by in grown.items() if by > 5_000} == {}


async def test_a_lane_that_is_stuck_takes_only_so_much(clock: FakeClock) -> None:
    lanes, done = Lanes(), itertools.count()

    async def work() -> None:
        next(done)

    for _ in range(3 * LONGEST_LANE):
        lanes.put("qq:g:1", work)
    assert lanes.dropped == 2 * LONGEST_LANE
    assert await lanes.drain()
    assert lanes._waiting == {}
    assert next(done) == LONGEST_LANE


async def test_the_archive_keeps_only_so_much_while_the_store_is_away(clock: FakeClock) -> None:
    archive, group = Archive(clock), _state(1)
    for number in range(MOST_WAITING + 5_000):
        archive.keep(group, said(clock, number, "g1", "你好"))
    assert len(archive.waiting) <= MOST_WAITING
    assert len(archive.recent) <= 20_000
    assert archive.lost + len(archive.waiting) == MOST_WAITING + 5_000


async def test_who_gives_commands_is_remembered_only_so_long(clock: FakeClock) -> None:
    pace = CommandPace(clock)
    for number in range(50_000):
        assert pace.allows(MemberId(f"u{number}"))
    assert len(pace._buckets) <= 4096


async def test_answers_about_members_are_remembered_only_so_long(clock: FakeClock) -> None:
    """None is older than a minute, whatever number is asked for."""
    platform = FakePlatform(clock=clock)
    accounts.clear()
    accounts.up(platform)
    standing = permissions.Standing(clock, [])
    chat, most = platform.chat(), 0
    for number in range(9_000):
        platform.add_member(f"u{number}")
        await standing.info(chat, platform.account, MemberId(f"u{number}"))
        platform.calls.clear()
        clock.advance(0.02)
        most = max(most, len(standing._asked))
    accounts.clear()
    assert most <= 60 / 0.02 + 1_100


async def test_floods_are_paused_without_remembering_everybody(clock: FakeClock) -> None:
    pauses = antispam.service.FloodPauses()
    for number in range(20_000):
        assert not pauses.holds(GroupId(1), MemberId(f"u{number}"), clock.now())
        clock.advance(timedelta(milliseconds=100))
    assert len(pauses._until) <= 1_001


async def test_thanks_for_notices_are_counted_only_where_one_is_open(clock: FakeClock) -> None:
    board.clear()
    for number in range(1_000):
        board.may_thank(GroupId(number % 3), clock.now())
    assert sum(map(len, board._thanks.values())) <= 3 * 20
    board.clear()


def test_nothing_of_a_dropped_message_is_kept_alive(intake: Intake, clock: FakeClock) -> None:
    """A message of a group that is not enabled is gone when it has been looked at."""
    intake.message(said(clock, 1, "x1", "无人保管的话"))
    gc.collect()
    kept = [one for one in gc.get_objects() if isinstance(one, IncomingMessage) and one.text == "无人保管的话"]
    assert kept == []
