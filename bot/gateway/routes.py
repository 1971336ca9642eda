"""Which addresses an adapter answers at: the reverse WebSocket, and a refusal where HTTP used to be."""

from collections.abc import Awaitable, Callable

from nonebot.drivers import URL, ASGIMixin, Driver, WebSocket, WebSocketServerSetup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


async def _refuse(request: Request) -> Response:
    """Never reads the body: whoever posts here is not an implementation of ours."""
    del request
    return PlainTextResponse("only the reverse WebSocket is served here\n", 401)


def mount(driver: Driver, name: str, version: str, handle: Callable[[WebSocket], Awaitable[None]]) -> None:
    """Serve ``/onebot/<version>/ws`` and its other spellings; refuse what is posted over HTTP.

    The protocol's HTTP way is not offered at all: the access token does not protect it, and one
    forged event made an account that the genuine connection could then not take.
    """
    if not isinstance(driver, ASGIMixin):
        raise TypeError(f"the driver {driver.type} is no web server: {name} needs one")
    base = f"/onebot/{version}"
    for path in (f"{base}/ws", f"{base}/ws/", f"{base}/", base):
        driver.setup_websocket_server(WebSocketServerSetup(URL(path), f"{name} {path}", handle))
    if isinstance(driver.server_app, Starlette):
        for path in (f"{base}/http", f"{base}/http/", f"{base}/", base, f"{base}/ws", f"{base}/ws/"):
            driver.server_app.router.routes.append(Route(path, _refuse, methods=["POST"]))
