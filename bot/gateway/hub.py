"""What both adapters share: where events go, who is connected, and what has been counted."""

import asyncio
import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

from nonebot.log import logger

from bot.domain.events import AccountState, Event, Heartbeat, Unknown
from bot.domain.ids import AccountId, ChatRef, MemberId
from bot.domain.messages import IncomingMessage
from bot.domain.ports import Clock, EventSink, Platform
from bot.gateway.account import Surroundings
from bot.gateway.counters import Counters, worth_logging
from bot.gateway.fields import Frame
from bot.gateway.foreign import Foreign
from bot.gateway.link import Link, Socket
from bot.gateway.pacing import Sleeper
from bot.gateway.presence import Presence

PROBE_SECONDS = 2.0
_COMPLAIN_EVERY = 60.0
STALLED = "no sign of life"


class Connected(Platform, Protocol):
    """A platform port together with the line it hangs on."""

    link: Link

    async def is_alive(self, timeout: float) -> bool: ...


@dataclass(frozen=True, slots=True)
class Seat:
    """An account's place: who holds it, and how to take it away at once."""

    platform: Connected
    leave: Callable[[], None]


class Hub:
    """One for a process. Nothing here awaits the sink, and the sink is called in the frames' order."""

    def __init__(
        self,
        sink: EventSink,
        clock: Clock,
        *,
        on_up: Callable[[Platform], None] = lambda platform: None,
        on_down: Callable[[AccountId], None] = lambda account: None,
        token: str = "",
        sleep: Sleeper = asyncio.sleep,
        new_echo: Callable[[], str] = lambda: secrets.token_urlsafe(12),
    ) -> None:
        self.sink = sink
        self.clock = clock
        self.token = token
        self.sleep = sleep
        self.counters = Counters()
        self.foreign = Foreign(self.counters)
        self.presence = Presence(sink.event)
        self.surroundings = Surroundings(clock, sleep)
        self._on_up = on_up
        self._on_down = on_down
        self._new_echo = new_echo
        self._seats: dict[AccountId, Seat] = {}
        self._links: set[Link] = set()
        self._complained: dict[AccountId, float] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    def platform(self, account: AccountId) -> Platform | None:
        """The port of a connected account."""
        seat = self._seats.get(account)
        return seat.platform if seat is not None else None

    @property
    def accounts(self) -> list[AccountId]:
        return list(self._seats)

    def open_link(self, socket: Socket, on_frame: Callable[[Frame], None]) -> Link:
        link = Link(socket, clock=self.clock, counters=self.counters, new_echo=self._new_echo, on_frame=on_frame)
        self._links.add(link)
        return link

    def forget_link(self, link: Link) -> None:
        self._links.discard(link)

    def deliver(self, decoded: IncomingMessage | Event | None) -> None:
        """Hand on what a frame said. Changes of being online are told once, apart from what told them."""
        if isinstance(decoded, IncomingMessage):
            self.sink.message(decoded)
        elif isinstance(decoded, AccountState):
            self.presence.heard(decoded)
        elif decoded is not None:
            if isinstance(decoded, Unknown):
                self.counters.unknown += 1
            self.sink.event(decoded)
            if isinstance(decoded, Heartbeat):
                self.tell_state(decoded.account, decoded.chat.platform, online=decoded.online, reason="heartbeat")

    def tell_state(self, account: AccountId, platform: str, *, online: bool | None, reason: str) -> None:
        chat = ChatRef(platform, user=MemberId(account))
        state = AccountState(account=account, chat=chat, at=self.clock.now(), online=online, reason=reason)
        self.presence.heard(state)

    async def make_room(self, account: AccountId) -> bool:
        """Whether a new connection may take this account: nobody has it, or who has it answers no more.

        A peer that lost its line without a word looks connected; only a question shows that it is not.
        """
        seat = self._seats.get(account)
        if seat is None:
            return not self._closing
        if not seat.platform.link.closed and await seat.platform.is_alive(PROBE_SECONDS):
            self._complain(account)
            return False
        if self._seats.get(account) is seat:
            await self.drop(seat.platform, "replaced by a new connection")
        return account not in self._seats and not self._closing

    def _complain(self, account: AccountId) -> None:
        self.counters.refused_connections += 1
        now = self.clock.monotonic()
        if now - self._complained.get(account, -_COMPLAIN_EVERY) >= _COMPLAIN_EVERY:
            self._complained[account] = now
            logger.warning("A second connection for account {} was refused: the first one is alive", account)

    def turned_away(self, reason: str) -> None:
        """Count a connection that was refused before it had an account."""
        self.counters.refused_connections += 1
        if worth_logging(self.counters.refused_connections):
            logger.warning("Connection refused: {} ({} so far)", reason, self.counters.refused_connections)

    def up(self, platform: Connected, leave: Callable[[], None]) -> None:
        """Seat an account; ``leave`` is called once, when it loses its place for whatever reason."""
        account = platform.account
        self._seats[account] = Seat(platform, leave)
        if self.presence.reason(account) == STALLED:
            self.tell_state(account, platform.platform, online=True, reason="connected again")
        logger.info("Account {} is connected ({})", account, platform.platform)
        self._on_up(platform)

    def down(self, platform: Connected) -> None:
        """Take an account's place away, if it is still this connection that holds it."""
        seat = self._seats.get(platform.account)
        if seat is None or seat.platform is not platform:
            return
        del self._seats[platform.account]
        seat.leave()
        logger.info("Account {} is disconnected", platform.account)
        self._on_down(platform.account)

    async def drop(self, platform: Connected, reason: str) -> None:
        """Close an account's line at once; the place is free when this returns."""
        self.down(platform)
        # The closing handshake of a dead line takes as long as it takes: nobody waits for it.
        self.spawn(platform.link.close(1001, reason))
        await asyncio.sleep(0)

    async def stalled(self, platform: Connected) -> None:
        """The watchdog's word: silent, and no answer."""
        self.counters.stalled_links += 1
        self.tell_state(platform.account, platform.platform, online=False, reason=STALLED)
        await self.drop(platform, STALLED)

    def spawn(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        """Run something beside the frames; it is ended with the gateway."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self) -> None:
        """End every connection; pending calls fail at once. Takes at most about two seconds."""
        self._closing = True
        for seat in list(self._seats.values()):
            self.down(seat.platform)
        for task in self._tasks:
            task.cancel()
        closing = [asyncio.create_task(link.close(1001, "shutting down")) for link in list(self._links)]
        if closing:
            await asyncio.wait(closing, timeout=1.0)
        await self.foreign.close()
