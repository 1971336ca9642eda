"""Which hub the adapters belong to: NoneBot makes adapters by itself and hands them nothing."""

from datetime import UTC, datetime
from time import monotonic

from nonebot.log import logger

from bot.domain.events import Event
from bot.domain.messages import IncomingMessage
from bot.gateway.hub import Hub


class _SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return monotonic()


class _NobodyListens:
    """Where frames go before the bot is put together: nowhere, and the log says so once."""

    def __init__(self) -> None:
        self._said = False

    def message(self, message: IncomingMessage) -> None:
        del message
        self._warn()

    def event(self, event: Event) -> None:
        del event
        self._warn()

    def _warn(self) -> None:
        if not self._said:
            self._said = True
            logger.warning("Messages arrive, but the bot is not put together yet: they are dropped")


_configured: list[Hub] = []


def configure(hub: Hub) -> None:
    """From now on adapters belong to this one."""
    _configured[:] = [hub]


def current(default_token: str = "") -> Hub:
    """The configured hub, else one that drops everything it is given."""
    if not _configured:
        _configured.append(Hub(_NobodyListens(), _SystemClock(), token=default_token))
    return _configured[0]
