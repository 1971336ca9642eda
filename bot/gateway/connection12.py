"""One V12 reverse WebSocket, which may carry several accounts that come and go."""

import contextlib
from collections.abc import MutableMapping
from functools import partial

from nonebot.adapters.onebot import v12
from nonebot.drivers import WebSocket

from bot.domain.events import Heartbeat
from bot.domain.ids import AccountId, ChatRef, MemberId
from bot.domain.ports import Outcome
from bot.gateway import foreign
from bot.gateway.decode12 import Self, decode, self_of
from bot.gateway.fields import Frame
from bot.gateway.hub import Hub
from bot.gateway.link import NoAnswer
from bot.gateway.meta12 import bot_states, heartbeat_seconds, impl_of, is_meta
from bot.gateway.outcomes import Kind, classify
from bot.gateway.platform12 import Platform12, actions_of
from bot.gateway.sockets import NoneBotSocket
from bot.gateway.watchdog import Watchdog

_MOST_ACCOUNTS = 50
_MOST_WAITING = 500
_FIRST_ANSWER_SECONDS = 2.0


class Connection:
    def __init__(
        self, adapter: v12.Adapter, hub: Hub, websocket: WebSocket, seated: MutableMapping[str, Platform12]
    ) -> None:
        self._adapter = adapter
        self._hub = hub
        self._now = hub.clock.now
        self._seated = seated
        self._link = hub.open_link(NoneBotSocket(websocket), self._on_frame)
        self._watchdog = Watchdog(self._link, hub.clock, hub.sleep, is_alive=self._is_alive, stalled=self._stalled)
        self._impl: str | None = None
        # Frames that came before the implementation had said what it can do.
        self._backlog: list[Frame] | None = None
        self._actions: frozenset[str] | None = None
        self._platforms: dict[AccountId, Platform12] = {}
        self._bots: dict[AccountId, v12.Bot] = {}
        # Frames of accounts that another connection still holds: they wait until that one has been asked.
        self._waiting: dict[AccountId, list[tuple[Frame, Self]]] = {}
        self._refused: set[AccountId] = set()

    async def run(self) -> None:
        watch = self._hub.spawn(self._watchdog.run())
        try:
            await self._link.run()
        finally:
            watch.cancel()
            for platform in list(self._platforms.values()):
                self._hub.down(platform)
            self._hub.forget_link(self._link)
            await self._link.close()

    def _on_frame(self, frame: Frame) -> None:
        if self._backlog is not None:
            self._backlog.append(frame)
            if len(self._backlog) >= _MOST_WAITING:
                self._take_backlog()
        elif self._impl is None:
            self._begin(frame)
        else:
            self._sort(frame)

    def _begin(self, frame: Frame) -> None:
        self._impl = impl_of(frame)
        if self._impl is None:
            self._hub.turned_away("the first frame is not a connect event")
            self._hub.spawn(self._link.close(1008, "the first frame must be a connect event"))
            return
        self._backlog = []
        self._hub.spawn(self._ask_first())

    async def _ask_first(self) -> None:
        """What is offered is asked before the first account comes up: whoever looks then sees the truth."""
        try:
            answer = await self._link.call("get_supported_actions", {}, _FIRST_ANSWER_SECONDS, urgent=True)
        except NoAnswer:
            answer = {}
        if classify(answer, Kind.QUERY).outcome is Outcome.DONE:
            self._actions = actions_of(answer.get("data"))
        self._take_backlog()

    def _take_backlog(self) -> None:
        backlog, self._backlog = self._backlog or [], None
        for frame in backlog:
            self._link.take(frame)

    def _sort(self, frame: Frame) -> None:
        if is_meta(frame):
            self._on_meta(frame)
            return
        me = self_of(frame.get("self"))
        if me is None:
            self._on_nobodys(frame)
        elif me.account in self._platforms:
            self._take(frame, me)
        else:
            self._appear(me, frame)

    def _take(self, frame: Frame, me: Self) -> None:
        self._hub.deliver(decode(frame, me, self._now()))
        self._for_others(frame, me.account)

    def _for_others(self, frame: Frame, account: AccountId) -> None:
        bot = self._bots.get(account)
        if bot is not None and foreign.are_loaded():
            parse = partial(self._adapter.json_to_event, frame, self._impl)
            self._hub.foreign.dispatch(parse, bot.handle_event)

    def _on_nobodys(self, frame: Frame) -> None:
        """Without ``self`` it is no V12 event; where one account only is here, it is kept as that one's."""
        if len(self._platforms) == 1:
            platform = next(iter(self._platforms.values()))
            me = Self(platform.account, platform.platform, platform.platform)
            self._hub.deliver(decode({**frame, "sub_type": None}, me, self._now()))
            return
        self._hub.counters.unknown += 1

    def _on_meta(self, frame: Frame) -> None:
        interval = heartbeat_seconds(frame)
        if interval is not None:
            self._watchdog.promised(interval)
        for state in bot_states(frame):
            if state.me.account not in self._platforms and state.online:
                self._appear(state.me, None)
            elif state.me.account in self._platforms:
                account, platform = state.me.account, state.me.platform
                self._hub.tell_state(account, platform, online=state.online, reason="status_update")
        for account, platform in list(self._platforms.items()):
            if interval is not None:
                chat = ChatRef(platform.platform, user=MemberId(account))
                beat = Heartbeat(account=account, chat=chat, at=self._now(), interval_seconds=interval)
                self._hub.deliver(beat)
            self._for_others(frame, account)

    def _appear(self, me: Self, frame: Frame | None) -> None:
        """An account seen for the first time on this connection, by its state or by an event of its own."""
        account = me.account
        if account in self._refused:
            return
        waiting = self._waiting.get(account)
        if waiting is None and self._hub.platform(account) is None:
            if self._seat(me) and frame is not None:
                self._take(frame, me)
            return
        if waiting is None:
            waiting = self._waiting[account] = []
            self._hub.spawn(self._contest(me))
        if frame is not None and len(waiting) < _MOST_WAITING:
            waiting.append((frame, me))

    async def _contest(self, me: Self) -> None:
        """Another connection has this account: it is ours only if that one answers no more."""
        is_ours = await self._hub.make_room(me.account)
        waiting = self._waiting.pop(me.account, [])
        if self._link.closed:
            return
        if not is_ours or not self._seat(me):
            self._refused.add(me.account)
            if not self._platforms:
                await self._link.close(1008, "this account is already connected")
            return
        for frame, owner in waiting:
            self._take(frame, owner)

    def _seat(self, me: Self) -> bool:
        if len(self._platforms) >= _MOST_ACCOUNTS:
            self._refused.add(me.account)
            return False
        bot = v12.Bot(self._adapter, me.account, self._impl or "", me.named)
        try:
            self._adapter.bot_connect(bot)
        except RuntimeError:
            self._refused.add(me.account)
            self._hub.turned_away("NoneBot already has this account")
            return False
        platform = Platform12(self._link, me, self._impl or "", self._hub.surroundings, self._actions)
        self._platforms[me.account] = platform
        self._bots[me.account] = bot
        self._seated[me.account] = platform
        self._hub.up(platform, partial(self._leave, me.account))
        self._hub.tell_state(me.account, me.platform, online=True, reason="status_update")
        if self._actions is None:
            self._hub.spawn(platform.learn())
        return True

    def _leave(self, account: AccountId) -> None:
        self._platforms.pop(account, None)
        self._seated.pop(account, None)
        bot = self._bots.pop(account, None)
        if bot is not None:
            # RuntimeError: NoneBot itself is already shutting down and runs no hooks any more.
            with contextlib.suppress(RuntimeError):
                self._adapter.bot_disconnect(bot)

    async def _is_alive(self, timeout: float) -> bool:
        platform = next(iter(self._platforms.values()), None)
        # A connection on which no account ever appeared is held by nobody: it may go.
        return platform is not None and await platform.is_alive(timeout)

    async def _stalled(self) -> None:
        for platform in list(self._platforms.values()):
            await self._hub.stalled(platform)
        await self._link.close(1001, "no sign of life")
