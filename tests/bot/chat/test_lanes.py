"""Lanes: order within a group, independence between groups, patience with a store that is away."""

import asyncio

import pytest

from bot.chat.lanes import LONGEST_LANE, PATIENCE_SECONDS, Lanes
from bot.store.errors import StoreUnavailable


class Slept(list[float]):
    async def __call__(self, seconds: float) -> None:
        self.append(seconds)


async def test_work_of_one_group_is_done_in_order() -> None:
    lanes, done = Lanes(), list[int]()

    def work(number: int):  # type: ignore[no-untyped-def]
        async def do() -> None:
            await asyncio.sleep(0)
            done.append(number)

        return do

    for number in range(50):
        lanes.put("a", work(number))
    assert await lanes.drain()
    assert done == list(range(50))


async def test_a_group_that_waits_does_not_hold_up_another() -> None:
    lanes, gate, done = Lanes(), asyncio.Event(), list[str]()

    async def wait() -> None:
        await gate.wait()
        done.append("a")

    async def go() -> None:
        done.append("b")
        gate.set()

    lanes.put("a", wait)
    lanes.put("b", go)
    assert await lanes.drain()
    assert done == ["b", "a"]


async def test_work_that_fails_is_counted_and_the_next_goes_on() -> None:
    lanes, done = Lanes(), list[int]()

    async def fail() -> None:
        raise RuntimeError("a bug")

    async def go() -> None:
        done.append(1)

    lanes.put("a", fail)
    lanes.put("a", go)
    assert await lanes.drain()
    assert (done, lanes.failures) == ([1], 1)


@pytest.mark.parametrize("times", [1, 5])
async def test_work_waits_for_a_store_that_is_away_and_keeps_its_place(times: int) -> None:
    slept, done, left = Slept(), list[str](), [times]
    lanes = Lanes(slept)

    async def needs_store() -> None:
        if left[0]:
            left[0] -= 1
            raise StoreUnavailable("unreachable")
        done.append("first")

    async def go() -> None:
        done.append("second")

    lanes.put("a", needs_store)
    lanes.put("a", go)
    assert await lanes.drain()
    assert done == ["first", "second"]
    assert len(slept) == times
    assert slept == sorted(slept)
    assert lanes.failures == 0


async def test_patience_ends() -> None:
    slept = Slept()
    lanes = Lanes(slept)

    async def never() -> None:
        raise StoreUnavailable("unreachable")

    lanes.put("a", never)
    assert await lanes.drain()
    assert lanes.failures == 1
    assert PATIENCE_SECONDS <= sum(slept) < PATIENCE_SECONDS + 20


async def test_past_its_limit_a_lane_drops_and_counts() -> None:
    lanes, gate = Lanes(), asyncio.Event()

    async def wait() -> None:
        await gate.wait()

    for _ in range(LONGEST_LANE + 10):
        lanes.put("a", wait)
    assert lanes.dropped == 10
    gate.set()
    assert await lanes.drain()


async def test_an_idle_lane_costs_nothing() -> None:
    lanes = Lanes()

    async def go() -> None:
        return None

    for number in range(100):
        lanes.put(str(number), go)
    assert await lanes.drain()
    assert not lanes._waiting  # pyright: ignore[reportPrivateUsage]
    assert not lanes._tasks  # pyright: ignore[reportPrivateUsage]


async def test_draining_gives_up_in_time() -> None:
    lanes, gate = Lanes(), asyncio.Event()

    async def wait() -> None:
        await gate.wait()

    lanes.put("a", wait)
    assert not await lanes.drain(0.01)
    gate.set()
    assert await lanes.drain()
