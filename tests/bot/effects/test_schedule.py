import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.effects import letters, schedule
from bot.effects.accounts import Accounts
from bot.effects.schedule import Work
from bot.effects.worker import Worker
from bot.store import models
from bot.store.transaction import transaction
from tests.support.clock import FakeClock

SHANGHAI = "Asia/Shanghai"


class Ran(list[Work]):
    """The work that a test's handler was given."""

    @property
    def keys(self) -> list[str]:
        return [work.key for work in self]


def worker(clock: FakeClock) -> Worker:
    return Worker(clock, Accounts(), chance=random.Random(3), database_clock=False)


@pytest.fixture
def ran(store: str) -> Iterator[Ran]:
    seen = Ran()
    handlers = schedule._handlers
    before = dict(handlers)

    @schedule.work("test.work")
    async def remember(work: Work) -> None:
        seen.append(work)

    yield seen
    handlers.clear()
    handlers.update(before)


async def test_work_runs_when_due_with_its_payload_and_once(ran: Ran, clock: FakeClock) -> None:
    due = clock.now() + timedelta(hours=1)
    assert await schedule.at("test.work", "a", due, {"n": 1}, group_id=5)
    assert not await schedule.at("test.work", "a", due, {"n": 2}, group_id=5)
    assert await worker(clock).step() == 0
    clock.advance(3600)
    assert await worker(clock).step() == 1
    assert await worker(clock).step() == 0
    (work,) = ran
    assert (work.key, work.payload, work.group_id, work.due_at) == ("a", {"n": 1}, 5, due)


async def test_cancelled_work_does_not_run(ran: Ran, clock: FakeClock) -> None:
    await schedule.at("test.work", "a", clock.now(), {})
    assert await schedule.cancel("a")
    assert not await schedule.cancel("a")
    assert await worker(clock).step() == 0


async def test_work_past_its_latest_time_is_recorded_and_not_done(ran: Ran, clock: FakeClock) -> None:
    await schedule.at("test.work", "a", clock.now(), {}, valid_until=clock.now() + timedelta(minutes=5))
    clock.advance(301)
    await worker(clock).step()
    assert ran == []
    assert (await models.Job.get(key="a")).state == "expired"


async def test_work_that_fails_is_tried_five_times_and_then_shown(ran: Ran, clock: FakeClock) -> None:
    tries: list[datetime] = []
    buried: list[str] = []

    async def fails(work: Work) -> None:
        tries.append(work.now)
        raise ValueError("坏了")

    async def tell(work: Work, detail: str) -> None:
        buried.append(f"{work.key}: {detail}")

    schedule.work("test.fails")(fails)
    schedule.on_dead(tell)
    try:
        await schedule.at("test.fails", "a", clock.now(), {})
        for _ in range(60):
            await worker(clock).step()
            clock.advance(60)
    finally:
        schedule._on_dead.remove(tell)
    waits = [(b - a).total_seconds() for a, b in pairwise(tries)]
    assert len(tries) == 5
    assert waits == sorted(waits)
    assert buried == ["a: ValueError: 坏了"]
    (letter,) = await letters.dead_letters()
    assert letter.detail == "ValueError: 坏了"


async def test_a_transaction_as_handler_is_settled_with_what_it_wrote(ran: Ran, clock: FakeClock) -> None:
    frozen = worker(clock)

    async def writes(work: Work) -> None:
        await models.Organisation.create(name=work.key)

    schedule.work("test.writes")(transaction(writes))
    await schedule.at("test.writes", "a", clock.now(), {})
    (job,) = await frozen.leases.claim([], ["test.writes"], 1)
    clock.advance(6)
    assert await worker(clock).step() == 1
    await frozen._carry_out(job)
    assert frozen.counts["lost"] == 1
    assert await models.Organisation.all().count() == 1


async def test_work_left_by_a_killed_process_is_done_when_its_lease_is_over(ran: Ran, clock: FakeClock) -> None:
    await schedule.at("test.work", "a", clock.now(), {})
    await worker(clock).leases.claim([], ["test.work"], 1)
    assert await worker(clock).step() == 0
    clock.advance(5)
    assert await worker(clock).step() == 1
    assert ran.keys == ["a"]


async def test_work_that_kills_its_process_every_time_is_buried(ran: Ran, clock: FakeClock) -> None:
    await schedule.at("test.work", "a", clock.now(), {})
    for _ in range(10):
        assert await worker(clock).leases.claim([], ["test.work"], 1)
        clock.advance(6)
    await worker(clock).step()
    assert ran == []
    assert (await models.Job.get(key="a")).state == "dead"


