"""At the start the bot knocks at its own door without the token: it must be refused."""

import asyncio

from loguru import logger
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake

PATHS = ("/onebot/v11/ws", "/onebot/v12/ws")
_STRANGER = {"X-Self-ID": "1", "X-Client-Role": "Universal"}


async def is_shut(host: str, port: int, *, tries: int = 50) -> bool | None:
    """True when every path refuses a stranger, False when one lets them in, None when nobody listens.

    Waits up to about five seconds for the server to listen.
    """
    for path in PATHS:
        for _ in range(tries):
            try:
                async with connect(f"ws://{host}:{port}{path}", additional_headers=_STRANGER, open_timeout=5):
                    logger.critical("{} let a stranger in although a token is set", path)
                    return False
            except InvalidHandshake:
                break
            except OSError:
                await asyncio.sleep(0.1)
        else:
            return None
    return True
