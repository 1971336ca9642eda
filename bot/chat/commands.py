"""The command table: one look-up a command, however many there are."""

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.chat.arguments import Arguments
from bot.domain.errors import NotEnabled
from bot.domain.ids import MemberId
from bot.domain.members import Actor, Role
from bot.domain.messages import Enclosure, IncomingMessage, Mention
from bot.governance.directory import GroupState

PREFIXES = ("/", "／")
_GLUED = re.compile(r"([^\W\d_]+)([#＃@＠\d].*)")
"""A number or a member right behind the name, as people type it: ``/确认12``, ``/踢@王强``."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered: a template's key and its fields, perhaps with mentions and pictures."""

    template: str
    fields: dict[str, Any] = field(default_factory=dict[str, Any])
    mention: tuple[Mention, ...] = ()
    marker: str = ""
    enclosed: tuple[Enclosure, ...] = ()


def reply(
    template: str,
    *,
    mention: Iterable[Mention] = (),
    marker: str = "",
    enclosed: Iterable[Enclosure] = (),
    **fields: Any,
) -> Reply:
    """Answer with the text of ``area/key``, and the pictures enclosed with it."""
    return Reply(template, fields, tuple(mention), marker, tuple(enclosed))


@dataclass
class Call:
    """A command as it was given: who, where, when, and its words.

    ``actor.role`` is at least what the command needs, asked afresh; for MEMBER commands it is
    MEMBER until ``standing()`` asks. ``target`` is set for commands that act on somebody.
    """

    message: IncomingMessage
    group: GroupState | None
    actor: Actor
    arguments: Arguments
    now: datetime
    target: Mention | None
    target_role: Role | None
    ask_standing: Callable[[], Awaitable[Actor]]

    @property
    def place(self) -> GroupState:
        """The enabled group the command reaches. Raises NotEnabled in private or elsewhere."""
        if self.group is None:
            raise NotEnabled()
        return self.group

    @property
    def subject(self) -> Mention:
        """Whom the command acts on: present wherever the command declares ``acts_on``."""
        if self.target is None:
            raise NotEnabled()
        return self.target

    @property
    def key(self) -> str:
        """The identity of this command's message: the first part of keys of what it causes."""
        return f"{self.message.account}:{self.message.chat.key}:{self.message.id}"

    async def standing(self) -> Actor:
        """The actor with the role they hold now; a role that cannot be known counts as MEMBER."""
        return await self.ask_standing()

    @property
    def sender(self) -> MemberId:
        return self.message.sender


Handler = Callable[[Call], Awaitable[Reply | None]]


@dataclass(frozen=True, slots=True)
class Command:
    """``usage`` is the right form without the name; ``acts_on`` commands need a target member.

    ``private`` commands work in a private chat; ``anywhere`` also in a group not enabled. ``always_heard``
    ones are answered even to somebody who is to be silent.
    """

    name: str
    alias: str
    role: Role
    handler: Handler
    usage: str
    summary: str
    area: str
    acts_on: bool = False
    target_optional: bool = False
    target_unchecked: bool = False
    private: bool = False
    private_only: bool = False
    anywhere: bool = False
    always_heard: bool = False


class CommandTable:
    """Names and Chinese names, case folded. A name can be taken once."""

    def __init__(self) -> None:
        self._by_name: dict[str, Command] = {}
        self._all: list[Command] = []

    def add(self, command: Command) -> None:
        """Raises ValueError for a name that is taken by another area."""
        for name in (command.name, command.alias):
            taken = self._by_name.get(name.lower())
            if taken is not None and taken.area != command.area:
                raise ValueError(f"command {name!r} is declared by {taken.area} and by {command.area}")
            self._by_name[name.lower()] = command
        self._all = [c for c in self._all if c.name != command.name] + [command]

    def find(self, text: str) -> tuple[Command, str] | None:
        """The command that ``text`` calls and the words after its name, or None."""
        if not text.startswith(PREFIXES):
            return None
        words = text[1:].split(maxsplit=1)
        if not words:
            return None
        name, rest = words[0], words[1] if len(words) > 1 else ""
        command = self._by_name.get(name.lower())
        if command is None and (glued := _GLUED.fullmatch(name)) is not None:
            command, rest = self._by_name.get(glued[1].lower()), f"{glued[2]} {rest}".rstrip()
        return (command, rest) if command is not None else None

    def get(self, name: str) -> Command | None:
        """By name or Chinese name, with or without the prefix."""
        return self._by_name.get(name.lstrip("/／").lower())

    def all(self) -> list[Command]:
        """In order of declaration."""
        return list(self._all)


table = CommandTable()
"""This process's table; plugins declare into it when they are loaded."""


class Area:
    """One area's way to declare its commands: ``@area.command("notice", "通知", role=…, …)``."""

    def __init__(self, name: str, into: CommandTable = table) -> None:
        self.name = name
        self._into = into

    def command(
        self, name: str, alias: str, *, role: Role, usage: str, summary: str, **flags: bool
    ) -> Callable[[Handler], Handler]:
        """Declare the decorated handler. ``flags`` are Command's booleans."""

        def declare(handler: Handler) -> Handler:
            self._into.add(Command(name, alias, role, handler, usage, summary, self.name, **flags))
            return handler

        return declare
