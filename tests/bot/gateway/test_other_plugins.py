"""Plugins of other authors in the same process: their events, their calls, their mistakes."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from nonebot import on
from nonebot.adapters import Bot, Event
from nonebot.adapters.onebot.v11 import ActionFailed, NetworkError
from nonebot.matcher import Matcher

from bot.gateway.foreign import are_loaded
from tests.bot.gateway.conftest import House, Implementation, entries, frame_of

Take = Callable[[Bot, Event], Any]


class Plugin:
    """A stranger's plugin with one matcher for everything."""

    def __init__(self) -> None:
        self.got: list[Event] = []
        self.bots: list[Bot] = []
        self.answers: list[Any] = []
        self.do: Take | None = None
        self._arrived = asyncio.Event()

    async def take(self, bot: Bot, event: Event) -> None:
        self.got.append(event)
        self.bots.append(bot)
        self._arrived.set()
        if self.do is not None:
            self.answers.append(await self.do(bot, event))
            self._arrived.set()

    async def wait_for(self, seen: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not seen():
                self._arrived.clear()
                await self._arrived.wait()


@pytest.fixture
async def plugin(house: House) -> AsyncIterator[Plugin]:
    plugin = Plugin()
    matcher: type[Matcher] = on("", priority=7, block=False)

    @matcher.handle()
    async def _(bot: Bot, event: Event) -> None:
        await plugin.take(bot, event)

    assert are_loaded()
    yield plugin
    matcher.destroy()
    assert not are_loaded()


async def test_it_gets_every_v11_event_as_the_class_it_expects(house: House, plugin: Plugin) -> None:
    async with house.connect11() as socket:
        peer = Implementation(socket)
        wanted: Counter[str] = Counter()
        for entry in entries("v11.event"):
            wanted[entry["expect"]] += 1
            await peer.send(frame_of(entry["file"][:-5]))
        await plugin.wait_for(lambda: len(plugin.got) >= wanted.total())
        assert Counter(type(event).__name__ for event in plugin.got) == wanted
        assert all(type(event).__module__.startswith("nonebot.adapters.onebot.v11") for event in plugin.got)
        assert house.gateway.counters.dispatch_errors == 0


async def test_it_gets_every_v12_event_as_the_class_it_expects(house: House, plugin: Plugin) -> None:
    async with house.connect12() as socket:
        peer = Implementation(socket, {"get_supported_actions": []})
        await peer.send(frame_of("v12_meta_connect"))
        await peer.send(frame_of("v12_meta_status_update_online"))
        await house.sink.wait_for(lambda: True)
        # Two accounts appear, and meta events go to each; so only the first account's frames are sent here.
        wanted: Counter[str] = Counter({"StatusUpdateMetaEvent": 1})
        for entry in entries("v12.event"):
            frame = frame_of(entry["file"][:-5])
            if entry["expect"] is None or frame.get("self", {}).get("platform") == "qq":
                continue
            wanted[entry["expect"]] += 1
            await peer.send(frame)
        await plugin.wait_for(lambda: len(plugin.got) >= wanted.total())
        assert Counter(type(event).__name__ for event in plugin.got) == wanted
        assert house.gateway.counters.dispatch_errors == 0


async def test_its_calls_go_over_the_same_line_and_mean_what_nonebot_means(house: House, plugin: Plugin) -> None:
    async def ask(bot: Bot, event: Event) -> list[Any]:
        answers: list[Any] = [await bot.call_api("send_group_msg", group_id=1, message="hi", _timeout=3)]
        for action in ("set_group_ban", "silent"):
            try:
                answers.append(await bot.call_api(action, _timeout=0.2))
            except (ActionFailed, NetworkError) as error:
                answers.append(error)
        return answers

    plugin.do = ask
    async with house.connect11() as socket:
        peer = Implementation(
            socket,
            {"send_group_msg": {"message_id": 5}, "set_group_ban": frame_of("v11_resp_not_admin"), "silent": None},
        )
        await peer.send(frame_of("v11_msg_group_text_napcat"))
        await plugin.wait_for(lambda: len(plugin.answers) == 1)
        sent, denied, silent = plugin.answers[0]
        assert sent == {"message_id": 5}
        assert isinstance(denied, ActionFailed)
        assert denied.info["retcode"] == 1200
        assert isinstance(silent, NetworkError)
        assert (await peer.asked("send_group_msg"))["params"] == {"group_id": 1, "message": "hi"}


async def test_its_mistakes_are_counted_and_touch_nobody_else(house: House, plugin: Plugin) -> None:
    async def fail(bot: Bot, event: Event) -> None:
        raise RuntimeError("not ours")

    plugin.do = fail
    async with house.connect11() as socket:
        peer = Implementation(socket)
        # The adapter itself stumbles over a text segment without text.
        broken = {**frame_of("v11_msg_group_text_napcat"), "message": [{"type": "text", "data": {}}]}
        for _ in range(3):
            await peer.send(broken)
            await peer.send(frame_of("v11_msg_group_text_napcat"))
        await house.sink.wait_for(lambda: len(house.sink.messages) == 6)
        await plugin.wait_for(lambda: len(plugin.got) >= 3)
        assert house.downs == []
