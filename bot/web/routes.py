"""Addresses that areas serve beside the kernel's own: declared where they are written, served from the start."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from bot.clock import SystemClock
from bot.domain.ports import Clock

Handler = Callable[[Request], Awaitable[Response]]


@dataclass
class Routes:
    """One for the process. Areas may be loaded before or after the application is there."""

    base: str = "http://127.0.0.1:8080"
    clock: Clock = field(default_factory=SystemClock)
    _declared: dict[str, Handler] = field(default_factory=dict[str, Handler])
    _app: FastAPI | None = None

    def get(self, path: str) -> Callable[[Handler], Handler]:
        """Serve GET (and HEAD) of ``path``, with ``{names}`` as Starlette writes them."""

        def declare(handler: Handler) -> Handler:
            self._declared[path] = handler
            if self._app is not None:
                self._app.add_route(path, handler, methods=["GET"])
            return handler

        return declare

    def mount(self, app: FastAPI, *, clock: Clock, base: str) -> None:
        """``base`` is the address under which people reach the application, without a slash at its end."""
        self._app, self.clock, self.base = app, clock, base.rstrip("/")
        for path, handler in self._declared.items():
            app.add_route(path, handler, methods=["GET"])

    def address(self, path: str) -> str:
        """The whole address of a path, for people."""
        return f"{self.base}{path}"


routes = Routes()