async def test_a_weekly_rule_fires_in_the_zone_it_names(ran: Ran, clock: FakeClock) -> None:
    await schedule.every("weekly", "test.work", "30 9 * * 1", SHANGHAI, {"w": 1}, now=clock.now())
    clock.advance(timedelta(minutes=29, seconds=59))
    assert await worker(clock).step() == 0
    clock.advance(1)
    assert await worker(clock).step() == 1
    clock.advance(timedelta(days=7))
    await worker(clock).step()
    assert ran.keys == ["weekly@2026-03-02T01:30:00+00:00", "weekly@2026-03-09T01:30:00+00:00"]


async def test_of_missed_runs_only_the_latest_is_made_up_for(ran: Ran, clock: FakeClock) -> None:
    await schedule.every("hourly", "test.work", "0 * * * *", SHANGHAI, {}, now=clock.now())
    clock.advance(timedelta(hours=10, minutes=20))
    await worker(clock).step()
    assert ran.keys == ["hourly@2026-03-02T11:00:00+00:00"]
    clock.advance(timedelta(minutes=40))
    await worker(clock).step()
    assert len(ran) == 2


async def test_a_run_missed_by_more_than_its_lateness_is_skipped(ran: Ran, clock: FakeClock) -> None:
    late = timedelta(hours=1)
    await schedule.every("daily", "test.work", "0 10 * * *", SHANGHAI, {}, late=late, now=clock.now())
    clock.advance(timedelta(hours=5))
    assert await worker(clock).step() == 0
    clock.advance(timedelta(hours=20, minutes=30))
    assert await worker(clock).step() == 1


async def test_saying_a_rule_again_at_each_start_changes_nothing(ran: Ran, clock: FakeClock) -> None:
    for _ in range(48):
        await schedule.every("daily", "test.work", "0 10 * * *", SHANGHAI, {}, now=clock.now())
        await worker(clock).step()
        clock.advance(timedelta(minutes=30))
    assert len(ran) == 1
    await schedule.every("daily", "test.work", "0 12 * * *", SHANGHAI, {}, now=clock.now())
    assert await schedule.stop("daily")
    assert not await schedule.stop("daily")
    clock.advance(timedelta(days=2))
    assert await worker(clock).step() == 0


@pytest.mark.parametrize("rule", ["", "every day", "61 * * * *", "* * * * * *", "@daily"])
async def test_a_rule_that_cannot_be_read_is_refused(ran: Ran, clock: FakeClock, rule: str) -> None:
    with pytest.raises(ValueError):
        await schedule.every("bad", "test.work", rule, SHANGHAI, {}, now=clock.now())


async def test_two_processes_make_one_job_of_one_run(ran: Ran, clock: FakeClock) -> None:
    await schedule.every("hourly", "test.work", "0 * * * *", SHANGHAI, {}, now=clock.now())
    clock.advance(3600)
    (rule,) = await models.Recurrence.all()
    assert await schedule._advance(rule, clock.now()) == 1
    assert await schedule._advance(rule, clock.now()) == 0


async def test_thirty_days_with_restarts_and_clock_jumps_lose_and_double_nothing(ran: Ran, clock: FakeClock) -> None:
    chance = random.Random(11)
    start = clock.now()
    dues = {f"reminder:{n}": start + timedelta(seconds=chance.randrange(30 * 86400)) for n in range(200)}
    for key, due in dues.items():
        await schedule.at("test.work", key, due, {})
    await schedule.every("daily", "test.work", "30 2 * * *", "Europe/Berlin", {}, now=clock.now())
    running = worker(clock)
    end = start + timedelta(days=30, hours=3)
    while clock.now() < end:
        waiting = [due for key, due in dues.items() if due > clock.now()]
        rule = await schedule.next_tick()
        clock.set(min([*waiting, end, *([rule] if rule and rule > clock.now() else [])]))
        if chance.random() < 0.2:
            claimed = await running.leases.claim([], ["test.work"], 3)
            running = worker(clock)
            if claimed:
                clock.advance(5)
        if chance.random() < 0.1:
            clock.set(clock.now() - timedelta(hours=1))
            await running.step()
            clock.set(clock.now() + timedelta(hours=1))
        await running.step()
    reminders = [work for work in ran if work.key.startswith("reminder:")]
    daily = [work for work in ran if work.key.startswith("daily@")]
    assert sorted(work.key for work in reminders) == sorted(dues)
    assert max(work.now - work.due_at for work in ran) <= timedelta(seconds=60)
    assert len(daily) == len({work.key for work in daily}) == 31


async def test_the_hour_that_comes_twice_fires_once_and_the_missing_one_once(ran: Ran, clock: FakeClock) -> None:
    for day in (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC)):
        ran.clear()
        clock.set(day)
        await schedule.stop("night")
        await schedule.every("night", "test.work", "30 2 * * *", "Europe/Berlin", {}, now=day)
        for _ in range(24 * 4):
            clock.advance(timedelta(minutes=15))
            await worker(clock).step()
        assert len(ran) == 1
