"""The sandbox without its page: for tests and scripts.

    async with qq("ws://127.0.0.1:8080", token) as link:
        said = link.say(QQ_GROUP, "李雷", "加微信领红包")
        call = await link.next_call("delete_msg", timeout=5)

Nothing here waits by sleeping: every wait ends with the change it waits for, or raises TimeoutError.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from .calls import Call, Frame
from .faults import Faults
from .hands import Hands
from .link import Link
from .offices import furnish_qq, furnish_wechat, qq_world, wechat_world
from .onebot11 import QQLink
from .onebot12 import WeChatLink
from .world import Account, Message, Role, World
from .world.ground import Clock, system_clock


class Wire(Hands):
    """One account's line with its world, and the hands of everybody in it."""

    def __init__(self, link: Link) -> None:
        super().__init__(link.world, link.account)
        self.link = link
        self._taken: dict[str, int] = {}

    @property
    def faults(self) -> Faults:
        return self.link.faults

    @property
    def calls(self) -> list[Call]:
        """Every call received, oldest first."""
        return self.link.calls

    @property
    def events(self) -> list[Frame]:
        """Every event told to the bot, oldest first."""
        return self.link.events

    async def until(self, predicate: Callable[[], Any], timeout: float = 5.0) -> Any:
        """The predicate's first true value; it is asked after every change, call and frame."""
        loop = asyncio.get_running_loop()
        found: asyncio.Future[Any] = loop.create_future()

        def ask() -> None:
            if not found.done() and (value := predicate()):
                found.set_result(value)

        ask()
        unwatch = self.link.watch(ask)
        try:
            async with asyncio.timeout(timeout):
                return await found
        finally:
            unwatch()

    async def next_call(self, action: str, timeout: float = 5.0) -> Call:
        """The next call of ``action`` (in the order received) that was not yet taken here, once it is over."""

        def ask() -> Call | None:
            of_it = [call for call in self.calls if call.action == action]
            position = self._taken.get(action, 0)
            return of_it[position] if position < len(of_it) and of_it[position].is_over else None

        call: Call = await self.until(ask, timeout)
        self._taken[action] = self._taken.get(action, 0) + 1
        return call

    async def next_text(self, group: str | int, *, after: int = 0, timeout: float = 5.0) -> str:
        """The text at position ``after`` of ``texts``, as soon as there is one."""
        await self.until(lambda: len(self.texts(group)) > after, timeout)
        return self.texts(group)[after]

    async def said_like(
        self, group: str | int, part: str, timeout: float = 5.0, *, after: Message | None = None
    ) -> Message:
        """The bot's newest message that contains ``part`` (said later than ``after``), as soon as there is one."""
        since = after.number if after is not None else 0

        def ask() -> Message | None:
            newest = reversed(self.said(group))
            return next((message for message in newest if part in message.text and message.number > since), None)

        found: Message = await self.until(ask, timeout)
        return found

    async def connected(self, timeout: float = 10.0) -> None:
        await self.until(lambda: self.link.is_connected, timeout)

    async def send_raw(self, frame: str | bytes) -> None:
        """Put a frame on the line as it is, and wait until it has left."""
        before = len(self.link.sent)
        self.link.send_raw(frame)
        await self.until(lambda: len(self.link.sent) > before)

    def send_event(self, frame: Frame) -> None:
        self.link.emit(frame)

    async def quiet(self, timeout: float = 10.0) -> None:
        """Until all answers were read: an effect whose answer is lost with the line waits, with all behind it."""
        await self.until(lambda: all(call.is_over for call in self.calls), timeout)
        async with asyncio.timeout(timeout):
            await self.link.read()

    async def drop(self) -> None:
        """Cut the line and stay away until ``reconnect``."""
        self.link.hang_up()
        await self.until(lambda: not self.link.is_connected)

    def freeze(self) -> None:
        """Half-open: the connection stays, but nothing is read, written or ponged any more."""
        self.link.freeze()

    def abandon(self) -> None:
        """Leave a half-open connection behind and make a new one."""
        self.link.abandon()

    async def reconnect(self, timeout: float = 10.0) -> None:
        before = self.link.connections
        self.link.reconnect()
        await self.until(lambda: self.link.connections > before and self.link.is_connected, timeout)


@asynccontextmanager
async def _running(link: Link, wait: bool) -> AsyncIterator[Wire]:
    wire = Wire(link)
    link.start()
    try:
        if wait:
            await wire.connected()
        yield wire
    finally:
        await link.stop()


@asynccontextmanager
async def qq(
    url: str,
    token: str = "",
    *,
    size: int = 30,
    bot_role: Role | str = Role.ADMIN,
    world: tuple[World, Account] | None = None,
    clock: Clock = system_clock,
    wait: bool = True,
    **options: Any,
) -> AsyncIterator[Wire]:
    """A QQ account in the group 研发一组, connected. ``options`` are those of QQLink and Link."""
    if world is None:
        world = qq_world(clock)
        furnish_qq(world[0], size=size, bot_role=bot_role)
    options.setdefault("retry", 0.2)
    async with _running(QQLink(url, token, *world, **options), wait) as wire:
        yield wire


@asynccontextmanager
async def wechat(
    url: str,
    token: str = "",
    *,
    size: int = 30,
    bot_role: Role | str = Role.MEMBER,
    world: tuple[World, Account] | None = None,
    clock: Clock = system_clock,
    wait: bool = True,
    **options: Any,
) -> AsyncIterator[Wire]:
    """A WeChat account in the group 华东销售群, connected. ``options`` are those of WeChatLink and Link."""
    if world is None:
        world = wechat_world(clock)
        furnish_wechat(world[0], size=size, bot_role=bot_role)
    options.setdefault("retry", 0.2)
    async with _running(WeChatLink(url, token, *world, **options), wait) as wire:
        yield wire
