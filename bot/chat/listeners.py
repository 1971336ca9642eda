"""Listeners: what areas want to see of ordinary talk, without holding it up.

A listener is a plain function: it looks at one message and answers None nearly always, or the
work to be done in the group's lane. It never awaits and never touches the store.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.domain.messages import IncomingMessage
from bot.governance.directory import GroupState

Work = Callable[[], Awaitable[None]]
Listener = Callable[[IncomingMessage, GroupState], Work | None]
PrivateListener = Callable[[IncomingMessage], Work | None]


@dataclass(frozen=True, slots=True)
class Listening:
    order: int
    name: str
    listen: Listener


_listening: list[Listening] = []


def listener(name: str, *, order: int) -> Callable[[Listener], Listener]:
    """Register the decorated listener. Lower ``order`` is asked first; antispam has 10, areas 50."""

    def register(listen: Listener) -> Listener:
        _listening[:] = sorted(
            [one for one in _listening if one.name != name] + [Listening(order, name, listen)],
            key=lambda one: one.order,
        )
        return listen

    return register


def listening() -> list[Listening]:
    """All listeners in the order they are asked; the list is the live one, not to be changed."""
    return _listening


_private: dict[str, PrivateListener] = {}


def private_listener(name: str) -> Callable[[PrivateListener], PrivateListener]:
    """Register a listener to what is said to the bot in private, by anybody who can: strangers too."""

    def register(listen: PrivateListener) -> PrivateListener:
        _private[name] = listen
        return listen

    return register


def listening_in_private() -> dict[str, PrivateListener]:
    """All private listeners by name, in the order they registered; the live table, not to be changed."""
    return _private
