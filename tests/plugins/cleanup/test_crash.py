"""A worker that dies between and within removals: its follower removes nobody twice and nobody too many."""

import pytest

from bot.effects import lease
from bot.effects.accounts import accounts
from bot.effects.worker import Worker
from bot.store import models
from plugins.cleanup.service import removing
from tests.plugins.cleanup.conftest import SILENT, confirmed, kicked
from tests.support.house import TestHouse

WEEK = 7 * 86400.0


class Killed(BaseException):
    """Not an Exception: nothing in the house answers it."""


def follower(house: TestHouse) -> None:
    """The next process: a new worker that finds what the dead one left."""
    worker = Worker(house.clock, accounts, lease_length=house.house.worker.lease_length)
    worker.database_clock = False
    worker.leases.database_clock = False
    house.house.worker = worker


@pytest.mark.parametrize("dies_at", range(1, 16))
async def test_a_kill_at_any_settlement_removes_everybody_once(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch, dies_at: int
) -> None:
    await confirmed(house)
    settle, count = lease.Leases.settle, 0

    async def dies(self: lease.Leases, job: lease.Job, *args: object, **more: object) -> None:
        nonlocal count
        count += 1
        if count == dies_at:
            raise Killed
        await settle(self, job, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(lease.Leases, "settle", dies)
    house.clock.advance(WEEK)
    for _ in range(40):
        try:
            await house.pass_time(6.0)
        except Killed:
            follower(house)
    assert kicked(house) == [house.id_of(name) for name in SILENT]
    assert await models.Case.filter(offence="cleanup.members").count() == 2
    assert sum("已完成：移出 2 人" in text for text in house.said()) == 1


async def test_a_step_run_again_after_its_removal_does_nothing(house: TestHouse) -> None:
    await confirmed(house)
    await house.pass_time(WEEK)
    step = await models.Job.filter(kind="cleanup.step").order_by("id").first()
    assert step is not None
    work = removing.Work(
        key=step.key, kind=step.kind, payload=dict(step.payload), group_id=step.group_id, due_at=step.due_at,
        now=house.clock.now(),
    )  # fmt: skip
    for _ in range(3):
        await removing.take_step(work)
    for _ in range(12):
        await house.pass_time(3.0)
    assert kicked(house) == [house.id_of(name) for name in SILENT]
    assert await models.Case.filter(offence="cleanup.members").count() == 2
