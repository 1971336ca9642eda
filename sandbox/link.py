"""A reverse WebSocket from an implementation to the bot, with everything that can go wrong on it."""

import asyncio
import contextlib
import json
from collections.abc import Callable, Sequence
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from .answering import Answering
from .calls import Frame
from .faults import Switch
from .world import Account, World
from .world.changes import Change, Joined, Left, OnlineSet

LIMIT_BYTES = 50 * 1024 * 1024


class Link(Answering):
    """One account's line to the bot; a protocol fills in the abstract methods.

    It reconnects by itself every ``retry`` seconds. What happens while it is down is not told
    later, as with the real implementations. Frames leave in the order in which things happened.
    """

    path = ""

    def __init__(
        self, url: str, token: str, world: World, account: Account, *, heartbeat: float = 30.0, retry: float = 1.0
    ) -> None:
        self.url = url if url.rstrip("/").endswith("ws") and "onebot" in url else url.rstrip("/") + self.path
        self.token = token
        super().__init__(world)
        self.account = account
        self.heartbeat = heartbeat
        self.retry = retry
        self.sent: list[Frame | str | bytes] = []
        self.refusals: list[str] = []
        """Why connecting failed, newest last."""
        self.connections = 0
        self.events: list[Frame] = []
        self._watchers: list[Callable[[], None]] = []
        self._socket: ClientConnection | None = None
        self._outbox: asyncio.Queue[str | bytes] = asyncio.Queue()
        self._abandoned: list[ClientConnection] = []
        self._may_connect = asyncio.Event()
        self._may_connect.set()
        self._main: asyncio.Task[None] | None = None
        self.faults.on_switch = self._on_switch
        self._unsubscribe = world.subscribe(self._on_changes)

    # What a protocol says.

    def greeting(self) -> list[Frame]:
        """The frames that open a connection."""
        raise NotImplementedError

    def headers(self) -> dict[str, str]:
        raise NotImplementedError

    def heartbeat_frame(self) -> Frame:
        raise NotImplementedError

    def events_for(self, change: Change) -> list[Frame]:
        raise NotImplementedError

    def remember_members(self) -> None:
        """Fill the cache that a stale answer is taken from."""
        raise NotImplementedError

    def _on_switch(self, name: Switch, on: bool) -> None:
        if name is Switch.STALE_MEMBERS and on:
            self.remember_members()

    # Watching.

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Be told after every change, call and frame; the result ends that."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def stir(self) -> None:
        for watcher in tuple(self._watchers):
            watcher()

    def _on_changes(self, changes: Sequence[Change]) -> None:
        for change in changes:
            if self.faults.is_on(Switch.NO_JOIN_EVENTS) and isinstance(change, Joined | Left):
                continue
            for frame in self.events_for(change):
                self.emit(frame, is_told_offline=isinstance(change, OnlineSet))
        self.stir()

    # Sending.

    @property
    def is_connected(self) -> bool:
        return self._socket is not None

    async def read(self) -> None:
        """Until the other side has read all that was sent so far. Raises ConnectionClosed."""
        if self._socket is not None:
            await self._outbox.join()
            await (await self._socket.ping())

    def emit(self, frame: Frame, *, is_told_offline: bool = False) -> None:
        """Send an event; nothing is sent where the line is down or the account is offline."""
        if self._socket is None or (not self.account.online and not is_told_offline):
            return
        if self.faults.is_on(Switch.LOST_EVENTS):
            return
        self.events.append(frame)
        words = json.dumps(frame, ensure_ascii=False)
        if self.faults.is_on(Switch.MALFORMED_EVENTS):
            words = words[: len(words) // 2]
        self.send_raw(words)
        if self.faults.is_on(Switch.DUPLICATE_EVENTS):
            self.send_raw(words)

    def send_raw(self, words: str | bytes) -> None:
        self._outbox.put_nowait(words)

    def beat(self) -> None:
        """Send a heartbeat now."""
        if self._socket is not None:
            self.send_raw(json.dumps(self.heartbeat_frame()))

    # Connecting.

    def start(self) -> None:
        self._main = asyncio.create_task(self._run())

    async def stop(self) -> None:
        self._unsubscribe()
        for task in (*self._tasks, *((self._main,) if self._main else ())):
            task.cancel()
        for task in (*self._tasks, *((self._main,) if self._main else ())):
            with contextlib.suppress(asyncio.CancelledError):
                await task
        for socket in self._abandoned:
            socket.transport.abort()

    def hang_up(self) -> None:
        """Cut the line, as a network does, and stay away until ``reconnect``."""
        self._may_connect.clear()
        self.cut()

    def reconnect(self) -> None:
        self._may_connect.set()

    def cut(self) -> None:
        if self._socket is not None:
            self._socket.transport.abort()

    def freeze(self) -> None:
        """Half-open: the connection stays, but nothing is read, written or ponged any more."""
        if self._socket is not None:
            self._socket.transport.pause_reading()
            self._abandoned.append(self._socket)

    def abandon(self) -> None:
        """Leave a half-open connection behind and connect anew."""
        self.freeze()
        if self._main is not None:
            self._main.cancel()
        self._socket = None
        self.start()

    async def _run(self) -> None:
        while True:
            await self._may_connect.wait()
            try:
                await self._session()
            except (OSError, InvalidHandshake, ConnectionClosed, TimeoutError) as error:
                self.refusals.append(str(error))
            self.stir()
            await self.faults.sleep(self.retry)

    async def _session(self) -> None:
        headers = self.headers()
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        socket = await connect(
            self.url,
            additional_headers=headers,
            max_size=LIMIT_BYTES,
            compression=None,
            proxy=None,
            subprotocols=self.subprotocols(),
            ping_interval=None,
            user_agent_header=self.user_agent(),
            close_timeout=1,
        )
        self._outbox = asyncio.Queue()
        self._socket = socket
        self.connections += 1
        for frame in self.greeting():
            self.send_raw(json.dumps(frame, ensure_ascii=False))
        helpers = [asyncio.create_task(self._write(socket)), asyncio.create_task(self._beat())]
        self.stir()
        try:
            async for words in socket:
                self.receive(words)
        finally:
            if self._socket is socket:
                self._socket = None
            for helper in helpers:
                helper.cancel()
            if socket not in self._abandoned:
                socket.transport.abort()

    def subprotocols(self) -> Any:
        return None

    def user_agent(self) -> str:
        return "qungui-sandbox"

    async def _write(self, socket: ClientConnection) -> None:
        outbox = self._outbox
        with contextlib.suppress(ConnectionClosed):
            while True:
                words = await outbox.get()
                if socket not in self._abandoned:
                    await socket.send(words)
                    self.sent.append(words)
                    self.stir()
                outbox.task_done()

    async def _beat(self) -> None:
        while self.heartbeat > 0:
            await asyncio.sleep(self.heartbeat)
            if not self.faults.is_on(Switch.NO_HEARTBEAT):
                self.beat()
