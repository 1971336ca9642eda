"""A group of its own for one test: own account, own people, own line to the shared bot."""

import itertools
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sandbox.calls import Call
from sandbox.harness import Wire, qq, wechat
from sandbox.onebot12.actions import supported
from sandbox.world import Account, Message, Platform, Role, Segment, World, text
from sandbox.world.ground import Clock, system_clock
from tests.wire.process import PATIENCE, Process

SUPERUSERS = [f"super{n:02d}" for n in range(40)] + [str(99000000 + n) for n in range(40)]
"""Each room has one of its own: nobody may give many commands at once."""
CAST = {
    "陈立": ("总经办", Role.OWNER),
    "林静": ("综合部", Role.ADMIN),
    "周敏": ("人事部", Role.ADMIN),
    "李雷": ("研发", Role.MEMBER),
    "韩梅梅": ("测试", Role.MEMBER),
    "王小明": ("市场", Role.MEMBER),
    "赵敏": ("产品", Role.MEMBER),
}
NUMBER = re.compile(r"#(\d+)")
_rooms = itertools.count(1)
SENDING = ("send_group_msg", "send_private_msg", "send_msg", "send_message")
SAFE_SEGMENTS = {"text", "at", "reply", "mention", "image", "file"}


class Room:
    """One group with the usual cast, as the test's hands and eyes."""

    def __init__(self, wire: Wire, group: str, superuser: str) -> None:
        self.wire = wire
        self.group = group
        self.superuser = superuser
        self._heard = 0

    @property
    def world(self) -> World:
        return self.wire.world

    def id(self, who: str) -> str:
        return self.wire.user(self.group, who)

    def say(self, who: str, content: str | Sequence[Segment] = "", **options: Any) -> Message:
        return self.wire.say(self.group, who, content, **options)

    def at(self, who: str, before: str, after: str = "") -> list[Segment]:
        """``before @who after``."""
        return [text(before + " "), {"type": "at", "data": {"user": self.id(who)}}, text(f" {after}")]

    @property
    def texts(self) -> list[str]:
        return self.wire.texts(self.group)

    async def hears(self, part: str, *, timeout: float = PATIENCE) -> str:
        """The next message of the bot that contains ``part`` and was not heard before."""

        def ask() -> int | None:
            return next((n for n, said in enumerate(self.texts) if n >= self._heard and part in said), None)

        try:
            position: int | None = ask()
            if position is None:
                await self.wire.until(lambda: ask() is not None, timeout)
                position = ask()
        except TimeoutError:
            raise AssertionError(f"not heard: {part!r}; said since: {self.texts[self._heard :]}") from None
        assert position is not None
        self._heard = position + 1
        return self.texts[position]

    async def said(self, *parts: str) -> None:
        """Until each part has been said, in whatever order and at whatever time."""

        def ask() -> bool:
            return all(any(part in said for said in self.texts) for part in parts)

        await self.wire.until(ask, PATIENCE)

    async def order(self, who: str, words: str | Sequence[Segment], answer: str) -> str:
        """Give a command and wait for the answer that contains ``answer``."""
        self.say(who, words)
        return await self.hears(answer)

    async def open(self, mode: str = "执行") -> "Room":
        """Enabled, and in this mode."""
        who = self.superuser if self.world.platform is Platform.WECHAT else "陈立"
        await self.order(who, "/启用", "本群已启用")
        if mode != "观察":
            await self.order(who, f"/模式 {mode}", f"模式已改为{mode}")
        return self

    async def settled(self, who: str = "周敏") -> None:
        """All that was said before has been dealt with: a command behind it is answered."""
        await self.order(who, "/帮助 记录", "/记录")

    def calls(self, action: str) -> list[Call]:
        return [call for call in self.wire.calls if call.action == action]

    async def call(self, action: str, count: int = 1) -> Call:
        """The ``count``-th call of this action, once it is over."""

        def ask() -> bool:
            of_it = self.calls(action)
            return len(of_it) >= count and of_it[count - 1].is_over

        try:
            await self.wire.until(ask, PATIENCE)
        except TimeoutError:
            raise AssertionError(
                f"{action} was not called {count} times: {[c.action for c in self.wire.calls]}"
            ) from None
        return self.calls(action)[count - 1]

    def check_manners(self) -> None:
        """What holds for every call of every test."""
        assert self.wire.link.strange == []
        actions = {**supported(is_older=False), **supported(is_older=True)}
        for call in self.wire.calls:
            if call.action in SENDING:
                parts = call["message"]
                assert isinstance(parts, list), call
                assert {part["type"] for part in parts} <= SAFE_SEGMENTS, call
                assert all(str(part["data"].get("qq")) != "all" for part in parts), call
                # Pictures and files are our own bytes, never a path or an address.
                pictures = [part["data"] for part in parts if part["type"] in ("image", "file")]
                assert all("file_id" in data or data["file"].startswith("base64://") for data in pictures), call
            if call.action == "set_group_ban":
                assert isinstance(call["duration"], int), call
                assert 0 <= call["duration"] < 2_592_000
            if self.world.platform is Platform.WECHAT:  # a build has its own names
                known = actions[call.action]
                assert set(known.required) <= set(call.params) <= set(known.required + known.optional), call


def number_in(words: str) -> int:
    """The first ``#12`` of a text."""
    found = NUMBER.search(words)
    assert found is not None, words
    return int(found[1])


def furnish(
    platform: Platform, bot_role: Role, size: int, bots: int = 1, clock: Clock = system_clock
) -> tuple[World, str, list[Account], str]:
    """A world with one group: ids that no other room has."""
    room = next(_rooms)
    on_qq = platform is Platform.QQ
    world = World(platform, clock)
    accounts = [
        world.add_account(str(30010000 + room * 10 + n) if on_qq else f"wxid_bot{room}_{n}", "群管")
        for n in range(bots)
    ]
    group = str(600_000_000 + room) if on_qq else f"{20_000_000 + room}@chatroom"
    world.add_group(group, f"第{room}群", max_members=500)
    for account in accounts:
        world.settle_in(group, account.id, role=bot_role, card="群管")
    for place, (name, (department, role)) in enumerate(CAST.items()):
        user = str(50_000_000 + room * 1000 + place) if on_qq else f"wxid_r{room}_{place}"
        world.add_person(user, f"昵称{name}" if on_qq else name)
        world.settle_in(group, user, role=role, card=f"{department}-{name}")
    for extra in range(max(0, size - len(CAST) - bots)):
        user = str(50_000_100 + room * 1000 + extra) if on_qq else f"wxid_r{room}_x{extra}"
        world.add_person(user, f"同事{extra}")
        world.settle_in(group, user, card=f"行政-同事{extra}")
    superuser = SUPERUSERS[(40 if on_qq else 0) + room % 40]
    world.add_person(superuser, "超级")
    world.settle_in(group, superuser, card="总经办-超级")
    return world, group, accounts, superuser


@asynccontextmanager
async def room_on(
    bot: Process,
    platform: Platform = Platform.QQ,
    *,
    bot_role: Role | None = None,
    size: int = 8,
    clock: Clock = system_clock,
    **options: Any,
) -> AsyncIterator[Room]:
    role = bot_role or (Role.ADMIN if platform is Platform.QQ else Role.OWNER)
    world, group, accounts, superuser = furnish(platform, role, size, clock=clock)
    connect: Callable[..., Any] = qq if platform is Platform.QQ else wechat
    async with connect(bot.socket_url, bot.token, world=(world, accounts[0]), wait=False, **options) as wire:
        await wire.connected(PATIENCE)
        room = Room(wire, group, superuser)
        yield room
        room.check_manners()
