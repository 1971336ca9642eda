"""Routes beside the WebSocket: ``/healthz``, ``/metrics`` and the front page."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.domain.ports import Clock
from bot.texts import TEMPLATES
from bot.web.health import Running, health, metrics
from bot.web.routes import routes

_SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def mount(app: FastAPI, *, house_of: Callable[[], Running], counters: Any, clock: Clock, base: str) -> None:
    """Add the routes to NoneBot's application, which people reach at ``base``."""
    pages = Environment(loader=FileSystemLoader(TEMPLATES / "web"), autoescape=True, undefined=StrictUndefined)

    async def healthz() -> JSONResponse:
        well, report = await health(house_of())
        return JSONResponse(report, status_code=200 if well else 503)

    async def show_metrics() -> Response:
        return Response(metrics(house_of(), counters), media_type="text/plain; version=0.0.4; charset=utf-8")

    async def front() -> HTMLResponse:
        well, report = await health(house_of())
        html = pages.get_template("front.html.jinja").render(well=well, report=report)
        return HTMLResponse(html, headers=_SAFE)

    app.add_api_route("/healthz", healthz, methods=["GET"])
    app.add_api_route("/metrics", show_metrics, methods=["GET"])
    app.add_api_route("/", front, methods=["GET"])
    routes.mount(app, clock=clock, base=base)
