"""Talk through the whole house: what is judged, and what follows."""

from datetime import timedelta

import pytest

from bot.domain.ids import MessageId
from bot.domain.members import Role
from bot.domain.messages import Card, File, Segment, Text
from bot.domain.ports import Outcome
from bot.governance import signals
from bot.store import models
from plugins.antispam import listeners
from plugins.antispam.policies import policies
from tests.support.house import TestHouse

AD = "日结兼职 一天三百 加微信 abc12345"
LEAK = "张三的身份证号是11010519491231002X"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    listeners.window._members.clear()  # pyright: ignore[reportPrivateUsage]
    listeners.window._texts.clear()  # pyright: ignore[reportPrivateUsage]
    listeners.pauses._until.clear()  # pyright: ignore[reportPrivateUsage]


async def open_cases() -> list[models.Case]:
    return await models.Case.all().order_by("number")


async def test_an_advertisement_is_recalled_and_a_case_is_opened(house: TestHouse) -> None:
    message = await house.say("王强", AD)
    assert [c["message"] for c in house.calls("recall")] == [message]
    [case] = await open_cases()
    assert (case.state, case.member_id) == ("standing", house.id_of("王强"))


async def test_what_the_bot_says_of_it_does_not_repeat_it(house: TestHouse) -> None:
    await house.say("王强", AD)
    await house.say("林静", "/案件 1")
    assert all("abc12345" not in text and "加微信" not in text for text in house.said())


async def test_evidence_holds_the_text_and_the_segments_as_they_came(house: TestHouse) -> None:
    await house.say("王强", [Text(AD), Card("标题", "说明", "https://example.com")])
    [case] = await open_cases()
    assert AD in case.evidence["text"]
    assert [part["type"] for part in case.evidence["segments"]] == ["text", "card"]
    assert case.evidence["checks"]


async def test_in_observe_mode_nothing_is_done_and_the_administrators_are_told_once(house: TestHouse) -> None:
    await house.say("陈立", "/模式 观察")
    house.platform.group().history.clear()
    for _ in range(2):
        await house.say("王强", AD)
    assert house.calls("recall") == house.calls("mute") == []
    assert [case.state for case in await open_cases()] == ["observed", "observed"]
    assert len(house.said()) == 1
    assert "【观察】" in house.last()
    assert "abc12345" not in house.last()


@pytest.mark.parametrize("who", ["林静", "陈立"])
async def test_an_administrator_s_advertisement_is_left_alone(house: TestHouse, who: str) -> None:
    await house.say(who, AD)
    assert await open_cases() == []


async def test_one_granted_by_the_bot_is_left_alone_too(house: TestHouse) -> None:
    await house.say("陈立", "/任命 管理员", mention="李雷")
    await house.say("李雷", AD)
    assert await open_cases() == []


async def test_where_the_platform_does_not_answer_the_frame_s_word_spares_somebody(house: TestHouse) -> None:
    await house.pass_time(timedelta(minutes=2))
    house.platform.script("member", Outcome.UNKNOWN, times=5)
    await house.say("林静", AD, claim=Role.ADMIN)
    assert await open_cases() == []


async def test_a_command_is_judged_like_any_talk(house: TestHouse) -> None:
    await house.say("王强", f"/反映 {AD}")
    assert len(await open_cases()) == 1


@pytest.mark.parametrize("text", ["/ack 1", "/accuracy", "/收到 1", "／查 兼职"])
async def test_a_command_is_not_doubted_for_reading_unlike_talk(house: TestHouse, text: str) -> None:
    await house.say("王强", text)
    assert await models.Case.all().count() == 0


async def test_a_first_leak_is_recalled_and_explained_the_second_is_counted(house: TestHouse) -> None:
    await house.say("王强", LEAK)
    assert "以提醒为主" in house.last()
    await house.say("王强", LEAK)
    assert [case.sanction for case in await open_cases()] == ["remind", "warn"]
    assert len(house.calls("recall")) == 2
    assert all("11010519491231002X" not in text for text in house.said())


async def test_a_flood_is_one_case(house: TestHouse) -> None:
    for number in range(15):
        await house.say("王强", f"第{number}句话各不相同")
    cases = await open_cases()
    assert [case.offence for case in cases] == ["moderation.flood"]


async def test_a_restart_in_the_middle_of_a_flood_still_sees_it(house: TestHouse) -> None:
    for number in range(6):
        await house.say("王强", f"第{number}句话各不相同")
    await house.house.archive.flush()
    listeners.window.forget(f"group:{house.group.id}")
    await signals.emit(signals.KernelStarted(), signals.Context(None, house.clock.now()))
    assert await open_cases() == []
    for number in range(6):
        await house.say("王强", f"再说{number}句别的话")
    assert [case.offence for case in await open_cases()] == ["moderation.flood"]


async def test_talk_of_long_ago_is_not_replayed(house: TestHouse) -> None:
    for number in range(6):
        await house.say("王强", f"第{number}句话各不相同")
    await house.house.archive.flush()
    house.clock.advance(timedelta(minutes=6))
    listeners.window.forget(f"group:{house.group.id}")
    await signals.emit(signals.KernelStarted(), signals.Context(None, house.clock.now()))
    assert not listeners.window._members  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize(
    "segments",
    [
        [File("外挂.exe")],
        [Card("日结兼职 一天三百", "加微信 abc12345")],
        [Text("看看"), Card("", "", "https://t.me/+abcdef")],
    ],
)
async def test_files_and_cards_are_judged(house: TestHouse, segments: list[Segment]) -> None:
    await house.say("王强", segments)
    assert len(await open_cases()) == 1


async def test_what_somebody_quotes_is_not_theirs(house: TestHouse) -> None:
    message = await house.say("林静", AD)
    await house.say("王强", "这种不要信", quote=MessageId(message))
    assert await open_cases() == []


async def test_a_member_who_is_named_like_a_template_is_only_named(house: TestHouse) -> None:
    house.member("{{ 7*7 }}", id="777")
    await house.say("{{ 7*7 }}", AD)
    assert any("{{ 7*7 }}" in text for text in house.said())


async def test_limits_that_cannot_be_read_do_not_stop_the_judging(house: TestHouse) -> None:
    row = await models.Regulation.get()
    for clause in row.clauses:
        for duty in clause["duties"]:
            if duty["code"] == "moderation.flood":
                duty["parameters"] = {"messages": "很多", "window": ""}
    await models.Regulation.all().update(clauses=row.clauses)
    policies._made.clear()  # pyright: ignore[reportPrivateUsage]
    await house.say("陈立", "/模式 执行")
    await house.say("王强", AD)
    assert len(await open_cases()) == 1
