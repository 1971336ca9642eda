"""Plays a script in a town, at a chosen speed, with pauses."""

import asyncio
import contextlib
import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from .harness import Wire
from .steps import Do, Find, Step
from .town import Town
from .world import Message, Refused, Role

TICK_SECONDS = 0.1
PATIENCE_TICKS = 60
"""How long a step waits for what it needs to be found before it is left out."""
PLACEHOLDER = re.compile(r"\{(\w+)\}")


SOON = "soon"
"""Always known: twenty-five minutes from now, as one writes it in the group."""
SHANGHAI = timezone(timedelta(hours=8))


def soon(now: datetime) -> str:
    """When something about to begin begins: ``今天 14:35``."""
    here = now.astimezone(SHANGHAI)
    then = here + timedelta(minutes=25)
    return f"{'今天' if then.date() == here.date() else '明天'} {then:%H:%M}"


class Player:
    """One script at a time. ``sleep`` may be replaced to play without waiting."""

    def __init__(
        self, town: Town, steps: Sequence[Step], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._town = town
        self._steps = sorted(steps, key=lambda step: step.at)
        self._sleep = sleep
        self._speed = 1.0
        self._paused = False
        self._task: asyncio.Task[None] | None = None
        self._position = 0.0
        self._shown: dict[str, str] = {"clock": "", "caption": "", "chat": ""}
        self._finds: list[tuple[Find, Wire, int]] = []
        self._found: dict[str, str] = {}
        self._messages: dict[str, Message] = {}
        self.skipped: list[Step] = []

    @property
    def total(self) -> float:
        return self._steps[-1].at + 2 if self._steps else 0.0

    async def command(self, command: str, speed: float = 0.0) -> None:
        """``play`` (from the start), ``pause``, ``resume``, ``stop``; ``speed`` above 0 sets the pace."""
        if speed > 0:
            self._speed = min(speed, 20.0)
        if command == "play":
            await self.stop()
            self._task = asyncio.create_task(self.play())
        elif command in ("pause", "resume"):
            self._paused = command == "pause"
        elif command == "stop":
            await self.stop()
            self._show("idle")
            return
        if self._task is not None and not self._task.done():
            self._show("paused" if self._paused else "playing")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def play(self) -> None:
        self._position, self._paused = 0.0, False
        self._finds, self._found, self._messages, self.skipped = [], {}, {}, []
        self._prepare()
        for step in self._steps:
            while self._position < step.at or self._paused:
                await self._tick()
            for _ in range(PATIENCE_TICKS):
                self._look()
                if self._is_ready(step):
                    break
                await self._tick(is_waiting=True)
            self._take(step)
        while self._position < self.total:
            await self._tick()
        self._show("done")

    def _prepare(self) -> None:
        """Put right what an earlier playing left behind: who has to speak is in, and may speak."""
        for step in self._steps:
            if not step.who or step.do is Do.ASK_IN:
                continue
            wire = self._town.wire_of(step.chat)
            group = wire.world.group(step.chat)
            user = wire.user(step.chat, step.who)
            owner = next(member.id for member in group.members.values() if member.role is Role.OWNER)
            if user not in group.members:
                card = group.left[user].name
                wire.world.join(step.chat, user, operator=owner, invited=True).card = card
            if group.members[user].is_muted(wire.world.clock()):
                wire.world.mute(step.chat, user, 0, owner)

    async def _tick(self, *, is_waiting: bool = False) -> None:
        await self._sleep(TICK_SECONDS)
        if not self._paused and not is_waiting:
            before, self._position = self._position, self._position + TICK_SECONDS * self._speed
            if int(before) != int(self._position):
                self._show("playing")

    def _show(self, state: str) -> None:
        view: dict[str, Any] = {
            "state": state,
            "at": round(self._position, 1),
            "total": self.total,
            "speed": self._speed,
        }
        self._town.show_day({**view, **self._shown})

    def _look(self) -> None:
        """Search what the bot said since each find was asked for."""
        for find, wire, since in self._finds:
            for number in range(since + 1, len(wire.world.messages) + 1):
                message = wire.world.messages[number]
                match = re.search(find.pattern, message.text) if message.author == wire.account.id else None
                if match:
                    self._found[find.name] = next(group for group in match.groups() if group)
                    self._messages[find.name] = message
                    break

    def _is_ready(self, step: Step) -> bool:
        needed = {*PLACEHOLDER.findall(step.text), *((step.on,) if step.on else ())}
        return all(name in self._found or name in self._messages for name in needed - {SOON})

    def _take(self, step: Step) -> None:
        self._shown["chat"] = step.chat
        self._shown["clock"] = step.clock or self._shown["clock"]
        self._shown["caption"] = step.caption or self._shown["caption"]
        self._show("playing")
        if not self._is_ready(step):
            self.skipped.append(step)
            return
        wire = self._town.wire_of(step.chat)
        for find in step.find:
            self._finds = [entry for entry in self._finds if entry[0].name != find.name]
            self._finds.append((find, wire, len(wire.world.messages)))
        try:
            message = self._perform(step, wire)
        except (Refused, KeyError):
            self.skipped.append(step)
            return
        if step.remember and message is not None:
            self._messages[step.remember] = message

    def _perform(self, step: Step, wire: Wire) -> Message | None:
        values = {**self._found, SOON: soon(wire.world.clock())}
        words = PLACEHOLDER.sub(lambda match: values[match[1]], step.text)
        on = self._messages.get(step.on)
        match step.do:
            case Do.SAY:
                return self._say(step, wire, words, on)
            case Do.WHISPER:
                return wire.whisper(wire.user(step.chat, step.who), words, quote=on)
            case Do.REACT if on is not None:
                wire.react(on, step.who, words)
            case Do.UPLOAD:
                content = step.content(wire.world, step.chat) if step.content else b""
                return wire.upload(step.chat, step.who, words, content)
            case Do.ASK_IN:
                wire.request_join(step.chat, self._stranger(wire, step.who), words, nickname=step.who)
            case Do.INVITE:
                wire.join(step.chat, self._stranger(wire, words), words, inviter=step.who)
            case Do.KICK:
                wire.world.kick(step.chat, wire.user(step.chat, words), wire.user(step.chat, step.who))
            case _:
                pass
        return None

    def _say(self, step: Step, wire: Wire, words: str, on: Message | None) -> Message:
        users = [wire.user(step.chat, name) for name in step.mention]
        parts = wire.mentioned(step.chat, words, users)
        return wire.say(step.chat, step.who, parts, quote=on)

    def _stranger(self, wire: Wire, nickname: str) -> str:
        """The id of a person outside by nickname, or a new one."""
        known = next((user for user, person in wire.world.people.items() if person.nickname == nickname), None)
        return known or wire.new_id()
