"""Transactions that survive cancellation, and what shall happen after the commit.

A transaction of Tortoise that is cancelled keeps its connection and hangs the store, so each
outermost one runs in a task of its own that nobody cancels: a cancelled caller stops waiting, the
transaction goes on to its commit or rollback.

Inside a transaction start no task and await nothing but the store. A task started there inherits
the connection; its writes go down with the transaction, or are lost later without a word. This
cannot be prevented in general, only ``transact`` itself is refused in such a task. On SQLite all
other queries of the process wait until the transaction ends.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Coroutine
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from tortoise.exceptions import IntegrityError
from tortoise.models import Model
from tortoise.transactions import in_transaction

from bot.store.errors import diagnose, is_conflict

T = TypeVar("T")
P = ParamSpec("P")

TRIES = 8
"""How often a transaction is run that loses against another one before its error is raised."""


class TransactionMisuse(Exception):
    """A transaction was asked for in a task that was started inside another transaction."""


class _Running:
    def __init__(self) -> None:
        self.task = asyncio.current_task()
        self.callbacks: list[Callable[[], None]] = []
        self.over = False


_MARK = "__is_transaction__"
_running: ContextVar[_Running | None] = ContextVar("running_transaction", default=None)
_tasks: set[asyncio.Task[Any]] = set()
_random = random.Random()
_pause: Callable[[float], Awaitable[None]] = asyncio.sleep


def use_chance(chance: random.Random, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    """Where the waiting time between two tries comes from, and how it is waited."""
    global _random, _pause
    _random, _pause = chance, pause


def in_tx() -> bool:
    """Whether the caller runs inside a transaction of this module."""
    return _joined() is not None


def after_commit(callback: Callable[[], None]) -> None:
    """Call back after the outermost commit, in the order of registration; never after a rollback.

    Outside a transaction the callback is called at once. It must not raise: the commit is done.
    """
    running = _joined()
    if running is None:
        callback()
    else:
        running.callbacks.append(callback)


async def transact(work: Callable[[], Awaitable[T]]) -> T:
    """Run ``work`` in one transaction and answer its result; inside another one, join that.

    ``work`` is run again from its beginning where it lost against another transaction, so it
    must change nothing but the store. Raises StoreUnavailable where the database is not there.
    """
    if _joined() is not None:
        return await work()
    task = asyncio.get_running_loop().create_task(_until_it_holds(work))
    _tasks.add(task)
    task.add_done_callback(_forget)
    return await asyncio.shield(task)


def transaction(function: Callable[P, Awaitable[T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """The whole function is one transaction, or part of its caller's."""

    @wraps(function)
    async def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        return await transact(lambda: function(*args, **kwargs))

    setattr(wrapped, _MARK, True)
    return wrapped


def is_transaction(function: object) -> bool:
    """Whether ``function`` was made by ``transaction``: it then awaits nothing but the store."""
    return bool(getattr(function, _MARK, False))


async def insert_once(row: Model) -> bool:
    """Insert a row inside a transaction; False, and the transaction unharmed, where a unique key has it."""
    try:
        async with in_transaction():  # a savepoint: on PostgreSQL a failed insert ends the transaction
            await row.save(force_create=True)
    except IntegrityError as error:
        if "FOREIGN" in str(error).upper() or "NOT NULL" in str(error).upper():
            raise
        return False
    return True


async def transactions_end() -> None:
    """Wait until every running transaction has ended: before the store is closed."""
    while _tasks:
        await asyncio.wait(set(_tasks))


def _joined() -> _Running | None:
    running = _running.get()
    if running is None:
        return None
    if running.task is not asyncio.current_task() or running.over:
        raise TransactionMisuse("this task was started inside a transaction; start it after the commit")
    return running


def _forget(task: asyncio.Task[Any]) -> None:
    _tasks.discard(task)
    if not task.cancelled():
        task.exception()  # a caller that was cancelled does not fetch it


async def _until_it_holds(work: Callable[[], Awaitable[T]]) -> T:
    for attempt in range(1, TRIES + 1):
        try:
            return await _once(work)
        except Exception as error:  # not swallowed: raised again, or the conflict is tried again
            if not is_conflict(error) or attempt == TRIES:
                trouble = diagnose(error)
                if trouble is None or trouble is error:
                    raise
                raise trouble from error
        await _pause(_random.uniform(0.5, 1.5) * 0.01 * 2**attempt)
    raise AssertionError("unreachable")


async def _once(work: Callable[[], Awaitable[T]]) -> T:
    running = _Running()
    token = _running.set(running)
    try:
        async with in_transaction():
            result = await work()
    finally:
        running.over = True
        _running.reset(token)
    for callback in running.callbacks:
        callback()
    return result
