"""The V11 adapter: NoneBot's own, with the reverse WebSocket only and without a model for every frame.

``nb run`` finds it by this module's name.
"""

import contextlib
from functools import partial
from typing import Any

from nonebot.adapters import Bot as BaseBot
from nonebot.adapters.onebot import v11
from nonebot.adapters.onebot.v11.exception import ApiNotAvailable, NetworkError
from nonebot.adapters.onebot.v11.utils import handle_api_result
from nonebot.drivers import WebSocket
from typing_extensions import override

from bot.domain.events import Heartbeat
from bot.domain.ids import AccountId
from bot.gateway import foreign
from bot.gateway.admission import bearer_of, is_admitted
from bot.gateway.current import current
from bot.gateway.decode11 import decode
from bot.gateway.fields import Frame, id_of
from bot.gateway.hub import Hub
from bot.gateway.link import NoAnswer
from bot.gateway.platform11 import Platform11
from bot.gateway.routes import mount
from bot.gateway.sockets import NoneBotSocket
from bot.gateway.watchdog import Watchdog


class Adapter(v11.Adapter):
    @property
    def hub(self) -> Hub:
        """The one this adapter was installed by; under a bare ``nb run`` the one configured since."""
        return self.installed_by or current(self.onebot_config.onebot_access_token or "")

    @override
    def _setup(self) -> None:
        self.installed_by: Hub | None = None
        self.seated: dict[str, Platform11] = {}
        mount(self.driver, self.get_name(), "v11", self._handle_ws)
        self.driver.on_shutdown(self._stop)

    @override
    async def _stop(self) -> None:
        await self.hub.close()

    @override
    async def _handle_ws(self, websocket: WebSocket) -> None:
        hub, headers = self.hub, websocket.request.headers
        if not is_admitted(hub.token, bearer_of(headers)):
            hub.turned_away("wrong or missing access token")
            await websocket.close(1008, "access token is wrong or missing")
            return
        account = id_of(headers.get("x-self-id"))
        if account is None:
            hub.turned_away("no X-Self-ID")
            await websocket.close(1008, "X-Self-ID is missing")
            return
        if not await hub.make_room(AccountId(account)):
            await websocket.close(1008, "this account is already connected")
            return
        await websocket.accept()
        await _Connection(self, hub, websocket, AccountId(account)).run()

    @override
    async def _call_api(self, bot: BaseBot, api: str, **data: Any) -> Any:
        """For other authors' plugins, with NoneBot's meaning of answers and failures."""
        timeout: float = data.pop("_timeout", None) or self.config.api_timeout or 30.0
        platform = self.seated.get(bot.self_id)
        if platform is None:
            raise ApiNotAvailable
        try:
            answer = await platform.link.call(api, data, timeout)
        except NoAnswer as silence:
            raise NetworkError(f"WebSocket call api {api}: {silence.reason}") from None
        return handle_api_result(answer)


class _Connection:
    """One account on one reverse WebSocket, from accepting it to its end."""

    def __init__(self, adapter: Adapter, hub: Hub, websocket: WebSocket, account: AccountId) -> None:
        self._adapter = adapter
        self._hub = hub
        self._account = account
        self._now = hub.clock.now
        self._bot = v11.Bot(adapter, account)
        self._link = hub.open_link(NoneBotSocket(websocket), self._on_frame)
        self._platform = Platform11(self._link, account, hub.surroundings)
        self._watchdog = Watchdog(
            self._link,
            hub.clock,
            hub.sleep,
            is_alive=self._platform.is_alive,
            stalled=partial(hub.stalled, self._platform),
        )

    async def run(self) -> None:
        try:
            self._adapter.bot_connect(self._bot)
        except RuntimeError:
            # Somebody else took the account while this connection was being accepted.
            self._hub.turned_away("the account is already connected")
            await self._link.close(1008, "this account is already connected")
            self._hub.forget_link(self._link)
            return
        self._adapter.seated[self._account] = self._platform
        beside = [self._hub.spawn(self._platform.learn()), self._hub.spawn(self._watchdog.run())]
        try:
            self._hub.up(self._platform, self._leave)
            await self._link.run()
        finally:
            for task in beside:
                task.cancel()
            self._hub.down(self._platform)
            self._hub.forget_link(self._link)
            await self._link.close()

    def _leave(self) -> None:
        self._adapter.seated.pop(self._account, None)
        # RuntimeError: NoneBot itself is already shutting down and runs no hooks any more.
        with contextlib.suppress(RuntimeError):
            self._adapter.bot_disconnect(self._bot)

    def _on_frame(self, frame: Frame) -> None:
        decoded = decode(frame, self._account, self._now())
        self._hub.deliver(decoded)
        if isinstance(decoded, Heartbeat):
            self._watchdog.promised(decoded.interval_seconds)
        if foreign.are_loaded():
            self._hub.foreign.dispatch(partial(self._adapter.json_to_event, frame), self._bot.handle_event)
