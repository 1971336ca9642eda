"""A command of an area that needs the store of the settings, without a running bot."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot import settings as deploy
from bot.store.engine import close_store, open_store

T = TypeVar("T")


async def with_kernel_store(work: Callable[[], Awaitable[T]]) -> T:
    """Open the store with the kernel's tables only, run ``work``, close it again.

    Raises WrongSettings, StoreUnavailable; StoreInUse while a bot runs on the same SQLite file.
    """
    settings = deploy.load()
    await open_store(settings.database_url, data_dir=settings.data_dir, data_key=settings.data_key)
    try:
        return await work()
    finally:
        await close_store()
