import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.domain.ids import AccountId
from bot.effects import lease, letters
from bot.effects.lease import Job, LeaseLost, Leases, Ticket
from bot.store import models
from bot.store.transaction import transact
from tests.support.clock import FakeClock

KINDS = ["work"]


def leases(clock: FakeClock, owner: str = "a") -> Leases:
    return Leases(owner, clock, database_clock=False)


async def claim(by: Leases, accounts: Sequence[str] = (), limit: int = 10) -> list[Job]:
    return await by.claim([AccountId(a) for a in accounts], KINDS, limit)


async def enqueue(clock: FakeClock, key: str, ticket: Ticket | None = None, *, after: float = 0) -> bool:
    due = clock.now() + timedelta(seconds=after)
    return await lease.enqueue(key, "work", due, {"n": key}, now=clock.now(), ticket=ticket)


async def test_a_key_is_enqueued_once_and_the_transaction_goes_on(store: str, clock: FakeClock) -> None:
    async def work() -> tuple[bool, bool]:
        first = await enqueue(clock, "one")
        second = await enqueue(clock, "one")
        await models.Organisation.create(name="还在")
        return first, second

    assert await transact(work) == (True, False)
    assert await models.Job.all().count() == 1
    assert await models.Organisation.filter(name="还在").exists()


async def test_a_rolled_back_decision_leaves_no_job_and_wakes_nobody(store: str, clock: FakeClock) -> None:
    woken: list[int] = []

    def waker() -> None:
        woken.append(1)

    async def work() -> None:
        await enqueue(clock, "one")
        raise LookupError

    lease.wake_with(waker)
    try:
        with pytest.raises(LookupError):
            await transact(work)
        assert woken == []
        await enqueue(clock, "two")
        assert woken == [1]
    finally:
        lease.no_longer_wake(waker)
    assert [j.key for j in await models.Job.all()] == ["two"]


async def test_a_job_is_claimed_once_while_its_lease_lasts_and_by_another_after_it(
    store: str, clock: FakeClock
) -> None:
    await enqueue(clock, "one")
    a, b = leases(clock, "a"), leases(clock, "b")
    (mine,) = await claim(a)
    assert await claim(b) == []
    clock.advance(6)
    (theirs,) = await claim(b)
    assert theirs.found == "running"
    assert theirs.token == mine.token + 1


async def test_a_worker_that_froze_past_its_lease_settles_nothing(store: str, clock: FakeClock) -> None:
    await enqueue(clock, "one")
    a, b = leases(clock, "a"), leases(clock, "b")
    (frozen,) = await claim(a)
    clock.advance(6)
    (taken,) = await claim(b)
    with pytest.raises(LeaseLost):
        await a.settle(frozen, "done")
    with pytest.raises(LeaseLost):
        await a.put_back(frozen, clock.now())
    await a.extend([frozen])
    await b.settle(taken, "done")
    assert (await models.Job.get(key="one")).lease_owner == "b"


async def test_a_heartbeat_keeps_a_long_job(store: str, clock: FakeClock) -> None:
    await enqueue(clock, "one")
    a, b = leases(clock, "a"), leases(clock, "b")
    (job,) = await claim(a)
    for _ in range(5):
        clock.advance(3)
        await a.extend([job])
    assert await claim(b) == []
    await a.settle(job, "done")


async def test_only_the_process_with_the_account_gets_its_jobs(store: str, clock: FakeClock) -> None:
    await enqueue(clock, "for 2", Ticket(account=AccountId("2")))
    assert await claim(leases(clock), ["1"]) == []
    assert [j.key for j in await claim(leases(clock), ["2"])] == ["for 2"]


async def test_what_is_not_due_or_of_an_unknown_kind_waits(store: str, clock: FakeClock) -> None:
    await enqueue(clock, "later", after=60)
    await lease.enqueue("other", "a plugin that is gone", clock.now(), {}, now=clock.now())
    assert await claim(leases(clock)) == []
    clock.advance(60)
    assert [j.key for j in await claim(leases(clock))] == ["later"]


