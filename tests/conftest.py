"""What every test may ask for: a store on each engine, a clock that stands still, a platform in memory."""

import random
import shutil
from collections.abc import AsyncIterator, Iterator

import asyncpg
import pytest

from bot.store import engine, transaction
from tests.support import stores
from tests.support.clock import FakeClock
from tests.support.platform import FakePlatform


async def _no_pause(seconds: float) -> None:
    """Tests do not wait."""


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
async def store_url(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """The address of a database of this session; every test that uses it runs on both engines."""
    if request.param == "sqlite":
        yield f"sqlite://{stores.scratch() / 'store.db'}"
        await engine.close_store()
        return
    try:
        url = await stores.make_postgres_database()
    except (OSError, asyncpg.PostgresError) as error:
        pytest.skip(stores.no_postgres(error))
    yield url
    await engine.close_store()
    await stores.drop_postgres_database(url)


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[str]:
    """An open store with all tables of kernel and plugins, empty; its address. On both engines."""
    transaction.use_chance(random.Random(7), _no_pause)
    await stores.use(store_url)
    yield store_url
    await transaction.transactions_end()


@pytest.fixture(scope="session")
async def _closed_at_the_end() -> AsyncIterator[None]:
    """A session that used SQLite alone would wait for the connection's thread for ever."""
    yield
    await engine.close_store()


@pytest.fixture
async def sqlite_store(_closed_at_the_end: None) -> AsyncIterator[str]:
    """Like ``store``, on SQLite only: for tests where the engine does not matter and time does."""
    transaction.use_chance(random.Random(7), _no_pause)
    url = f"sqlite://{stores.scratch() / 'store.db'}"
    await stores.use(url)
    yield url
    await transaction.transactions_end()


@pytest.fixture
async def no_store() -> AsyncIterator[None]:
    """No store is open before and after: for tests that open one themselves."""
    await engine.close_store()
    yield
    await engine.close_store()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def platform(clock: FakeClock) -> FakePlatform:
    return FakePlatform(clock=clock)


@pytest.fixture(scope="session", autouse=True)
def _scratch_is_removed() -> Iterator[None]:
    yield
    shutil.rmtree(stores.scratch(), ignore_errors=True)
