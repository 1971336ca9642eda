"""What a script is made of: who does what, when, and what is told about it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from .world import World


class Do(StrEnum):
    SAY = "say"
    WHISPER = "whisper"
    REACT = "react"
    UPLOAD = "upload"
    ASK_IN = "ask_in"
    INVITE = "invite"
    KICK = "kick"
    TELL = "tell"
    """Nothing but the caption."""


@dataclass(frozen=True, slots=True)
class Find:
    """Look up something in what the bot says: the first text that ``pattern`` fits gives ``name``
    its first group, and the message itself for quoting. Only texts since the finding step count.
    """

    name: str
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """``at`` is seconds from the start; ``clock`` the hour shown; ``chat`` a group's id.

    ``text`` may hold ``{name}`` of earlier finds, and ``@名字`` for those in ``mention``.
    ``on`` names the find whose message is quoted or reacted to. A step that needs something
    never found is left out.
    """

    at: float
    chat: str
    clock: str = ""
    caption: str = ""
    who: str = ""
    do: Do = Do.SAY
    text: str = ""
    mention: tuple[str, ...] = ()
    on: str = ""
    find: tuple[Find, ...] = ()
    remember: str = ""
    """Keep this step's own message under that name, for quoting."""
    content: Callable[[World, str], bytes] | None = None
