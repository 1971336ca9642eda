"""V12 meta events: about the connection and the bots on it, not about a chat."""

from dataclasses import dataclass

from bot.gateway.decode12 import Self, self_of
from bot.gateway.fields import Frame, dict_of, first_text, list_of, number_of

DEFAULT_HEARTBEAT_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class BotState:
    me: Self
    online: bool


def is_meta(frame: Frame) -> bool:
    return frame.get("type") == "meta"


def impl_of(frame: Frame) -> str | None:
    """The implementation's name of a connect event; None where the frame is something else."""
    if not is_meta(frame) or frame.get("detail_type") != "connect":
        return None
    return first_text(dict_of(frame.get("version")), "impl")


def heartbeat_seconds(frame: Frame) -> float | None:
    """The promised time to the next heartbeat; None where the frame is something else."""
    if frame.get("detail_type") != "heartbeat":
        return None
    interval = number_of(frame.get("interval")) or 0.0
    return interval / 1000 if interval > 0 else DEFAULT_HEARTBEAT_SECONDS


def bot_states(frame: Frame) -> list[BotState]:
    """The states a status_update tells; bots it does not name have not changed."""
    if frame.get("detail_type") != "status_update":
        return []
    found: list[BotState] = []
    for entry in list_of(dict_of(frame.get("status")).get("bots")):
        source = dict_of(entry)
        me, online = self_of(source.get("self")), source.get("online")
        if me is not None and type(online) is bool:
            found.append(BotState(me, online))
    return found
