"""Who may connect, who is turned away, and what happens when a line dies."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator

import httpx
import nonebot
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from bot.domain.events import AccountState
from bot.domain.ids import AccountId, ChatRef
from bot.domain.messages import Text
from bot.domain.ports import Outcome
from bot.gateway import current, onebot11
from bot.gateway.platform11 import Platform11
from tests.bot.gateway.conftest import House, Implementation, frame_of, opened
from tests.bot.gateway.test_frames_wire import MARKER11, MARKER12

ONLINE = {"get_status": {"online": True, "good": True}}
GROUP = ChatRef("qq", "600700800")


@contextlib.asynccontextmanager
async def refused() -> AsyncIterator[None]:
    with pytest.raises(InvalidStatus) as caught:
        yield
    assert caught.value.response.status_code in (401, 403)


async def test_a_wrong_token_is_refused_before_the_handshake(house: House) -> None:
    for token in ("wrong", "", "令牌"):
        async with refused():
            await house.connect11(token=token)
        async with refused():
            await house.connect12(token=token)
    assert house.gateway.counters.refused_connections == 6
    assert house.ups == []


async def test_the_older_word_for_bearer_is_understood() -> None:
    async with opened("secret") as house, house.connect11(Authorization="Token secret") as socket:
        await Implementation(socket).asked("get_version_info")


async def test_v12_takes_the_token_from_the_address_as_well() -> None:
    async with opened("secret") as house:
        async with house.connect12(token="x", path="?access_token=secret") as socket:
            await socket.send(frame_json("v12_meta_connect"))
        async with refused():
            await house.connect12(token="x", path="ws?access_token=wrong")


def frame_json(name: str) -> str:
    return json.dumps(frame_of(name))


async def test_v11_needs_an_account(house: House) -> None:
    for account in ("", "0", "x" * 200):
        async with refused():
            await house.connect11(account)


async def test_posting_a_forged_event_is_refused_and_the_genuine_account_can_still_connect(house: House) -> None:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{house.port}") as client:
        for version in ("v11", "v12"):
            for path in ("", "/", "/http", "/http/", "/ws"):
                answer = await client.post(
                    f"/onebot/{version}{path}",
                    json={**MARKER11, "message_id": 1},
                    headers={"X-Self-ID": "3001001001", "X-Impl": "x"},
                )
                assert answer.status_code == 401, path
    assert house.sink.everything == []
    async with house.connect11() as socket:
        await Implementation(socket).asked("get_version_info")


@pytest.mark.parametrize("path", ["v11", "v11/", "v11/ws", "v11/ws/"])
async def test_every_spelling_of_the_address_works(house: House, path: str) -> None:
    connecting = house.connect11()
    connecting.uri = f"ws://127.0.0.1:{house.port}/onebot/{path}"
    async with connecting as socket:
        await Implementation(socket).asked("get_version_info")


async def test_a_second_connection_is_refused_while_the_first_one_answers(house: House) -> None:
    async with house.connect11() as socket:
        peer = Implementation(socket, ONLINE)
        await peer.asked("get_version_info")
        async with refused():
            await house.connect11()
        await peer.asked("get_status")
        assert house.downs == []
        assert len(house.ups) == 1


async def test_a_second_connection_replaces_one_that_answers_no_more(house: House) -> None:
    async with house.connect11() as socket:
        peer = Implementation(socket, {"get_status": None})
        await peer.asked("get_version_info")
        async with house.connect11() as second:
            newer = Implementation(second)
            await newer.asked("get_version_info")
            assert house.downs == [AccountId("3001001001")]
            assert len(house.ups) == 2
            await newer.send({**MARKER11, "message_id": "after"})
            await house.sink.wait_for(lambda: [m.id for m in house.sink.messages] == ["after"])
            await newer.asked("get_version_info")
            assert house.gateway.platform(AccountId("3001001001")) is house.ups[1]


async def test_a_v12_account_that_moves_to_another_line_loses_no_message(house: House) -> None:
    marker = {**MARKER12, "self": {"platform": "wechat", "user_id": "wxid_bot0001"}}
    async with house.connect12() as old, house.connect12() as new:
        first = Implementation(old, {"get_status": None})
        await first.send(frame_of("v12_meta_connect"))
        await first.send({**marker, "message_id": "one"})
        await house.sink.wait_for(lambda: len(house.sink.messages) == 1)
        second = Implementation(new)
        await second.send(frame_of("v12_meta_connect"))
        for name in ("two", "three"):
            await second.send({**marker, "message_id": name})
        await house.sink.wait_for(lambda: [m.id for m in house.sink.messages] == ["one", "two", "three"])
        assert house.downs == [AccountId("wxid_bot0001")]


async def test_a_v12_account_that_is_alive_elsewhere_is_refused(house: House) -> None:
    marker = {**MARKER12, "self": {"platform": "wechat", "user_id": "wxid_bot0001"}}
    async with house.connect12() as old, house.connect12() as new:
        first = Implementation(old, {"get_status": {"good": True}})
        await first.send(frame_of("v12_meta_connect"))
        await first.send({**marker, "message_id": "one"})
        await house.sink.wait_for(lambda: len(house.sink.messages) == 1)
        second = Implementation(new)
        await second.send(frame_of("v12_meta_connect"))
        await second.send({**marker, "message_id": "forged"})
        async with asyncio.timeout(5):
            await new.wait_closed()
        assert [m.id for m in house.sink.messages] == ["one"]
        assert house.downs == []


async def test_v12_must_begin_with_a_connect_event(house: House) -> None:
    async with house.connect12() as socket:
        await socket.send(frame_json("v12_msg_group_text"))
        with pytest.raises(ConnectionClosed):
            await socket.recv()
    assert house.sink.everything == []


async def test_one_v12_line_carries_several_accounts(house: House) -> None:
    async with house.connect12() as socket:
        peer = Implementation(socket, {"get_supported_actions": ["send_message"], "send_message": None})
        await peer.send(frame_of("v12_meta_connect"))
        for account in ("wxid_a", "wxid_b"):
            marker = {**MARKER12, "self": {"platform": "wechat", "user_id": account}, "message_id": account}
            await peer.send(marker)
        await house.sink.wait_for(lambda: len(house.sink.messages) == 2)
        assert [message.account for message in house.sink.messages] == ["wxid_a", "wxid_b"]
        await peer.send(frame_of("v12_meta_heartbeat"))
        await house.sink.wait_for(lambda: len(house.sink.events) == 2)
        assert [event.account for event in house.sink.events] == ["wxid_a", "wxid_b"]
        sending = asyncio.create_task(house.ups[1].send(ChatRef("wechat", "g@chatroom"), [Text("hi")]))
        assert (await peer.asked("send_message"))["self"] == {"platform": "wechat", "user_id": "wxid_b"}
        sending.cancel()
    await asyncio.wait([sending])


async def test_pending_calls_end_at_once_when_the_line_is_lost(house: House) -> None:
    async with house.connect11() as socket:
        peer = Implementation(socket, {"send_group_msg": None})
        await peer.asked("get_version_info")
        sending = asyncio.create_task(house.ups[0].send(GROUP, [Text("hi")]))
        await peer.asked("send_group_msg")
    async with asyncio.timeout(2):
        result = await sending
    assert result.outcome is Outcome.UNKNOWN
    later = await house.ups[0].send(GROUP, [Text("hi")])
    assert later.outcome is Outcome.LIMITED, "what never left is certainly not done"
    assert house.downs == [AccountId("3001001001")]


async def test_shutting_down_leaves_no_call_waiting_and_is_quick() -> None:
    async with opened() as house, house.connect11() as socket:
        peer = Implementation(socket, {"delete_msg": None})
        await peer.asked("get_version_info")
        calls = [asyncio.create_task(house.ups[0].recall(GROUP, "1")) for _ in range(5)]  # type: ignore[arg-type]
        await peer.asked("delete_msg")
        async with asyncio.timeout(3):
            await house.gateway.close()
            results = await asyncio.gather(*calls)
        assert {result.outcome for result in results} <= {Outcome.UNKNOWN, Outcome.LIMITED}
        async with refused():
            await house.connect11("7")


async def test_going_offline_is_told_once_and_coming_back_once(house: House) -> None:
    async with house.connect11() as socket:
        peer = Implementation(socket)
        for name in ("v11_meta_heartbeat_offline", "v11_notice_bot_offline", "v11_meta_heartbeat_offline"):
            await peer.send(frame_of(name))
        await peer.send(frame_of("v11_meta_heartbeat_online_null"))
        for _ in range(2):
            await peer.send(frame_of("v11_meta_heartbeat"))
        await peer.send({**MARKER11, "message_id": "end"})
        await house.sink.wait_for(lambda: bool(house.sink.messages))
        states = [event.online for event in house.sink.events if isinstance(event, AccountState)]
        assert states == [False, True]


async def test_a_stalled_line_is_closed_and_told_and_coming_back_is_told(house: House) -> None:
    async with house.connect11() as socket:
        await Implementation(socket).asked("get_version_info")
        (platform,) = house.ups
        assert isinstance(platform, Platform11)
        await house.gateway.stalled(platform)
        assert house.downs == [AccountId("3001001001")]
        async with asyncio.timeout(5):
            await socket.wait_closed()
    async with house.connect11() as socket:
        await Implementation(socket).asked("get_version_info")
        states = [(event.online, event.reason) for event in house.sink.events if isinstance(event, AccountState)]
        assert states == [(False, "no sign of life"), (True, "connected again")]
        assert house.gateway.counters.stalled_links == 1


async def test_an_adapter_that_nobody_has_wired_yet_takes_connections_and_drops_what_comes() -> None:
    """``nb run`` registers the adapters by their module before anything else is there."""
    async with opened("secret") as house:
        adapter = nonebot.get_adapter(onebot11.Adapter)
        adapter.installed_by = None
        current._configured.clear()  # pyright: ignore[reportPrivateUsage]
        adapter.onebot_config.onebot_access_token = "other"
        async with refused():
            await house.connect11(token="secret")
        async with house.connect11(token="other") as socket:
            peer = Implementation(socket)
            await peer.send(frame_of("v11_msg_group_text_napcat"))
            await peer.asked("get_version_info")
        assert house.sink.everything == []
        current.configure(house.gateway)
        async with house.connect11(token="secret") as socket:
            await socket.send(frame_json("v11_msg_group_text_napcat"))
            await house.sink.wait_for(lambda: len(house.sink.messages) == 1)
        adapter.onebot_config.onebot_access_token = None


async def test_one_protocol_for_an_account(house: House) -> None:
    """The same id over V11 and V12 is one account: the second line is refused while the first lives."""
    async with house.connect11("3001001001") as socket, house.connect12() as other:
        peer = Implementation(socket, ONLINE)
        await peer.asked("get_version_info")
        second = Implementation(other)
        await second.send(frame_of("v12_meta_connect"))
        await second.send(frame_of("v12_msg_group_qq_ext_fields"))
        async with asyncio.timeout(5):
            await other.wait_closed()
        assert house.sink.messages == []


async def test_a_list_of_three_thousand_members_passes(house: House) -> None:
    members = [{"user_id": n, "nickname": "成员" * 20, "card": "研发-" * 20, "role": "member"} for n in range(1, 3001)]
    async with house.connect11() as socket:
        peer = Implementation(socket, {"get_group_member_list": members})
        await peer.asked("get_version_info")
        found = await house.ups[0].members(GROUP)
        assert found is not None
        assert len(found) == 3000
