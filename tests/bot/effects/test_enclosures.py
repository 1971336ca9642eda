"""Pictures and files are made when they go out; rows hold only what they are about."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import pytest

from bot.domain.messages import Enclosure, Image, Text
from bot.domain.ports import Ability
from bot.effects import enclosures
from bot.effects.actions import Send, SendFile
from bot.effects.enclosures import Handout
from bot.store import models

from .conftest import Bench


@pytest.fixture(autouse=True)
def makers() -> Iterator[None]:
    before = dict(enclosures._makers)
    yield
    enclosures._makers.clear()
    enclosures._makers.update(before)


async def draw(about: Mapping[str, Any], now: datetime) -> Handout | None:
    return Handout(f"{about['what']}.png", b"PNG of " + str(about["what"]).encode()) if about["what"] else None


async def test_a_picture_is_made_when_the_message_goes_out(bench: Bench) -> None:
    enclosures.register("drawing", draw)
    parts = (Text("现状"), Enclosure("drawing", {"what": "board"}))
    await bench.put(Send(bench.chat, parts))
    row = await models.Job.get(key="one")
    assert row.payload["action"]["parts"][1] == {"type": "enclosure", "kind": "drawing", "about": {"what": "board"}}
    await bench.step()
    (call,) = bench.platform.called("send")
    assert call["parts"] == (Text("现状"), Image(f"base64://{b64encode(b'PNG of board').decode()}"))
    assert bench.settled == [("one", "done", "")]


async def test_where_nothing_can_be_drawn_any_more_the_words_still_go_out(bench: Bench) -> None:
    enclosures.register("drawing", draw)
    await bench.put(Send(bench.chat, (Text("现状"), Enclosure("drawing", {"what": ""}), Enclosure("unknown", {}))))
    await bench.step()
    assert bench.platform.called("send")[0]["parts"] == (Text("现状"),)


async def test_a_file_is_made_and_sent_under_its_name(bench: Bench) -> None:
    enclosures.register("drawing", draw)
    await bench.put(SendFile(bench.chat, "drawing", {"what": "名单"}))
    await bench.step()
    assert bench.platform.files == {"名单.png": b"PNG of " + "名单".encode()}


async def test_a_file_nobody_can_make_is_told_and_not_sent(bench: Bench) -> None:
    await bench.put(SendFile(bench.chat, "unknown", {}))
    await bench.step()
    assert bench.platform.called("send_file") == []
    assert bench.settled == [("one", "denied", "nothing to hand out")]


async def test_a_platform_without_files_says_so(bench: Bench) -> None:
    enclosures.register("drawing", draw)
    bench.platform.capabilities = type(bench.platform.capabilities)("Fake", frozenset(Ability) - {Ability.FILES})
    await bench.put(SendFile(bench.chat, "drawing", {"what": "名单"}))
    await bench.step()
    assert bench.settled[0][:2] == ("one", "unsupported")


async def test_a_maker_that_fails_is_asked_again_and_nothing_was_sent(bench: Bench) -> None:
    broken = [True]

    async def fail_once(about: Mapping[str, Any], now: datetime) -> Handout | None:
        if broken.pop():
            broken.append(False)
            raise ValueError("no font")
        return await draw({"what": "board"}, now)

    enclosures.register("drawing", fail_once)
    await bench.put(Send(bench.chat, (Text("现状"), Enclosure("drawing", {}))))
    await bench.step()
    assert bench.platform.called("send") == []
    await bench.step(30)
    assert len(bench.platform.called("send")) == 1
