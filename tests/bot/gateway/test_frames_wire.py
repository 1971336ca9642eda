"""Every recorded frame over a real WebSocket: what becomes of it, and that the connection lives on."""

import json
from typing import Any

import pytest

from bot.domain.events import AccountState, Event
from bot.domain.messages import IncomingMessage
from bot.domain.ports import Outcome
from bot.gateway.account import Account
from bot.gateway.outcomes import Kind
from tests.bot.gateway.conftest import House, Implementation, entries, frame_of

MARKER11 = {
    "time": 1793260000,
    "self_id": 3001001001,
    "post_type": "message",
    "message_type": "private",
    "sub_type": "friend",
    "user_id": 42,
    "message": "marker",
}
MARKER12 = {
    "id": "m",
    "time": 1793260000.0,
    "type": "message",
    "detail_type": "private",
    "sub_type": "",
    "user_id": "marker",
    "message": [{"type": "text", "data": {"text": "marker"}}],
    "alt_message": "marker",
}


async def exchange(house: House, peer: Implementation, frame: Any, marker: dict[str, Any]) -> list[Any]:
    """What arrives between this frame and a genuine message that follows it."""
    before = len(house.sink.everything)
    number = f"mark-{before}"
    await peer.send(frame)
    await peer.send({**marker, "message_id": number})
    await house.sink.wait_for(lambda: any(message.id == number for message in house.sink.messages))
    return house.sink.everything[before:-1]


async def test_every_v11_event_becomes_what_the_manifest_says(house: House) -> None:
    async with house.connect11() as socket:
        peer = Implementation(socket)
        for entry in entries("v11.event"):
            arrived = await exchange(house, peer, frame_of(entry["file"][:-5]), MARKER11)
            assert kinds(arrived, entry["becomes"]) == expected(entry), entry["file"]
        assert house.gateway.counters.dispatch_errors == 0
        assert house.downs == []


async def test_every_v12_event_becomes_what_the_manifest_says(house: House) -> None:
    async with house.connect12() as socket:
        peer = Implementation(socket, {"get_supported_actions": []})
        await peer.send(frame_of("v12_meta_connect"))
        await peer.send(frame_of("v12_meta_status_update_online"))
        for entry in entries("v12.event"):
            frame = frame_of(entry["file"][:-5])
            marker = {**MARKER12, "self": frame.get("self", {"platform": "wechat", "user_id": "wxid_bot0001"})}
            arrived = await exchange(house, peer, frame, marker)
            if entry["file"] == "v12_meta_heartbeat.json":
                assert kinds(arrived, "Heartbeat") == ["Heartbeat"]
            else:
                assert kinds(arrived, entry["becomes"]) == expected(entry), entry["file"]
        assert house.gateway.counters.dispatch_errors == 0
        assert {platform.account for platform in house.ups} == {"wxid_bot0001", "3001001001"}


def kinds(arrived: list[IncomingMessage | Event], becomes: str | None) -> list[str]:
    """States of the account are told on top of what a frame says, unless they are what it says."""
    return [type(one).__name__ for one in arrived if becomes == "AccountState" or not isinstance(one, AccountState)]


def expected(entry: dict[str, Any]) -> list[str]:
    return [entry["becomes"]] if entry["becomes"] else []


@pytest.mark.parametrize("version", ["v11", "v12"])
async def test_every_answer_is_read_as_the_manifest_says(house: House, version: str) -> None:
    answers = {entry["file"]: entry for entry in entries(f"{version}.resp")}
    given = {"get_supported_actions": []} | {name: frame_of(name[:-5]) for name in answers}
    async with house.connect11() if version == "v11" else house.connect12() as socket:
        peer = Implementation(socket, given)
        if version == "v12":
            await peer.send(frame_of("v12_meta_connect"))
            await peer.send(frame_of("v12_meta_status_update_online"))
        await house.sink.wait_for(lambda: bool(house.ups))
        account = house.ups[0]
        assert isinstance(account, Account)
        for name, entry in answers.items():
            # The call goes out under the file's name, so that the other side knows which answer is meant.
            peer.answers[entry["action"]] = given[name]
            match Kind[entry["call"]]:
                case Kind.SEND:
                    result = await account.deliver(entry["action"], {})
                case Kind.EFFECT:
                    result = await account.act(entry["action"], {}, urgent=True)
                case Kind.QUERY:
                    result = await account.ask(entry["action"], {})
            assert result.outcome == Outcome(entry["outcome"]), name
            assert result.message == entry.get("message"), name


async def test_an_answer_that_comes_twice_or_too_late_ends_nothing(house: House) -> None:
    async with house.connect11() as socket:
        peer = Implementation(socket)
        asked = await peer.asked("get_version_info")
        for echo in (asked["echo"], asked["echo"], "echo-of-nobody", "1", 7, None, [], {}):
            await socket.send(json.dumps({"status": "ok", "retcode": 0, "data": None, "echo": echo}))
        await exchange(house, peer, {}, MARKER11)
        assert house.gateway.counters.double_answers >= 2
        assert house.gateway.counters.late_answers >= 5
