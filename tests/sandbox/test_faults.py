"""What goes wrong goes wrong as planned, on a real connection."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from sandbox.faults import Faults, Kind, Switch
from sandbox.harness import Wire, qq, wechat
from sandbox.offices import LI_LEI, OWNER, QQ_BOT, QQ_GROUP, WX_BOT, WX_GROUP

from .stub import StubBot, stub

GROUP = int(QQ_GROUP)


@asynccontextmanager
async def pair(**options: Any) -> AsyncIterator[tuple[StubBot, Wire]]:
    async with stub("v11") as bot, qq(bot.url, **options) as link:
        yield bot, link


def is_muted(link: Wire) -> bool:
    return link.world.member(QQ_GROUP, LI_LEI).muted_until is not None


async def mute(bot: StubBot) -> dict[str, Any]:
    return await bot.call("set_group_ban", group_id=GROUP, user_id=int(LI_LEI), duration=600)


async def test_ok_without_effect() -> None:
    async with pair() as (bot, link):
        link.faults.plan("set_group_ban", Kind.NO_EFFECT)
        assert (await mute(bot))["status"] == "ok"
        assert not is_muted(link)
        sent = link.faults.plan("send_group_msg", Kind.NO_EFFECT)
        answer = await bot.call("send_group_msg", group_id=GROUP, message="在")
        assert isinstance(answer["data"]["message_id"], int)
        assert link.texts(QQ_GROUP) == []
        assert not sent.is_done


async def test_a_timeout_that_was_done_all_the_same() -> None:
    async with pair() as (bot, link):
        link.faults.plan("set_group_ban", Kind.UNKNOWN)
        answer = await mute(bot)
        assert answer["retcode"] == 1200
        assert answer["message"].startswith("Timeout: NTEvent")
        assert is_muted(link)


@pytest.mark.parametrize(("kind", "is_done"), [(Kind.LOST_ANSWER, True), (Kind.LOST_CALL, False)])
async def test_lost_answers_and_lost_calls(kind: Kind, is_done: bool) -> None:
    async with pair() as (bot, link):
        link.faults.plan("set_group_ban", kind)
        await bot.send("set_group_ban", group_id=GROUP, user_id=int(LI_LEI), duration=600)
        call = await link.next_call("set_group_ban")
        assert (call.answer, call.is_executed, is_muted(link)) == (None, is_done, is_done)
        assert (await bot.call("get_status"))["status"] == "ok"
        assert len(bot.answers) == 1


async def test_a_held_answer_comes_when_it_is_released() -> None:
    async with pair() as (bot, link):
        fault = link.faults.plan("set_group_ban", Kind.HELD)
        echo = await bot.send("set_group_ban", group_id=GROUP, user_id=int(LI_LEI), duration=600)
        await link.until(lambda: is_muted(link))
        assert (await bot.call("get_status"))["status"] == "ok"
        assert not [answer for answer in bot.answers if answer["echo"] == echo]
        fault.release()
        await bot.until(lambda: [answer for answer in bot.answers if answer["echo"] == echo])


async def test_a_slow_answer_takes_the_time_it_was_given() -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async with pair() as (bot, link):
        link.faults.sleep = sleep
        link.faults.plan("set_group_ban", Kind.SLOW, seconds=6)
        assert (await mute(bot))["status"] == "ok"
        assert 6 in slept


async def test_an_answer_given_twice_and_an_answer_cut_in_half() -> None:
    async with pair() as (bot, link):
        link.faults.plan("set_group_ban", Kind.DUPLICATE_ANSWER)
        echo = await bot.send("set_group_ban", group_id=GROUP, user_id=int(LI_LEI), duration=1)
        await bot.until(lambda: len([answer for answer in bot.answers if answer["echo"] == echo]) == 2)
        link.faults.plan("get_status", Kind.MALFORMED)
        await bot.send("get_status")
        await bot.until(lambda: bot.raw[-1] and not str(bot.raw[-1]).endswith("}"))


async def test_a_disconnect_in_the_middle_of_a_call_is_followed_by_a_new_connection() -> None:
    async with pair() as (bot, link):
        link.faults.plan("set_group_ban", Kind.DISCONNECT)
        await bot.send("set_group_ban", group_id=GROUP, user_id=int(LI_LEI), duration=600)
        await link.until(lambda: link.link.connections == 2)
        assert is_muted(link)
        assert len(bot.headers) == 2


async def test_duplicate_events_come_twice_and_lost_ones_never() -> None:
    async with pair() as (bot, link):
        link.faults.switch(Switch.DUPLICATE_EVENTS)
        link.say(QQ_GROUP, "李雷", "早")
        await bot.until(lambda: [event["post_type"] for event in bot.events].count("message") == 2)
        link.faults.switch(Switch.DUPLICATE_EVENTS, False)
        link.faults.switch(Switch.LOST_EVENTS)
        link.say(QQ_GROUP, "李雷", "没人听见")
        link.faults.switch(Switch.LOST_EVENTS, False)
        link.say(QQ_GROUP, "李雷", "又听见了")
        await bot.event(raw_message="又听见了")
        assert "没人听见" not in [event.get("raw_message") for event in bot.events]


async def test_a_stale_member_list_shows_who_has_gone() -> None:
    async with pair() as (bot, link):
        link.faults.switch(Switch.STALE_MEMBERS)
        link.world.kick(QQ_GROUP, LI_LEI, OWNER)
        stale = await bot.call("get_group_member_info", group_id=GROUP, user_id=int(LI_LEI), no_cache=True)
        assert stale["data"]["role"] == "member"
        link.faults.switch(Switch.STALE_MEMBERS, False)
        assert (await bot.call("get_group_member_info", group_id=GROUP, user_id=int(LI_LEI)))["status"] == "failed"


async def test_an_absent_history_is_empty() -> None:
    async with pair() as (bot, link):
        link.say(QQ_GROUP, "李雷", "早")
        link.faults.switch(Switch.HISTORY_ABSENT)
        assert (await bot.call("get_group_msg_history", group_id=GROUP))["data"] == {"messages": []}


async def test_an_offline_account_is_told_once_and_hears_nothing() -> None:
    async with pair() as (bot, link):
        link.world.set_online(QQ_BOT, False, "登录已失效")
        link.say(QQ_GROUP, "李雷", "早")
        link.link.beat()
        beat = await bot.event(meta_event_type="heartbeat")
        assert beat["status"]["online"] is False
        assert [event.get("notice_type") for event in bot.events[1:]] == ["bot_offline", None]
        assert (await bot.call("get_group_list"))["retcode"] == 1200
        assert (await bot.call("get_status"))["data"]["online"] is False


async def test_wechat_tells_that_it_is_offline_by_a_status_update() -> None:
    async with stub("v12") as bot, wechat(bot.url) as link:
        link.world.set_online(WX_BOT, False)

        def is_told() -> bool:
            newest = bot.events[-1] if bot.events else {}
            return newest.get("detail_type") == "status_update" and not newest["status"]["bots"][0]["online"]

        await bot.until(is_told)


async def test_what_happens_while_the_line_is_down_is_not_told_later() -> None:
    async with pair() as (bot, link):
        await link.drop()
        link.say(QQ_GROUP, "李雷", "没赶上")
        await link.reconnect()
        link.say(QQ_GROUP, "李雷", "赶上了")
        await bot.event(raw_message="赶上了")
        assert "没赶上" not in [event.get("raw_message") for event in bot.events]


async def test_a_half_open_line_stays_silent_while_a_new_one_is_made() -> None:
    async with pair() as (bot, link):
        link.link.abandon()
        await link.until(lambda: link.link.connections == 2 and link.link.is_connected)
        link.say(QQ_GROUP, "李雷", "还在")
        await bot.event(raw_message="还在")
        assert len(bot.headers) == 2


async def test_raw_frames_leave_as_they_are() -> None:
    async with pair() as (bot, link):
        await link.send_raw(b"\x00\xff")
        await link.send_raw("{not json")
        await bot.until(lambda: "{not json" in bot.raw)
        assert b"\x00\xff" in bot.raw


async def test_wechat_calls_wait_for_each_other() -> None:
    async with stub("v12") as bot, wechat(bot.url) as link:
        fault = link.faults.plan("get_group_list", Kind.HELD)
        await bot.send("get_group_list")
        await bot.send("get_group_info", group_id=WX_GROUP)
        await link.until(lambda: len(link.calls) == 2)
        assert link.calls[1].answer is None
        fault.release()
        await bot.until(lambda: len(bot.answers) == 2)


def test_planned_faults_are_used_up_and_standing_ones_stay() -> None:
    faults = Faults()
    faults.plan("delete_msg", "lost_call", times=2)
    faults.stand("*", "unknown")
    taken = [fault.kind.value for fault in (faults.take("delete_msg") for _ in range(3)) if fault]
    assert taken == ["lost_call", "lost_call", "unknown"]
    faults.lift()
    assert faults.take("delete_msg") is None


def test_the_same_seed_draws_the_same_faults() -> None:
    def draw(seed: int) -> list[bool]:
        faults = Faults(seed)
        faults.stand("*", Kind.LOST_ANSWER, probability=0.3)
        return [faults.take("x") is not None for _ in range(50)]

    assert draw(4) == draw(4)
    assert 5 < sum(draw(4)) < 30
