"""Who may connect, what the pages say, and what happens when the line or the account is gone."""

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake

from sandbox.world import Platform
from tests.wire.process import PATIENCE, Process
from tests.wire.room import Room, room_on


@pytest.mark.parametrize("path", ["/onebot/v11/ws", "/onebot/v12/ws", "/onebot/v11/", "/onebot/v12/"])
@pytest.mark.parametrize("token", [None, "Bearer wrong", "Bearer ", "Token x", "wire-token-1723x"])
async def test_a_wrong_or_missing_token_is_refused(bot: Process, path: str, token: str | None) -> None:
    headers = {"X-Self-ID": "4001", **({"Authorization": token} if token else {})}
    with pytest.raises(InvalidHandshake):
        async with connect(bot.socket_url + path, additional_headers=headers, proxy=None, open_timeout=PATIENCE):
            pass


async def test_nothing_is_taken_over_http_and_no_account_appears_by_it(bot: Process) -> None:
    frame = {"post_type": "message", "message_type": "group", "self_id": 4002, "group_id": 1, "user_id": 2,
             "message_id": 3, "raw_message": "/启用", "message": "/启用", "time": 1, "sub_type": "normal"}  # fmt: skip
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
        for path in ("/onebot/v11/", "/onebot/v11/http", "/onebot/v11/ws", "/onebot/v12/", "/onebot/v12/http"):
            url = f"http://127.0.0.1:{bot.port}{path}"
            answer = await client.post(url, json=frame, headers={"X-Self-ID": "4002"})
            assert answer.status_code == 401, path
    assert "4002" not in [each["id"] for each in (await bot.get("/healthz")).json()["accounts"]]


async def test_health_and_figures_are_told(bot: Process, room: Room) -> None:
    health = await bot.get("/healthz")
    assert health.status_code == 200
    report = health.json()
    assert report["status"] == "ok"
    assert report["store"] is report["workers"] is True
    assert room.wire.account.id in [each["id"] for each in report["accounts"]]
    figures = await bot.get("/metrics")
    assert figures.status_code == 200
    assert figures.headers["content-type"].startswith("text/plain")
    assert "# TYPE qungui_intake_messages_total counter" in figures.text
    assert await bot.figure("qungui_groups") >= 1
    assert await bot.figure("qungui_intake_messages_total") >= 2
    assert bot.token not in health.text + figures.text


@pytest.mark.parametrize("platform", [Platform.QQ, Platform.WECHAT])
async def test_an_account_that_goes_offline_behind_its_line_is_noticed(bot: Process, platform: Platform) -> None:
    async with room_on(bot, platform) as room:
        await room.open()
        before = len(bot.lines)
        room.world.set_online(room.wire.account.id, False, "KickedOffLine")
        room.wire.link.beat()
        line = await bot.logged(f"account {room.wire.account.id} is away", after=before)
        assert "ERROR" in line
        room.world.set_online(room.wire.account.id, True)
        room.wire.link.beat()
        who = "林静" if platform is Platform.QQ else "超级"
        await room.order(who, "/帮助 记录", "/记录")


async def test_after_a_cut_line_everything_goes_on(bot: Process, room: Room) -> None:
    await room.wire.drop()
    await bot.logged(f"account {room.wire.account.id} is away")
    await room.wire.reconnect(PATIENCE)
    await room.order("林静", "/帮助 记录", "/记录")


async def test_no_secret_is_in_the_log(bot: Process) -> None:
    assert not [line for line in bot.lines if bot.token in line]
