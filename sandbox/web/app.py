"""The page's endpoints: state, doings, and one WebSocket that tells of changes."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.player import Player
from sandbox.town import Town
from sandbox.world import Refused

from . import doings

STATIC = Path(__file__).parent / "static"
POLICY = "default-src 'self'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; base-uri 'none'"
IMAGES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
"""Shown as they are; anything else (also SVG, which may hold scripts) is only downloaded."""
UPLOAD_LIMIT_BYTES = 10 * 1024 * 1024


async def _guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Other sites' pages may not drive the sandbox; the page may load nothing from elsewhere."""
    origin = request.headers.get("origin")
    if request.method != "GET" and origin and origin.split("://", 1)[-1] != request.headers.get("host"):
        return JSONResponse({"error": "另一个网站不能操作沙盒"}, 403)
    response = await call_next(request)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "no-store"
    return response


def create_app(town: Town, player: Player) -> Starlette:
    async def upload(request: Request) -> Response:
        content = await request.body()
        if len(content) > UPLOAD_LIMIT_BYTES:
            return JSONResponse({"error": "文件不能大于 10 MB"}, 413)
        return _answered(lambda: doings.upload(town, dict(request.query_params), content, request.headers))

    async def day(request: Request) -> Response:
        body = await request.json()
        await player.command(str(body.get("command", "")), float(body.get("speed", 0)))
        return JSONResponse({"ok": True})

    def doing(perform: Callable[[Town, dict[str, Any]], Any]) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            body = await request.json()
            return _answered(lambda: perform(town, body))

        return endpoint

    async def changes(socket: WebSocket) -> None:
        await _tell_changes(town, socket)

    return Starlette(
        routes=[
            *_reading(town),
            Route("/api/upload", upload, methods=["POST"]),
            Route("/api/day", day, methods=["POST"]),
            *(Route(f"/api/{name}", doing(call), methods=["POST"]) for name, call in doings.DOINGS.items()),
            WebSocketRoute("/api/changes", changes),
        ],
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=_guard)],
    )


def _reading(town: Town) -> list[BaseRoute]:
    """What can be looked at: the page, the state, the bot's calls, the files."""

    async def index(request: Request) -> Response:
        return FileResponse(STATIC / "index.html")

    async def state(request: Request) -> Response:
        return JSONResponse(town.state())

    async def calls(request: Request) -> Response:
        """Every call the bot made, queries included: for scripts."""
        name = request.query_params.get("platform", "qq")
        found = town.wires[name].calls if name in town.wires else []
        return JSONResponse(
            [{"action": c.action, "params": c.params, "answer": c.answer, "executed": c.is_executed} for c in found]
        )

    async def file(request: Request) -> Response:
        for wire in town.wires.values():
            if (found := wire.world.files.get(request.path_params["file"])) is not None:
                kind = found.media_type if found.media_type in IMAGES else "application/octet-stream"
                return Response(found.content, media_type=kind, headers={"X-Content-Type-Options": "nosniff"})
        return Response(status_code=404)

    return [
        Route("/", index),
        Route("/api/state", state),
        Route("/api/calls", calls),
        Route("/files/{file}", file),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


def _answered(perform: Callable[[], Any]) -> Response:
    try:
        return JSONResponse({"ok": True, "result": perform()})
    except Refused as error:
        return JSONResponse({"error": str(error), "code": error.code}, 409)
    except (KeyError, ValueError, TypeError) as error:
        return JSONResponse({"error": f"请求不完整：{error}"}, 400)


async def _tell_changes(town: Town, socket: WebSocket) -> None:
    origin = socket.headers.get("origin")
    if origin and origin.split("://", 1)[-1] != socket.headers.get("host"):
        await socket.close(4403)
        return
    await socket.accept()
    queue = town.listen()
    await socket.send_json({"reset": town.state()})

    async def pump() -> None:
        while True:
            await socket.send_json(await queue.get())

    sender = asyncio.create_task(pump())
    try:
        while True:
            await socket.receive_text()
    except WebSocketDisconnect:
        pass
    finally:
        town.leave(queue)
        sender.cancel()
        with contextlib.suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
            await sender
