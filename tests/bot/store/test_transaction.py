import asyncio

import pytest
from tortoise.exceptions import OperationalError

from bot.store import engine
from bot.store.models import Organisation
from bot.store.transaction import TransactionMisuse, after_commit, in_tx, transact, transaction


async def test_a_transaction_keeps_what_it_wrote_and_answers_its_result(store: str) -> None:
    async def work() -> int:
        assert in_tx()
        return (await Organisation.create(name="一")).id

    number = await transact(work)
    assert not in_tx()
    assert await Organisation.filter(id=number).exists()


async def test_an_error_takes_everything_back_and_calls_nobody(store: str) -> None:
    called: list[str] = []

    @transaction
    async def fails() -> None:
        await Organisation.create(name="一")
        after_commit(lambda: called.append("committed"))
        raise LookupError("no")

    with pytest.raises(LookupError):
        await fails()
    assert await Organisation.all().count() == 0
    assert called == []


async def test_a_nested_transaction_joins_and_callbacks_wait_for_the_outermost(store: str) -> None:
    seen: list[object] = []

    @transaction
    async def inner() -> None:
        await Organisation.create(name="里")
        after_commit(lambda: seen.append("inner"))

    @transaction
    async def outer() -> None:
        await inner()
        seen.append(list(seen))
        after_commit(lambda: seen.append("outer"))

    await outer()
    assert seen == [[], "inner", "outer"]


async def test_outside_a_transaction_a_callback_is_called_at_once(store: str) -> None:
    seen: list[int] = []
    after_commit(lambda: seen.append(1))
    assert seen == [1]


async def test_four_hundred_cancelled_transactions_leave_a_store_that_answers(store: str) -> None:
    async def work() -> None:
        await Organisation.create(name="取消")
        await Organisation.all().count()

    tasks: list[asyncio.Task[None]] = []
    for turn in range(400):
        task = asyncio.create_task(transact(work))
        tasks.append(task)
        for _ in range(turn % 7):
            await asyncio.sleep(0)
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert sum(isinstance(each, asyncio.CancelledError) for each in results) > 300
    async with asyncio.timeout(10):
        await transact(work)
        assert await engine.ping()


async def test_a_cancelled_caller_does_not_stop_the_commit(store: str) -> None:
    started = asyncio.Event()
    may_end = asyncio.Event()
    committed = asyncio.Event()

    async def work() -> None:
        await Organisation.create(name="留")
        after_commit(committed.set)
        started.set()
        await may_end.wait()

    task = asyncio.create_task(transact(work))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    may_end.set()
    await committed.wait()
    assert await Organisation.filter(name="留").count() == 1


async def test_a_task_started_inside_a_transaction_is_refused_one_of_its_own(store: str) -> None:
    async def child() -> None:
        await transact(lambda: Organisation.create(name="子"))

    async def work() -> asyncio.Task[None]:
        await Organisation.create(name="父")
        return asyncio.create_task(child())

    task = await transact(work)
    with pytest.raises(TransactionMisuse):
        await task
    assert await Organisation.all().count() == 1


async def test_a_transaction_that_loses_is_run_again_from_its_start(store: str) -> None:
    tries: list[int] = []

    async def work() -> None:
        await Organisation.create(name="再来")
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("database is locked")

    await transact(work)
    assert len(tries) == 3
    assert await Organisation.all().count() == 1


async def test_parallel_transactions_do_not_disturb_each_other(store: str) -> None:
    async def work(number: int) -> None:
        await Organisation.create(name=str(number))
        if number % 2:
            raise ValueError(number)

    await asyncio.gather(*(transact(lambda n=n: work(n)) for n in range(40)), return_exceptions=True)
    assert sorted(int(o.name) for o in await Organisation.all()) == list(range(0, 40, 2))
