"""The V12 adapter: NoneBot's own, with the reverse WebSocket only and without a model for every frame.

``nb run`` finds it by this module's name.
"""

from typing import Any

from nonebot.adapters import Bot as BaseBot
from nonebot.adapters.onebot import v12
from nonebot.adapters.onebot.v12.exception import ApiNotAvailable, NetworkError
from nonebot.drivers import WebSocket
from typing_extensions import override

from bot.gateway.admission import bearer_of, is_admitted
from bot.gateway.connection12 import Connection
from bot.gateway.current import current
from bot.gateway.hub import Hub
from bot.gateway.link import NoAnswer
from bot.gateway.platform12 import Platform12
from bot.gateway.routes import mount


class Adapter(v12.Adapter):
    @property
    def hub(self) -> Hub:
        """The one this adapter was installed by; under a bare ``nb run`` the one configured since."""
        return self.installed_by or current(self.onebot_config.onebot_access_token or "")

    @override
    def _setup(self) -> None:
        self.installed_by: Hub | None = None
        self.seated: dict[str, Platform12] = {}
        mount(self.driver, self.get_name(), "v12", self._handle_ws)
        self.driver.on_shutdown(self._stop)

    @override
    async def _stop(self) -> None:
        await self.hub.close()

    @override
    async def _handle_ws(self, websocket: WebSocket) -> None:
        hub, request = self.hub, websocket.request
        if not is_admitted(hub.token, bearer_of(request.headers), request.url.query.get("access_token", "")):
            hub.turned_away("wrong or missing access token")
            await websocket.close(1008, "access token is wrong or missing")
            return
        await websocket.accept()
        await Connection(self, hub, websocket, self.seated).run()

    @override
    async def _call_api(self, bot: BaseBot, api: str, **data: Any) -> Any:
        """For other authors' plugins, with NoneBot's meaning of answers and failures."""
        timeout: float = data.pop("_timeout", None) or self.config.api_timeout or 30.0
        platform = self.seated.get(bot.self_id)
        if platform is None:
            raise ApiNotAvailable
        try:
            answer = await platform.link.call(api, data, timeout, envelope=platform.envelope(api))
        except NoAnswer as silence:
            raise NetworkError(f"WebSocket call api {api}: {silence.reason}") from None
        return self._handle_api_result(answer)
