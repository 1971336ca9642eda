"""The sandbox without its page: for tests and scripts.

    async with qq("ws://127.0.0.1:8080", token) as link:
        said = link.say(QQ_GROUP, "李雷", "加微信领红包")
        call = await link.next_call("delete_msg", timeout=5)

Nothing here waits by sleeping: every wait ends with the change it waits for, or raises TimeoutError.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from .calls import Call, Frame
from .faults import Faults
from .link import Link
from .offices import furnish_qq, furnish_wechat, qq_world, wechat_world
from .onebot11 import QQLink
from .onebot12 import WeChatLink
from .world import Account, Chat, JoinRequest, Message, Refused, Role, Segment, World, text
from .world.ground import Clock, system_clock


class Wire:
    """One account's line with its world, and the hands of everybody in it.

    Groups and members are named by id (text or number); members also by nickname, card, or the
    part of the card after the last ``-``.
    """

    def __init__(self, link: Link) -> None:
        self.link = link
        self._taken: dict[str, int] = {}

    @property
    def world(self) -> World:
        return self.link.world

    @property
    def account(self) -> Account:
        return self.link.account

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

    def user(self, group: str | int, who: str | int) -> str:
        """The id of somebody in a group, or who was in it; raises Refused."""
        wanted = str(who)
        members = self.world.group(str(group)).members
        if wanted in members or wanted in self.world.people:
            return wanted
        for member in members.values():
            if wanted in (member.card, member.person.nickname, member.card.rsplit("-", 1)[-1]):
                return member.id
        for departure in self.world.group(str(group)).left.values():
            if wanted in (departure.name, departure.name.rsplit("-", 1)[-1]):
                return departure.id
        raise Refused("not_a_member", f"群里没有「{wanted}」")

    def say(
        self,
        group: str | int,
        who: str | int,
        content: str | Sequence[Segment] = "",
        *,
        quote: Message | None = None,
        mention: Sequence[str | int] = (),
    ) -> Message:
        """Speak in a group; raises Refused where the member may not. Mentions come first."""
        ats: list[Segment] = [
            {"type": "at", "data": {"user": "all" if name == "all" else self.user(group, name)}} for name in mention
        ]
        parts = [text(content)] if isinstance(content, str) else list(content)
        if ats and isinstance(content, str):
            parts = [text(f" {content}")]
        return self.world.say(
            str(group), self.user(group, who), [*ats, *parts], quote=quote.number if quote is not None else None
        )

    def mentioned(self, group: str, words: str, users: Sequence[str]) -> list[Segment]:
        """The text with each ``@名字`` of ``users`` (ids, or all) turned into a mention; else it comes first."""
        parts: list[Segment] = [text(words)]
        for user in users:
            name = "全体成员" if user == "all" else self.world.name_of(user, group)
            at: Segment = {"type": "at", "data": {"user": user}}
            for index, part in enumerate(parts):
                if part["type"] == "text" and f"@{name}" in part["data"]["text"]:
                    before, after = part["data"]["text"].split(f"@{name}", 1)
                    parts[index : index + 1] = [*([text(before)] if before else []), at, text(after)]
                    break
            else:
                parts.insert(0, at)
        return [part for part in parts if part["type"] != "text" or part["data"]["text"]]

    def new_id(self) -> str:
        """An id of the platform's kind that nobody has yet."""
        count = len(self.world.people)
        return f"1000{9000 + count}" if self.account.id.isdigit() else f"wxid_new{count}"

    def whisper(self, who: str | int, content: str | Sequence[Segment], *, quote: Message | None = None) -> Message:
        """Speak to the account in private."""
        number = quote.number if quote is not None else None
        return self.world.say_private(self.account.id, str(who), str(who), content, quote=number)

    def request_join(
        self, group: str | int, user: str | int, comment: str = "", *, nickname: str = "", inviter: str | int = ""
    ) -> JoinRequest:
        return self.world.request_join(str(group), str(user), comment, nickname=nickname, inviter=str(inviter))

    def join(self, group: str | int, user: str | int, nickname: str = "", *, inviter: str | int = "") -> None:
        """Come in without a request: by invitation where ``inviter`` is named."""
        operator = self.user(group, inviter) if inviter != "" else ""
        self.world.join(str(group), str(user), nickname, operator=operator, invited=bool(operator))

    def leave(self, group: str | int, who: str | int) -> None:
        self.world.leave(str(group), self.user(group, who))

    def react(self, message: Message, who: str | int, emoji: str = "76", *, added: bool = True) -> None:
        """Emoji ids are QQ's: 76 赞, 124 OK."""
        group = message.chat.id if message.chat.is_group else ""
        self.world.react(message.number, self.user(group, who) if group else str(who), emoji, added=added)

    def upload(self, group: str | int, who: str | int, name: str, content: bytes) -> Message:
        return self.world.upload(str(group), self.user(group, who), name, content)

    def recall(self, message: Message, who: str | int) -> None:
        self.world.recall(message.number, self.user(message.chat.id, who))

    def texts(self, group: str | int) -> list[str]:
        """What the bot said in a group, oldest first, recalled ones included."""
        log = self.world.history(Chat("group", str(group)))
        return [message.text for message in log if message.author == self.account.id]

    def private_texts(self, who: str | int) -> list[str]:
        """What the bot said to somebody in private."""
        log = self.world.history(Chat("private", str(who), self.account.id))
        return [message.text for message in log if message.author == self.account.id]

    def said(self, group: str | int) -> list[Message]:
        """The bot's own messages in a group."""
        log = self.world.history(Chat("group", str(group)))
        return [message for message in log if message.author == self.account.id]

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

    async def said_like(self, group: str | int, part: str, timeout: float = 5.0) -> Message:
        """The bot's newest message that contains ``part``, as soon as there is one."""

        def ask() -> Message | None:
            return next((message for message in reversed(self.said(group)) if part in message.text), None)

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
