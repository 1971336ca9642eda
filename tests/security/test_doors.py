"""Who gets in, in a real process: nobody without the token, nothing over HTTP; and what the log tells of it."""

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake

from bot.gateway.selfprobe import is_shut
from sandbox.world import Platform
from tests.wire.process import Process, started
from tests.wire.room import SUPERUSERS, room_on

TOKEN = "canary+tok/en'\\with\"signs"
SECRET = "canary-secret-8812"
PHONE, IDENTITY, WORDS = "13912348765", "11010519491231002X", "只有天知地知你知我知的一句话"


@pytest.fixture(scope="module")
async def guarded(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Process]:
    settings = {"ONEBOT_ACCESS_TOKEN": TOKEN, "ONEBOT_SECRET": SECRET, "LOG_LEVEL": "TRACE"}
    settings["SUPERUSERS"] = json.dumps(SUPERUSERS)
    folder: Path = tmp_path_factory.mktemp("guarded")
    async with started(settings, folder=folder) as process:
        process.token = TOKEN
        yield process


async def refused(url: str, headers: dict[str, str]) -> bool:
    try:
        async with connect(url, additional_headers=headers, open_timeout=5):
            return False
    except InvalidHandshake:
        return True


@pytest.mark.parametrize("path", ["/onebot/v11/ws", "/onebot/v11/", "/onebot/v11", "/onebot/v12/ws", "/onebot/v12"])
async def test_without_the_token_nobody_gets_in_by_any_spelling(guarded: Process, path: str) -> None:
    offers = (
        "",
        "Bearer",
        "Bearer ",
        "Bearer x",
        "bearer null",
        f"Basic {SECRET}",
        f"Bearer {SECRET}",
        "Bearer canary",
    )
    for offer in offers:
        headers = {"X-Self-ID": "1", "X-Client-Role": "Universal"} | ({"Authorization": offer} if offer else {})
        assert await refused(guarded.socket_url + path, headers), offer
    assert await refused(guarded.socket_url + path + "?access_token=", {"X-Self-ID": "1"})


async def test_nothing_forged_comes_in_over_http_and_the_account_stays_free(guarded: Process) -> None:
    frame = {"post_type": "message", "message_type": "group", "self_id": 4002, "user_id": 1, "group_id": 2,
             "message_id": 3, "message": "/停用", "time": 1, "sender": {"role": "owner"}}  # fmt: skip
    async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
        for version in ("v11", "v12"):
            for path in ("", "/", "/http", "/http/", "/ws", "/ws/"):
                url = f"http://127.0.0.1:{guarded.port}/onebot/{version}{path}"
                answer = await client.post(
                    url, json=frame, headers={"X-Self-ID": "4002", "Authorization": f"Bearer {TOKEN}"},
                    follow_redirects=True,
                )  # fmt: skip
                assert answer.status_code in (401, 403, 404, 405), (url, answer.status_code)
    headers = {"X-Self-ID": "4002", "X-Client-Role": "Universal", "Authorization": f"Bearer {TOKEN}"}
    async with connect(guarded.socket_url + "/onebot/v11/ws", additional_headers=headers, open_timeout=5) as line:
        assert json.loads(await asyncio.wait_for(line.recv(), 10))["action"]


async def test_the_pages_of_the_framework_are_not_served(guarded: Process) -> None:
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert (await guarded.get(path)).status_code == 404


async def test_the_probe_tells_a_shut_door_from_an_open_one(guarded: Process) -> None:
    assert await is_shut("127.0.0.1", guarded.port) is True
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        assert await is_shut("127.0.0.1", nobody.getsockname()[1], tries=1) is None


async def test_a_bot_that_lets_strangers_in_ends_itself(tmp_path: Path) -> None:
    """As when a newer adapter applies no token any more: here the check is taken away on purpose."""
    program = tmp_path / "open_door.py"
    program.write_text(
        "import sys\nfrom bot.gateway import onebot11, onebot12\n"
        "onebot11.is_admitted = onebot12.is_admitted = lambda *words: True\n"
        "from bot.__main__ import main\nsys.exit(main(['run']))\n"
    )
    async with started({"ONEBOT_ACCESS_TOKEN": TOKEN}, folder=tmp_path, program=(str(program),)) as process:
        await process.logged("let a stranger in", timeout=15)
        async with asyncio.timeout(15):
            await process.child.wait()
    assert [line for line in process.lines if "the bot stops" in line]


async def test_a_whole_day_at_the_lowest_level_leaves_no_secret_and_no_word_of_anybody_in_the_log(
    guarded: Process,
) -> None:
    async with room_on(guarded) as room:
        await room.open()
        room.say("李雷", f"我的身份证号是{IDENTITY}，电话{PHONE}")
        await room.hears("案件 #")
        room.say("王小明", WORDS)
        await room.order("林静", f"/通知 {WORDS}", WORDS)
        room.say("韩梅梅", f"/登记 韩梅梅 测试 {PHONE}")
        room.say("林静", room.at("王小明", "/警告", WORDS))
        room.say("赵敏", f"/申诉 99 {WORDS}")
        await room.settled()
        for junk in ("{", "[]", "null", "\x00", '{"post_type":"message","message":"' + WORDS + '"}', WORDS):
            await room.wire.send_raw(junk)
        await room.settled()
    log = "\n".join(guarded.lines)
    assert len(guarded.lines) > 20
    for canary in (TOKEN, repr(TOKEN)[1:-1], json.dumps(TOKEN)[1:-1], TOKEN.replace("\\", "\\\\"), SECRET):
        assert canary not in log, canary
    for line in guarded.lines:
        for canary in (PHONE, IDENTITY, WORDS):
            assert canary not in line, line


async def test_the_token_in_an_address_is_not_logged_either(guarded: Process) -> None:
    url = f"{guarded.socket_url}/onebot/v12/ws?access_token=canary%2Btok%2Fen%27%5Cwith%22signs"
    before = len(guarded.lines)
    async with connect(url, additional_headers={"Sec-WebSocket-Protocol": "12.x"}, subprotocols=None, open_timeout=5):
        pass
    await asyncio.sleep(0)
    assert not [line for line in guarded.lines[before:] if "canary" in line]


async def test_a_flood_of_broken_frames_writes_few_lines(guarded: Process) -> None:
    async with room_on(guarded, Platform.QQ) as room:
        await room.open()
        before = len(guarded.lines)
        for number in range(3_000):
            room.wire.link.send_raw("{" * (number % 7 + 1))
            room.wire.link.send_raw(json.dumps({"post_type": "message", "message_type": number, "user_id": {}}))
        await room.settled()
        written = [line for line in guarded.lines[before:] if not re.search(r" (TRACE|DEBUG) ", line)]
    assert len(written) < 100


async def test_strange_accounts_write_no_lines_of_their_own(guarded: Process) -> None:
    """What a client calls itself cannot end a line and begin another one, nor colour a terminal."""
    before = len(guarded.lines)
    headers = {"X-Self-ID": "1\x1b[31m9", "X-Client-Role": "Universal", "Authorization": f"Bearer {TOKEN}"}
    try:
        async with connect(guarded.socket_url + "/onebot/v11/ws", additional_headers=headers, open_timeout=5):
            pass
    except (InvalidHandshake, ValueError):
        pass
    await guarded.get("/healthz")
    assert not [line for line in guarded.lines[before:] if "\x1b" in line]