async def test_a_lane_is_served_strictly_in_its_order(store: str, clock: FakeClock) -> None:
    for key in ("a1", "a2", "b1"):
        await enqueue(clock, key, Ticket(lane=key[0]))
    worker = leases(clock)
    first = await claim(worker)
    assert [j.key for j in first] == ["a1", "b1"]
    assert await claim(worker) == []
    await worker.settle(first[1], "done")
    await worker.put_back(first[0], clock.now() + timedelta(seconds=30))
    assert await claim(worker) == []
    clock.advance(30)
    (again,) = await claim(worker)
    assert again.key == "a1"
    await worker.settle(again, "done")
    assert [j.key for j in await claim(worker)] == ["a2"]


async def test_a_full_lane_does_not_starve_the_others(store: str, clock: FakeClock) -> None:
    for number in range(250):
        await enqueue(clock, f"full:{number}", Ticket(lane="full"))
    await enqueue(clock, "other", Ticket(lane="other"))
    worker = leases(clock)
    first = await claim(worker)
    assert [j.key for j in first] == ["full:0"]
    second = await worker.claim([], KINDS, 10, busy=["full"])
    assert [j.key for j in second] == ["other"]


async def test_cancelling_a_prefix_leaves_its_neighbours(store: str, clock: FakeClock) -> None:
    for key in ("case:1:kick", "case:1:tell", "case:12:kick"):
        await enqueue(clock, key)
    assert await lease.cancel("case:1:", now=clock.now()) == 2
    assert await lease.cancel("case:1") == 0
    assert [j.key for j in await claim(leases(clock))] == ["case:12:kick"]


async def test_dead_letters_are_shown_and_may_be_tried_again(store: str, clock: FakeClock) -> None:
    await enqueue(clock, "one", Ticket(group_id=7))
    worker = leases(clock)
    (job,) = await claim(worker)
    await worker.settle(job, "dead", outcome="failed", detail="说不清")
    (letter,) = await letters.dead_letters(7)
    assert (letter.key, letter.detail) == ("one", "说不清")
    assert await letters.dead_letters(8) == []
    assert await letters.requeue("one", now=clock.now())
    assert [j.key for j in await claim(worker)] == ["one"]


async def test_pruning_keeps_what_a_person_must_see(store: str, clock: FakeClock) -> None:
    for key in ("done", "dead", "queued"):
        await enqueue(clock, key)
    worker = leases(clock)
    for job in await claim(worker):
        if job.key != "queued":
            await worker.settle(job, job.key)
    clock.advance(timedelta(days=91))
    assert await letters.prune(clock.now()) == 1
    assert sorted([j.key for j in await models.Job.all()]) == ["dead", "queued"]


async def test_two_owners_share_the_work_and_nothing_is_taken_twice(store: str, clock: FakeClock) -> None:
    for number in range(60):
        await enqueue(clock, f"job:{number}")
    a, b = leases(clock, "a"), leases(clock, "b")
    taken: list[str] = []
    while True:
        jobs = [*await claim(a, limit=7), *await claim(b, limit=7)]
        if not jobs:
            break
        taken += [job.key for job in jobs]
    assert len(taken) == len(set(taken)) == 60


async def test_three_processes_at_once_take_every_job_exactly_once(store: str, clock: FakeClock) -> None:
    for number in range(150):
        await enqueue(clock, f"job:{number}", Ticket(lane=f"lane:{number % 40}"))
    owners = [leases(clock, name) for name in "abc"]
    taken: list[str] = []
    while await models.Job.filter(state="queued").exists():
        for jobs, owner in zip(await asyncio.gather(*(claim(o, limit=9) for o in owners)), owners, strict=True):
            for job in jobs:
                await owner.settle(job, "done")
                taken.append(job.key)
    assert len(taken) == len(set(taken)) == 150
