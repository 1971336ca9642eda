"""Ten thousand frames nobody should ever send: nothing raises, and no genuine message among them is lost."""

import asyncio
import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from nonebot import on
from nonebot.adapters import Event

from tests.bot.gateway.conftest import House, Implementation, entries, frame_of
from tests.bot.gateway.test_frames_wire import MARKER11, MARKER12

JUNK: list[Any] = [
    None, True, False, 0, -1, 2**31, -(2**63), 2**70, 1e308, -0.5, "", " ", "0", "\x00", "\ud7ff", "💥" * 50,
    "x" * 3000,
    [], {}, [[]], [None], {"": {}}, [{"type": None}], {"type": "text"}, [{"type": "text", "data": None}], "[CQ:at,qq=]",
    "[CQ:" * 200, ["text"], [{"type": "json", "data": {"data": "[" * 500}}], {"user_id": {}},
    "2026-11-23", [1, "a", {}],
]  # fmt: skip


@pytest.fixture
def complaints() -> Iterator[list[dict[str, Any]]]:
    """What the event loop complains of: exceptions of tasks that nobody fetched."""
    found: list[dict[str, Any]] = []
    loop = asyncio.get_event_loop()
    before = loop.get_exception_handler()
    loop.set_exception_handler(lambda _, context: found.append(context))
    yield found
    loop.set_exception_handler(before)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every container with every key in it."""
    found: list[tuple[Any, Any]] = []
    if isinstance(value, dict | list):
        for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
            found.append((value, key))
            found.extend(places(inner))
    return found


def mutated(frame: dict[str, Any], chance: random.Random) -> str | bytes:
    form = chance.random()
    frame = copy.deepcopy(frame)
    for _ in range(chance.choice([1, 1, 2, 5])):
        container, key = chance.choice(places(frame) or [({"": 0}, "")])
        if chance.random() < 0.3:
            del container[key]
        else:
            container[key] = copy.deepcopy(chance.choice(JUNK))
    text = json.dumps(frame)
    if form < 0.80:
        return text
    if form < 0.88:
        return text[: chance.randrange(len(text))]
    if form < 0.93:
        return chance.randbytes(chance.randrange(300))
    if form < 0.96:
        return text.encode()
    depth = chance.choice([100, 900, 5000])
    return '{"post_type":"message","type":"message","message":' + "[" * depth + "]" * depth + "}"


async def storm(house: House, peer: Implementation, version: str, count: int, marker: dict[str, Any]) -> list[str]:
    """Send ``count`` mutated frames with a genuine message now and then; the ids of the genuine ones."""
    chance = random.Random(20261123)
    frames = [frame_of(entry["file"][:-5]) for entry in entries(f"{version}.event") + entries(f"{version}.resp")]
    genuine: list[str] = []
    for number in range(count):
        await peer.send(mutated(chance.choice(frames), chance))
        if number % 100 == 99:
            genuine.append(f"genuine-{number}")
            await peer.send({**marker, "message_id": genuine[-1]})
    await house.sink.wait_for(lambda: any(m.id == genuine[-1] for m in house.sink.messages), seconds=60)
    return genuine


def arrived(house: House) -> list[str]:
    return [message.id for message in house.sink.messages if message.id.startswith("genuine-")]


async def test_v11_survives_mutated_frames(house: House, complaints: list[dict[str, Any]]) -> None:
    async with house.connect11() as socket:
        peer = Implementation(socket)
        assert arrived(house) == [] != await storm(house, peer, "v11", 5000, MARKER11)
        assert arrived(house) == [f"genuine-{n}" for n in range(99, 5000, 100)]
        await survived(house, complaints)


async def test_v12_survives_mutated_frames(house: House, complaints: list[dict[str, Any]]) -> None:
    marker = {**MARKER12, "self": {"platform": "wechat", "user_id": "wxid_bot0001"}}
    async with house.connect12() as socket:
        peer = Implementation(socket, {"get_supported_actions": ["delete_message"]})
        await peer.send(frame_of("v12_meta_connect"))
        await peer.send(frame_of("v12_meta_status_update_online"))
        await storm(house, peer, "v12", 5000, marker)
        assert arrived(house) == [f"genuine-{n}" for n in range(99, 5000, 100)]
        await survived(house, complaints)


async def survived(house: House, complaints: list[dict[str, Any]]) -> None:
    counters = house.gateway.counters
    assert counters.dispatch_errors == 0
    assert counters.malformed > 300
    assert counters.unknown > 300
    assert house.downs == []
    await asyncio.sleep(0)
    assert complaints == []


async def test_mutated_frames_with_a_foreign_plugin_loaded(house: House, complaints: list[dict[str, Any]]) -> None:
    matcher = on("", priority=7, block=False)
    seen: list[Event] = []

    @matcher.handle()
    async def _(event: Event) -> None:
        seen.append(event)
        house.sink.nudge()

    try:
        async with house.connect11() as socket:
            await storm(house, Implementation(socket), "v11", 500, MARKER11)
            assert arrived(house) == [f"genuine-{n}" for n in range(99, 500, 100)]
            await house.sink.wait_for(lambda: len(seen) > 100, seconds=60)
            assert house.downs == []
    finally:
        matcher.destroy()
    assert complaints == []


def test_mutations_are_the_same_every_time() -> None:
    frame, make = frame_of("v11_msg_group_text_spec"), mutated
    again: Callable[[], list[str | bytes]] = lambda: [make(frame, random.Random(n)) for n in range(20)]  # noqa: E731
    assert again() == again()
