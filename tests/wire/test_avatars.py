"""Avatars on the wire: asked of the address that was set, over HTTP, and told when somebody comes under another's."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.pictures import png, scenery
from tests.wire.process import started
from tests.wire.room import SUPERUSERS, room_on


class Place:
    """A server of avatars on the loopback interface: ``pictures`` by account, others get one of their own."""

    def __init__(self) -> None:
        self.pictures: dict[str, bytes] = {}
        self.asked: list[str] = []

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = (await reader.readuntil(b"\r\n\r\n")).decode().split(" ")[1]
        member = path.removeprefix("/avatar/")
        self.asked.append(member)
        body = self.pictures.get(member) or png(scenery(int(member), (140, 140)), "JPEG")
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()
        writer.close()


@pytest.fixture
async def place() -> AsyncIterator[tuple[Place, str]]:
    place = Place()
    server = await asyncio.start_server(place.answer, "127.0.0.1", 0)
    async with server:
        yield place, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/avatar/{{id}}"


async def test_whoever_comes_under_an_administrators_avatar_is_told(place: tuple[Place, str], tmp_path: Path) -> None:
    avatars, address = place
    token = "wire-token-3102"
    settings = {"ONEBOT_ACCESS_TOKEN": token, "SUPERUSERS": json.dumps(SUPERUSERS), "AVATAR_URL": address}
    async with started(settings, folder=tmp_path) as process, room_on(process) as room:
        jing, newcomer = room.id("林静"), room.wire.new_id()
        avatars.pictures[jing] = png(scenery(7, (140, 140)))
        avatars.pictures[newcomer] = png(scenery(7, (100, 100)), "JPEG", quality=60)
        await room.open()
        room.wire.join(room.group, newcomer, "小新")
        told = await room.hears("的头像与")
        assert newcomer in told
        assert jing in told
        assert {jing, newcomer} <= set(avatars.asked)
        assert "第十一条" in told
        assert room.calls("set_group_ban") == room.calls("set_group_kick") == []
        assert process.tracebacks() == []
