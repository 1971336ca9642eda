import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import pytest

from bot.domain.ids import AccountId, MessageId
from bot.domain.messages import Text
from bot.effects import lease, schedule
from bot.effects.actions import Recall, Send
from bot.effects.schedule import Work
from bot.effects.worker import Worker
from bot.store import engine, models
from bot.store.connection import database
from tests.support.clock import FakeClock
from tests.support.waiting import until

from .conftest import Bench


@pytest.fixture
async def running(bench: Bench) -> AsyncIterator[Worker]:
    task = asyncio.create_task(bench.worker.run())
    yield bench.worker
    await bench.worker.drain(5)
    await asyncio.wait_for(task, 5)


@pytest.fixture
def handlers() -> Iterator[None]:
    before = dict(schedule._handlers)
    yield
    schedule._handlers.clear()
    schedule._handlers.update(before)


async def quiet(worker: Worker) -> None:
    """Until nothing is queued or running: what the worker is woken for is done at once."""

    async def nothing_left() -> bool:
        return not await models.Job.filter(state__in=["queued", "running"]).exists()

    await until(nothing_left)


async def test_a_commit_wakes_the_worker(bench: Bench, running: Worker) -> None:
    await bench.say("马上")
    await quiet(running)
    assert bench.platform.sent() == ["马上"]
    assert running.is_well()


async def test_an_account_that_connects_gets_what_waited_for_it(bench: Bench, running: Worker) -> None:
    bench.worker.accounts.down(AccountId("10001"))
    await bench.say("等你")
    bench.worker.accounts.up(bench.platform)
    await quiet(running)
    assert bench.platform.sent() == ["等你"]


async def test_chats_are_served_side_by_side_and_each_in_order(bench: Bench, running: Worker) -> None:
    for number in range(30):
        chat = bench.platform.chat(f"90{number % 3}")
        await bench.put(Send(chat, (Text(str(number)),)), key=f"m:{number}")
    await quiet(running)
    for group in range(3):
        assert bench.platform.sent(f"90{group}") == [str(n) for n in range(30) if n % 3 == group]


async def test_long_work_does_not_hold_up_messages(bench: Bench, handlers: None, running: Worker) -> None:
    may_end = asyncio.Event()

    async def slow(work: Work) -> None:
        await may_end.wait()

    schedule.work("test.slow")(slow)
    await schedule.at("test.slow", "slow", bench.clock.now(), {})
    await bench.say("不用等")
    await until(lambda: bool(bench.platform.sent()))
    may_end.set()
    await quiet(running)


async def test_it_survives_a_store_that_goes_away(
    bench: Bench, running: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = {"yes": True}
    take = running.leases._take

    async def broken(*args: object) -> list[lease.Job]:
        if gone["yes"]:
            gone["yes"] = False
            raise ConnectionRefusedError("down")
        return await take(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(running.leases, "_take", broken)
    await bench.say("还会到")
    await until(lambda: running.counts["outages"] > 0)
    running.wake()
    await quiet(running)
    assert bench.platform.sent() == ["还会到"]


async def test_draining_waits_for_what_is_under_way_and_begins_nothing(bench: Bench, handlers: None) -> None:
    began, may_end, ended = asyncio.Event(), asyncio.Event(), []

    async def slow(work: Work) -> None:
        began.set()
        await may_end.wait()
        ended.append(work.key)

    schedule.work("test.slow")(slow)
    task = asyncio.create_task(bench.worker.run())
    await schedule.at("test.slow", "slow", bench.clock.now(), {})
    await began.wait()
    draining = asyncio.create_task(bench.worker.drain(5))
    await asyncio.sleep(0)
    await bench.say("不再发")
    may_end.set()
    assert await draining
    await asyncio.wait_for(task, 5)
    assert ended == ["slow"]
    assert bench.platform.sent() == []
    assert not bench.worker.is_well()


async def test_what_does_not_end_in_time_is_left_for_the_next_start(bench: Bench, handlers: None) -> None:
    began = asyncio.Event()

    async def endless(work: Work) -> None:
        began.set()
        await asyncio.Event().wait()

    schedule.work("test.endless")(endless)
    task = asyncio.create_task(bench.worker.run())
    await schedule.at("test.endless", "endless", bench.clock.now(), {})
    await began.wait()
    assert not await bench.worker.drain(0)
    await asyncio.wait_for(task, 5)
    assert (await models.Job.get(key="endless")).state == "running"


async def test_on_sqlite_a_restart_takes_over_at_once(bench: Bench) -> None:
    if not engine.is_sqlite():
        pytest.skip("with several processes a lease must run out")
    await bench.say("半路", marker="半路")
    await bench.worker.leases.claim([AccountId("10001")], ["effect"], 1)
    assert await bench.step() == 0
    await bench.worker.leases.release_orphans()
    assert await bench.step() == 1
    assert (await bench.state())[0] == "unknown"


async def test_leases_run_by_the_clock_of_the_database_on_postgresql(bench: Bench, clock: FakeClock) -> None:
    if engine.is_sqlite():
        pytest.skip("one process, one clock")
    skewed = FakeClock(clock.now() + timedelta(hours=2))
    here = lease.Leases("here", clock)
    there = lease.Leases("there", skewed)
    await bench.say("一")
    assert len(await here.claim([AccountId("10001")], ["effect"], 1)) == 1
    assert await there.claim([AccountId("10001")], ["effect"], 1) == []


async def test_an_idle_turn_is_one_query(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.worker.database_clock = False
    await bench.worker._turn()
    asked: list[str] = []
    client = type(database())
    original = client.execute_query

    async def counting(self: object, query: str, values: list[object] | None = None) -> object:
        asked.append(query)
        return await original(self, query, values)  # type: ignore[arg-type]

    monkeypatch.setattr(client, "execute_query", counting)
    bench.clock.advance(1)
    await bench.worker._turn()
    assert len(asked) == 1


async def test_an_effect_that_breaks_the_worker_does_not_stop_it(
    bench: Bench, running: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench.platform, "recall", None)
    await bench.put(Recall(bench.platform.chat("901"), MessageId("1")), key="broken")
    await bench.say("没事")
    await until(lambda: bool(bench.platform.sent()) and running.counts["failed"] > 0)
    assert (await bench.state("broken"))[0] == "running"
