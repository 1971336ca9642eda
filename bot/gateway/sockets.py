"""NoneBot's WebSocket as a link needs it: an end is a value, not one of five exceptions."""

from nonebot.drivers import WebSocket
from nonebot.exception import WebSocketClosed
from starlette.websockets import WebSocketDisconnect

# What starlette and uvicorn raise, depending on who closed first and how far they got.
_ENDED = (WebSocketClosed, WebSocketDisconnect, RuntimeError, OSError, KeyError)


class NoneBotSocket:
    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self._receive = websocket.receive

    @property
    def peer(self) -> str:
        inner = getattr(self._websocket, "websocket", None)
        client = getattr(inner, "client", None)
        return str(getattr(client, "host", "") or "")

    async def receive(self) -> str | bytes | None:
        try:
            data = await self._receive()
        except _ENDED:
            return None
        # Some servers give a frame as {"text": None, "bytes": …}.
        return data if data is not None else ""  # pyright: ignore[reportUnnecessaryComparison]

    async def send(self, text: str) -> bool:
        try:
            await self._websocket.send(text)
        except _ENDED:
            return False
        return True

    async def close(self, code: int, reason: str) -> None:
        try:
            await self._websocket.close(code, reason)
        except _ENDED:
            return
