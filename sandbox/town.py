"""Both platforms at once: the worlds and lines behind the page, and who is told of their changes."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from .harness import Wire
from .link import Link
from .offices import ADMIN, OWNER, QQ_BOT, SECOND_ADMIN, furnish_qq, furnish_wechat, qq_world, wechat_world
from .onebot11 import QQLink
from .onebot12 import WeChatLink
from .views import Lines, call_view, group_view, members_view, message_view, side_view
from .words import is_query
from .world import Chat, Refused, Role, World
from .world.changes import Change, EssenceSet, Reacted, Recalled, Said

QQ_SMALL, QQ_DESK = "600700801", "600700900"
Patch = dict[str, Any]


class Town:
    """The QQ and the WeChat side of the page, with ``size`` people in the first group of each.

    ``patches`` go to every listener: parts of the state that changed, in the shape of ``state``.
    """

    def __init__(self, bot_url: str, token: str, *, heartbeat: float = 15.0, size: int = 30) -> None:
        qq, qq_account = qq_world()
        furnish_qq(qq, size=size)
        furnish_qq(qq, QQ_SMALL, "项目协作群", size=12)
        _furnish_desk(qq)
        wechat, wechat_account = wechat_world()
        furnish_wechat(wechat, size=size, bot_role=Role.MEMBER)
        self.wires = {
            "qq": Wire(QQLink(bot_url, token, qq, qq_account, heartbeat=heartbeat, reports_self=True)),
            "wechat": Wire(WeChatLink(bot_url, token, wechat, wechat_account, heartbeat=heartbeat)),
        }
        self.lines = Lines()
        self.deeds: list[Patch] = []
        self.day_view: Patch = {"state": "idle"}
        self._seen = dict.fromkeys(self.wires, 0)
        self._open: dict[tuple[str, int], int] = {}
        self._connected = dict.fromkeys(self.wires, False)
        self.joined = asyncio.Event()
        """Set once both lines have reached the bot."""
        self._listeners: set[asyncio.Queue[Patch]] = set()
        for name, wire in self.wires.items():
            wire.world.subscribe(self._changed(name))
            wire.link.watch(self._stirred(name))

    def start(self) -> None:
        for wire in self.wires.values():
            wire.link.start()

    async def stop(self) -> None:
        for wire in self.wires.values():
            await wire.link.stop()

    def serve_files_at(self, base: str) -> None:
        """Where the bot can fetch files from: an address such as ``http://127.0.0.1:8090``."""
        for wire in self.wires.values():
            link: Link = wire.link
            if isinstance(link, QQLink):
                link.frames.file_base = base
            elif isinstance(link, WeChatLink):
                link.file_base = base

    def platform_of(self, group: str) -> str:
        for name, wire in self.wires.items():
            if group in wire.world.groups:
                return name
        raise Refused("unknown_group")

    def wire_of(self, group: str) -> Wire:
        return self.wires[self.platform_of(group)]

    # What the page sees.

    def state(self) -> Patch:
        groups = [(name, group) for name, wire in self.wires.items() for group in wire.world.groups.values()]
        return {
            "sides": [side_view(name, wire) for name, wire in self.wires.items()],
            "groups": [group_view(name, group) for name, group in groups],
            "members": {group.id: members_view(self.wires[name].world, group.id) for name, group in groups},
            "messages": [
                message_view(wire, name, message)
                for name, wire in self.wires.items()
                for message in _newest(wire.world)
            ],
            "lines": self.lines.all[-600:],
            "deeds": self.deeds[-300:],
            "day": self.day_view,
        }

    def listen(self) -> asyncio.Queue[Patch]:
        queue: asyncio.Queue[Patch] = asyncio.Queue()
        self._listeners.add(queue)
        return queue

    def leave(self, queue: asyncio.Queue[Patch]) -> None:
        self._listeners.discard(queue)

    def tell(self, patch: Patch) -> None:
        for queue in self._listeners:
            queue.put_nowait(patch)

    def show_day(self, view: Patch) -> None:
        self.day_view = view
        self.tell({"day": view})

    def tell_sides(self) -> None:
        self.tell({"sides": [side_view(name, wire) for name, wire in self.wires.items()]})

    def _changed(self, name: str) -> Callable[[Sequence[Change]], None]:
        wire = self.wires[name]

        def subscriber(changes: Sequence[Change]) -> None:
            for change in changes:
                if isinstance(change, Said | Recalled | Reacted | EssenceSet):
                    self.tell({"messages": [message_view(wire, name, change.message)]})
                else:
                    self._tell_group(name, change)
                line = self.lines.of(wire, name, change)
                if line is not None:
                    self.tell({"lines": [line]})

        return subscriber

    def _tell_group(self, name: str, change: Change) -> None:
        world = self.wires[name].world
        if change.group not in world.groups:
            self.tell_sides()
            return
        self.tell(
            {
                "groups": [group_view(name, world.group(change.group))],
                "members": {change.group: members_view(world, change.group)},
            }
        )

    def _stirred(self, name: str) -> Callable[[], None]:
        wire = self.wires[name]

        def watcher() -> None:
            if self._connected[name] != wire.link.is_connected:
                self._connected[name] = wire.link.is_connected
                if all(self._connected.values()):
                    self.joined.set()
                self.tell_sides()
            for call in wire.calls[self._seen[name] :]:
                if not is_query(call.action):
                    self._open[name, call.number] = len(self.deeds)
                    self.deeds.append(call_view(wire, name, call))
                    self.tell({"deeds": [self.deeds[-1]]})
            self._seen[name] = len(wire.calls)
            for (side, number), position in list(self._open.items()):
                call = self.wires[side].calls[number - 1]
                if call.is_over:
                    del self._open[side, number]
                    self.deeds[position] = call_view(self.wires[side], side, call, self.deeds[position])
                    self.tell({"deeds": [self.deeds[position]]})

        return watcher

    def chat_of(self, platform: str, chat: str) -> Chat:
        """The chat that the page calls ``chat``: a group's id, or ``p:<platform>:<user>``."""
        if chat.startswith("p:"):
            return Chat("private", chat.split(":", 2)[2], self.wires[platform].account.id)
        return Chat("group", chat)


def _newest(world: World) -> list[Any]:
    return sorted((message for log in world.chats.values() for message in log[-300:]), key=lambda found: found.number)


def _furnish_desk(world: World) -> None:
    """The administrators' own group."""
    world.add_group(QQ_DESK, "群管理工作台")
    for user, role in ((OWNER, Role.OWNER), (ADMIN, Role.ADMIN), (SECOND_ADMIN, Role.ADMIN), (QQ_BOT, Role.ADMIN)):
        world.settle_in(QQ_DESK, user, role=role, card=world.member("600700800", user).card)
