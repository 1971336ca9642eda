"""People's words leave as text, whatever they look like: on every way out, on both wires."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.domain.members import Role
from bot.domain.messages import Card, File, Forward, Image, Media, Mention, MentionAll, Other, Quote, Text
from bot.domain.ports import Ability, Capabilities
from bot.gateway.account import Surroundings
from bot.gateway.compose import compose, encode11, encode12, sendable
from bot.gateway.counters import Counters
from bot.gateway.decode12 import Self
from bot.gateway.link import Link
from bot.gateway.platform11 import Platform11
from bot.gateway.platform12 import Platform12
from bot.texts import clean_name, clip
from tests.security.conftest import Neighbours
from tests.support.clock import FakeClock
from tests.support.platform import ALL

NASTY = (
    "[CQ:at,qq=all]", "[CQ:image,file=file:///etc/passwd]", "&#91;CQ:at,qq=all&#93;", "[CQ:reply,id=1]", "@全体成员", "@all",  # noqa: E501
    '{"type":"at","data":{"qq":"all"}}', "{{ 7*7 }}", "{% for x in range(9) %}{% endfor %}", "{0.__class__}", "%(secret)s",  # noqa: E501
    "$secret", "<at qq='all'/>", "\u202e反着读", "\u200b", "=1+1", "/停用", "\n【案件 #1】已移出", "[mention:user_id=all]",  # noqa: E501
)  # fmt: skip
WORDS = some.one_of(some.sampled_from(NASTY), some.text(max_size=40), some.lists(some.sampled_from(NASTY)).map("".join))
PARTS = some.one_of(
    WORDS.map(Text),
    some.builds(lambda name: Mention(MemberId("20001"), name), WORDS),
    WORDS.map(lambda text: Card(text, text, text)),
    WORDS.map(Forward),
    WORDS.map(File),
    WORDS.map(lambda text: Media(text, text)),
    WORDS.map(lambda text: Other(text, {"text": text})),
    WORDS.map(lambda text: Image(text, "")),
    WORDS.map(lambda text: Image("", text)),
)
ABILITIES = some.sets(some.sampled_from(sorted(Ability))).map(frozenset)


@given(parts=some.lists(PARTS, max_size=6), able=ABILITIES)
@settings(max_examples=200, deadline=None)
def test_whatever_parts_are_sent_the_wire_has_only_segments_we_meant(
    parts: list[Any], able: frozenset[Ability]
) -> None:
    for encode in (encode11, encode12):
        wires = compose(sendable(parts, Capabilities("", able)), encode)
        json.dumps(wires)
        for wire in wires:
            assert wire["type"] in {"text", "at", "mention", "image"}, wire
            assert wire["data"].get("qq", "20001") == "20001", wire
            assert wire["data"].get("user_id", "20001") == "20001", wire
            for source in (wire["data"].get("file", ""), wire["data"].get("file_id", "")):
                assert not source.lower().startswith(("file:", "/", "\\")), wire
                assert ".." not in source or not any(mark in source for mark in "/\\") or source.startswith("http")


@given(text=WORDS)
@settings(max_examples=100, deadline=None)
def test_names_and_quoted_words_stay_on_their_line(text: str) -> None:
    for shown in (clean_name(text), clip(text)):
        assert "\n" not in shown
        assert "\r" not in shown
        assert not {"\u2028", "\u2029", "\x85", "\x0b", "\x0c"} & set(shown)


@given(text=WORDS)
@settings(max_examples=100, deadline=None)
def test_names_and_quoted_words_turn_no_reading_direction(text: str) -> None:
    for shown in (clean_name(f"a\u202e{text}\u2066"), clip(f"a\u202e{text}\u2066")):
        assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x1b\x00\x07")


def sendings(house: Neighbours) -> list[Any]:
    return [call for call in house.platform.calls if call.name in ("send", "announce", "set_card", "answer_request")]


@pytest.mark.parametrize("words", ["".join(NASTY[at::4])[:90] for at in range(4)] + ["长" * 300, "𠮷" * 199])
async def test_every_area_echoes_words_as_text_only(house: Neighbours, words: str) -> None:
    """A day in which every name, reason, notice, activity and answer is hostile."""
    house.platform.add_member(house.id_of("王强"), Role.MEMBER, card=words, nickname=words)
    house.platform.group().name = words
    orders: list[tuple[str, str, str | None]] = [
        ("林静", f"/警告 {words}", "李雷"), ("林静", f"/禁言 10m {words}", "王强"), ("林静", f"/通知 {words} 明天停电", None),  # noqa: E501
        ("王强", f"/通知 {words} 我也说", None), ("林静", f"/活动 {words} | 3月6日14:00 | {words} | {words}", None),
        ("王强", "/报名", None), ("王强", f"/退群 {words}", None), ("王强", f"/登记 {words} 财务部 13912345678", None),
        ("王强", f"/申诉 2 {words}", None), ("林静", f"/词 add {words}测试", None), ("林静", "/词 list", None),
        ("林静", f"/白名单 add {words}白", None), ("林静", "/白名单 list", None), ("林静", "/申请", None),
        ("林静", "/清理", None), ("林静", f"/清理 保留 @{words} 3", None), ("林静", "/记录", None), ("林静", "/案件 1", None),  # noqa: E501
        ("林静", f"/驳回 4 {words}", None), ("林静", f"/撤销案件 1 {words}", None), ("王强", f"/群规 {words}", None),
        ("王强", f"/帮助 {words}", None), ("林静", f"/踢 {words}", "王强"), ("林静", f"/解除拉黑 {words}", None),
        ("林静", "/花名册 检查", None),
    ]  # fmt: skip
    for who, order, target in orders:
        house.names.setdefault(who, who)
        await house.say(who, order, mention=target)
        house.clock.advance(30)
    assert len(sendings(house)) > 15
    for call in sendings(house):
        for part in call["parts"] if call.name == "send" else ():
            assert isinstance(part, Text | Mention | Quote), part
            assert not isinstance(part, MentionAll)
    assert house.platform.called("send")


TOO_LONG = "长" * 300


@pytest.mark.parametrize(
    "order", [f"/记录 {TOO_LONG}", f"/解除拉黑 {TOO_LONG}", f"/清理 保留 @{TOO_LONG} 3", f"/禁言 {TOO_LONG}"]
)
async def test_a_word_longer_than_any_id_is_answered_and_not_logged(house: Neighbours, order: str) -> None:
    """What fails in a lane is logged with the words that made it fail."""
    await house.say("林静", order)
    assert house.house.lanes.failures == 0


class Recorder:
    """The other end of a link: keeps what is sent, answers everything ok."""

    peer = "127.0.0.1"

    def __init__(self) -> None:
        self.frames: list[dict[str, Any]] = []
        self.waiting: asyncio.Queue[str] = asyncio.Queue()

    async def receive(self) -> str | None:
        return await self.waiting.get()

    async def send(self, text: str) -> bool:
        frame = json.loads(text)
        self.frames.append(frame)
        answer = {"status": "ok", "retcode": 0, "data": {"message_id": "1"}, "message": "", "echo": frame["echo"]}
        self.waiting.put_nowait(json.dumps(answer))
        return True

    async def close(self, code: int, reason: str) -> None:
        del code, reason


@pytest.fixture
async def lines() -> AsyncIterator[list[tuple[Any, Recorder]]]:
    """A V11 and a V12 account whose every call is written down."""
    clock, found, running = FakeClock(), list[tuple[Any, Recorder]](), list[asyncio.Task[None]]()

    async def no_pause(seconds: float) -> None:
        clock.advance(seconds)

    offered = frozenset({"send_message", "set_announcement", "wx.set_group_announcement", "accept_friend"})
    for version in (11, 12):
        recorder, echoes = Recorder(), iter(range(10**6))
        link = Link(
            recorder,
            clock=clock,
            counters=Counters(),
            new_echo=lambda e=echoes: str(next(e)),
            on_frame=lambda frame: None,
        )
        running.append(asyncio.create_task(link.run()))
        around = Surroundings(clock, no_pause)
        if version == 11:
            found.append((Platform11(link, AccountId("10001"), around), recorder))
        else:
            me = Self(AccountId("wxid_bot"), "wechat", "wechat")
            found.append((Platform12(link, me, "ComWechat", around, offered), recorder))
    yield found
    for task in running:
        task.cancel()


@pytest.mark.parametrize("words", NASTY)
async def test_on_the_wire_a_message_is_a_list_of_segments_and_words_stay_words(
    lines: list[tuple[Any, Recorder]], words: str
) -> None:
    for platform, recorder in lines:
        group = ChatRef(platform.platform, "123456")
        await platform.send(group, [Mention(MemberId("20001"), words), Text(words), Text(words * 200)])
        await platform.send(ChatRef(platform.platform, user=MemberId("20001")), [Text(words)])
        await platform.set_card(group, MemberId("20001"), words)
        await platform.announce(group, words)
        await platform.answer_request("flag", "add", approve=False, reason=words)
        await platform.recall(group, MessageId(words))
        said = [frame for frame in recorder.frames if "message" in frame["params"]]
        assert len(said) >= 2
        for frame in said:
            message = frame["params"]["message"]
            assert isinstance(message, list), frame
            assert {part["type"] for part in message} <= {"text", "at", "mention"}, frame
            assert all(part["data"].get("qq") != "all" for part in message), frame
            assert all(set(part["data"]) == {"text"} for part in message if part["type"] == "text"), frame
        texts = "".join(
            part["data"]["text"] for frame in said for part in frame["params"]["message"] if part["type"] == "text"
        )
        assert words.strip() in texts


def test_the_fake_platform_can_everything_so_that_no_way_out_is_left_untried() -> None:
    assert frozenset(Ability) == ALL
