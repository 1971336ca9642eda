"""Opening and closing the store: one per process, on SQLite or on PostgreSQL."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tortoise.backends.base import executor
from tortoise.context import TortoiseContext

from bot.store.config import KERNEL, PluginTables, connection_of, sqlite_file, store_config
from bot.store.connection import database
from bot.store.errors import STORE_ERRORS, StoreUnavailable, diagnose
from bot.store.lock import StoreLock
from bot.store.migrate import MigrationReport, migrate_store
from bot.store.sealing import take_keys
from bot.store.transaction import transactions_end

__all__ = ["PluginTables", "close_store", "database_file", "database_url", "is_sqlite", "open_store", "ping"]


@dataclass(slots=True)
class _Open:
    url: str
    alias: str
    file: Path | None
    lock: StoreLock | None
    context: TortoiseContext


_open: _Open | None = None
_statements: dict[Any, Any] = executor.EXECUTOR_CACHE  # type: ignore[assignment]


def is_sqlite() -> bool:
    """Whether the open store is SQLite, where one process works alone."""
    return _current().alias == "sqlite"


def database_url() -> str | None:
    """The address of the open store, or None."""
    return _open.url if _open else None


def database_file() -> Path | None:
    """The file of the open SQLite store; None for PostgreSQL and for a store in memory."""
    return _current().file


async def open_store(
    url: str,
    *,
    data_dir: Path | str,
    plugins: Sequence[PluginTables] = (),
    migrate: bool = True,
    data_key: str = "",
) -> MigrationReport | None:
    """Open the process's store and bring its tables, and the sealing of personal data, up to date.

    ``data_key`` is the setting; without it the key is in ``data_dir``.

    Raises StoreUnavailable with a line for people: not reachable, wrong password, read-only file,
    full disk, a migration that failed (nothing is changed then); StoreInUse for a second process
    on one SQLite file; "wrong_key" where the key is not the store's. The store must not be open already.
    """
    global _open
    if _open is not None:
        raise RuntimeError("the store is open already")
    tables = (KERNEL, *plugins)
    opened = _prepare(url)
    try:
        await _connect(opened, tables)
        report = await migrate_store(opened.alias, opened.file, Path(data_dir)) if migrate else None
        await take_keys(Path(data_dir), data_key, opened.alias, write=migrate)
        return report
    except BaseException as error:
        await _shut()
        trouble = diagnose(error) if isinstance(error, Exception) else None
        if trouble is None or trouble is error:
            raise
        raise trouble from error


async def close_store() -> None:
    """Wait for running transactions, then close. Closing a store that is not open does nothing."""
    if _open is not None:
        await transactions_end()
        await _shut()


async def ping() -> bool:
    """Whether the store answers a question now."""
    if _open is None:
        return False
    try:
        await database().execute_query("SELECT 1")
    except STORE_ERRORS:
        return False
    return True


def _prepare(url: str) -> _Open:
    alias, _ = connection_of(url)
    file = sqlite_file(url)
    if file is None:
        return _Open(url, alias, None, None, TortoiseContext())
    lock = StoreLock(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except OSError as error:
        raise diagnose(error) or StoreUnavailable("not_writable", str(error)) from error
    try:
        _probe(file)
    except sqlite3.Error as error:
        lock.release()
        raise diagnose(error) or StoreUnavailable("not_writable", str(error)) from error
    return _Open(url, alias, file, lock, TortoiseContext())


def _probe(file: Path) -> None:
    """A write that changes nothing, so that a read-only file or a full disk is seen at the start."""
    with closing(sqlite3.connect(file, timeout=5, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version={int(version)}")
        connection.execute("COMMIT")


async def _connect(opened: _Open, tables: Sequence[PluginTables]) -> None:
    global _open
    _, config = store_config(opened.url, tables)
    _statements.clear()
    _open = opened
    with opened.context:  # only while it is set up: afterwards every task finds it as the global one
        await opened.context.init(config=config, _enable_global_fallback=True)
    # replaces Tortoise's own adapter, which is registered when its engine is imported
    sqlite3.register_adapter(datetime, _utc_text)
    await database().execute_query("SELECT 1")


def _utc_text(moment: datetime) -> str:
    """SQLite compares times as text, so all must be of one zone: Tortoise keeps the caller's."""
    return (moment.astimezone(UTC) if moment.tzinfo is not None else moment).isoformat(" ")


async def _shut() -> None:
    global _open
    opened, _open = _open, None
    if opened is None:
        return
    apps = opened.context.apps
    try:
        await opened.context.close_connections()
    finally:
        if apps is not None:
            for model in apps.get_models_iterable():
                model._meta.default_connection = None  # pyright: ignore[reportPrivateUsage]
            apps.clear()
        _statements.clear()
        if opened.lock is not None:
            opened.lock.release()


def _current() -> _Open:
    if _open is None:
        raise RuntimeError("the store is not open")
    return _open
