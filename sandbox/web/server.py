"""Serves the page: starts both platforms' lines and an HTTP server on the loopback interface."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator

import uvicorn

from sandbox.day import WORKING_DAY
from sandbox.player import Player
from sandbox.town import Town

from .app import create_app

PATIENCE = 30.0
"""Seconds that the bot is waited for before the page's address is told all the same."""


class _Server(uvicorn.Server):
    """Leaves signals to whoever runs the event loop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _say(address: str) -> None:
    print(f"沙盒页面：{address}", flush=True)


async def serve(
    bot_url: str, token: str = "", port: int = 8090, *, size: int = 30, on_ready: Callable[[str], None] = _say
) -> None:
    """Run until cancelled. ``port`` 0 takes a free one; ``on_ready`` is told the page's address.

    It is told once the bot is on both lines, for what is typed before nobody hears; at the latest after PATIENCE.
    ``bot_url`` is the bot's root, such as ``ws://127.0.0.1:8080``. Raises OSError where the port is taken.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    town = Town(bot_url, token, size=size)
    town.serve_files_at(address)
    player = Player(town, WORKING_DAY)
    config = uvicorn.Config(
        create_app(town, player), log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=1
    )
    town.start()
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    joining = asyncio.create_task(town.joined.wait())
    try:
        await asyncio.wait((serving, joining), timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        if not serving.done():
            on_ready(address)
        await asyncio.shield(serving)
    finally:
        joining.cancel()
        server.should_exit = server.force_exit = True
        await serving
        await player.stop()
        await town.stop()
        listener.close()
