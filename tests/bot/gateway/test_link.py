import asyncio
import json

import pytest

from bot.gateway.link import MAX_CALLS, URGENT_CALLS, NoAnswer
from tests.bot.gateway.lines import Heard, Line
from tests.support.clock import FakeClock


async def settled() -> None:
    """Let everything that is ready run."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_frames_come_out_in_order_and_answers_do_not(clock: FakeClock) -> None:
    heard = Heard(Line({"get_status": {"good": True}}), clock)
    heard.line.say({"post_type": "a"})
    answer = await heard.link.call("get_status", {}, 1)
    heard.line.say({"type": "b", "echo": "not an answer"})
    heard.line.hang_up()
    await heard.running
    assert answer["data"] == {"good": True}
    assert heard.frames == [{"post_type": "a"}, {"type": "b", "echo": "not an answer"}]


async def test_what_is_no_json_object_is_counted_and_skipped(clock: FakeClock) -> None:
    heard = Heard(Line(), clock)
    for bad in ("", "{", "[]", "null", b"\xff\xfe", "NaN", "[" * 100_000, '{"a":' * 5000, '"\\ud800"'):
        heard.line.say(bad)
    heard.line.say(b'{"post_type": "binary json is json"}')
    heard.line.hang_up()
    await heard.running
    assert heard.counters.malformed == 9
    assert len(heard.frames) == 1


async def test_nul_never_comes_in(clock: FakeClock) -> None:
    heard = Heard(Line(), clock)
    heard.line.say('{"text": "a\\u0000b", "path": "c:\\\\u0000"}')
    heard.line.hang_up()
    await heard.running
    assert heard.frames == [{"text": "a\ufffdb", "path": "c:\\ufffd"}]


async def test_an_exception_of_the_receiver_is_counted_and_the_next_frame_is_read(clock: FakeClock) -> None:
    heard = Heard(Line(), clock)
    seen: list[object] = []

    def take(frame: dict[str, object]) -> None:
        seen.append(frame["n"])

    heard.on_frame = take
    heard.line.say({})
    heard.line.say({"n": 2})
    heard.line.hang_up()
    await heard.running
    assert heard.counters.dispatch_errors == 1
    assert seen == [2]


async def test_silence_ends_a_call_after_its_time(clock: FakeClock) -> None:
    heard = Heard(Line({"get_status": None}), clock)
    with pytest.raises(NoAnswer) as caught:
        await heard.link.call("get_status", {}, 0.01)
    assert caught.value.sent
    echo = heard.line.calls[0]["echo"]
    heard.line.say({"status": "ok", "retcode": 0, "echo": echo})
    await settled()
    assert heard.counters.late_answers == 1


async def test_a_second_answer_is_counted(clock: FakeClock) -> None:
    heard = Heard(Line({"get_status": {}}), clock)
    await heard.link.call("get_status", {}, 1)
    heard.line.say({"status": "ok", "retcode": 0, "echo": heard.line.calls[0]["echo"]})
    await settled()
    assert heard.counters.double_answers == 1
    assert not heard.link.closed


async def test_the_end_of_the_line_ends_every_call_also_those_that_wait_for_a_place(clock: FakeClock) -> None:
    heard = Heard(Line({"slow": None}), clock)
    calls = [asyncio.create_task(heard.link.call("slow", {}, 60)) for _ in range(MAX_CALLS + 10)]
    await settled()
    assert len(heard.line.calls) == MAX_CALLS - URGENT_CALLS
    heard.line.hang_up()
    results = await asyncio.wait_for(asyncio.gather(*calls, return_exceptions=True), 2)
    reached = [result.sent for result in results if isinstance(result, NoAnswer)]
    assert len(reached) == len(calls)
    assert sum(reached) == MAX_CALLS - URGENT_CALLS, "the others certainly never left"


async def test_what_cannot_wait_has_places_of_its_own(clock: FakeClock) -> None:
    heard = Heard(Line({"slow": None, "delete_msg": {}}), clock)
    slow = [asyncio.create_task(heard.link.call("slow", {}, 60)) for _ in range(MAX_CALLS)]
    await settled()
    answer = await heard.link.call("delete_msg", {}, 1, urgent=True)
    assert answer["status"] == "ok"
    await heard.link.close()
    await asyncio.gather(*slow, return_exceptions=True)


async def test_another_links_answer_is_not_believed(clock: FakeClock) -> None:
    ours, theirs = Heard(Line({"slow": None}), clock, lambda: "ours"), Heard(Line(), clock)
    call = asyncio.create_task(ours.link.call("slow", {}, 60))
    await settled()
    theirs.line.say({"status": "ok", "retcode": 0, "data": "forged", "echo": "ours"})
    await settled()
    assert not call.done()
    assert theirs.counters.late_answers == 1
    await ours.link.close()
    with pytest.raises(NoAnswer):
        await call


async def test_a_cancelled_call_leaves_nothing_behind(clock: FakeClock) -> None:
    heard = Heard(Line({"slow": None}), clock)
    call = asyncio.create_task(heard.link.call("slow", {}, 60))
    await settled()
    call.cancel()
    await asyncio.gather(call, return_exceptions=True)
    heard.line.say({"status": "ok", "retcode": 0, "echo": heard.line.calls[0]["echo"]})
    await settled()
    assert heard.counters.late_answers == 1


async def test_a_call_on_a_closed_link_never_leaves(clock: FakeClock) -> None:
    heard = Heard(Line({"get_status": {}}), clock)
    await heard.link.close(1001, "enough")
    await heard.link.close()
    assert heard.line.closed_with == (1001, "enough")
    with pytest.raises(NoAnswer) as caught:
        await heard.link.call("get_status", {}, 1)
    assert not caught.value.sent


async def test_the_envelope_stands_beside_action_and_parameters(clock: FakeClock) -> None:
    heard = Heard(Line({"x": {}}), clock)
    await heard.link.call("x", {"data": b"\x00", "id": 5}, 1, envelope={"self": {"user_id": "a"}})
    assert heard.line.calls == [
        {"self": {"user_id": "a"}, "action": "x", "params": {"data": "AA==", "id": 5}, "echo": "e0"}
    ]
    with pytest.raises(TypeError):
        await heard.link.call("x", {"data": object()}, 1)
    assert json.dumps(heard.line.calls)
