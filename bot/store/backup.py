"""Copies of the whole store, and going back to one.

After going back nothing is sent again by itself: what was not settled in the copy may have been
done after it was made. Effects, and work that was due by then, are ``held`` until a person decides
(``bot.effects.letters``).
"""

import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.store.config import sqlite_file
from bot.store.cron import next_run
from bot.store.engine import PluginTables, close_store, database_file, database_url, open_store
from bot.store.errors import StoreUnavailable
from bot.store.filecopy import check_database, copy_database
from bot.store.lock import StoreLock
from bot.store.postgres import connect, run_tool

_UNSETTLED = "('queued', 'running', 'unknown', 'verifying')"


@dataclass(frozen=True, slots=True)
class Restored:
    """``held`` are the keys of jobs that wait for a person; ``before`` is a copy of what was replaced."""

    held: tuple[str, ...]
    before: Path | None


async def backup(target_dir: Path, url: str | None = None) -> Path:
    """Write a checked copy of the open store (or of ``url``) into ``target_dir``; answers its path.

    The bot may go on working meanwhile, and may be another process. Raises StoreUnavailable.
    """
    address = url or database_url() or ""
    file = sqlite_file(address) if url else database_file()
    if file is not None:
        if not file.exists():
            raise StoreUnavailable("backup", f"{file} 不存在")
        return await copy_database(file, target_dir, "qungui")
    if address.startswith("sqlite://"):
        raise StoreUnavailable("backup", "内存中的数据库没有文件")
    target_dir.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240
    target = target_dir / f"qungui-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.dump"
    partial = target.with_suffix(".partial")
    await run_tool("pg_dump", ["--format=custom", f"--file={partial}"], address)
    return partial.rename(target)


async def restore(path: Path, url: str, *, now: datetime) -> Restored:
    """Put the copy in the place of the store at ``url``. No bot may run: the store must not be open.

    Raises StoreInUse where a process has the file open, StoreUnavailable where the copy is not
    sound; the store is then as it was.
    """
    if database_url() is not None:
        raise StoreUnavailable("backup", "请先停止机器人")
    file = sqlite_file(url)
    if file is not None:
        return await _restore_file(path, file, now)
    held = await _restore_postgres(path, url, now)
    return Restored(held, None)


async def backup_store(url: str, target_dir: Path) -> Path:
    """``backup`` by address, for the command line: of a store that this process has not opened."""
    return await backup(target_dir, url)


async def restore_store(
    url: str, file: Path, *, plugins: Sequence[PluginTables] = (), data_dir: Path | None = None, data_key: str = ""
) -> int:
    """``restore``, then bring an older copy's tables up to date; answers how many jobs are held.

    Raises StoreUnavailable("wrong_key") where the copy's personal data was sealed with a key that is not here.
    """
    restored = await restore(file, url, now=datetime.now(UTC))
    here = sqlite_file(url)
    folder = data_dir or (here.parent if here is not None else Path("data"))
    await open_store(url, data_dir=folder, plugins=plugins, data_key=data_key)
    await close_store()
    return len(restored.held)


async def _restore_file(path: Path, file: Path, now: datetime) -> Restored:
    check_database(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = StoreLock(file)
    lock.acquire()
    try:
        before = None
        if file.exists():  # noqa: ASYNC240
            before = await _put_aside(file)
        fresh = file.with_name(file.name + ".restoring")
        shutil.copyfile(path, fresh)
        held = _hold_in_file(fresh, now)
        for rest in ("-wal", "-shm"):
            file.with_name(file.name + rest).unlink(missing_ok=True)
        os.replace(fresh, file)
        return Restored(held, before)
    except (OSError, sqlite3.Error) as error:
        raise StoreUnavailable("backup", str(error)) from error
    finally:
        lock.release()


async def _put_aside(file: Path) -> Path:
    """A copy of what is replaced; a file that is no database any more is kept as it is."""
    try:
        return await copy_database(file, file.parent / "backups", "before-restore")
    except (sqlite3.Error, StoreUnavailable):
        aside = file.with_name(f"{file.name}.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}")
        return Path(shutil.copyfile(file, aside))


def _hold_in_file(file: Path, now: datetime) -> tuple[str, ...]:
    moment = now.astimezone(UTC).isoformat(" ")
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        rows = connection.execute(
            f"UPDATE job SET state = 'held', lease_until = NULL WHERE state IN {_UNSETTLED} "
            "AND (kind = 'effect' OR due_at <= ?) RETURNING key",
            (moment,),
        ).fetchall()
        rules = connection.execute("SELECT id, cron, timezone FROM recurrence WHERE next_at <= ?", (moment,)).fetchall()
        for number, cron, zone in rules:
            following = next_run(cron, zone, now).isoformat(" ")
            connection.execute("UPDATE recurrence SET next_at = ? WHERE id = ?", (following, number))
        connection.execute("COMMIT")
    return tuple(sorted(str(row[0]) for row in rows))


async def _restore_postgres(path: Path, url: str, now: datetime) -> tuple[str, ...]:
    """In one transaction, as pg_restore makes it: all of it or nothing."""
    connection = await connect(url)
    try:
        others = await connection.fetchval(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        if others:
            raise StoreUnavailable("backup", "还有进程连着数据库，请先停止机器人")
    finally:
        await connection.close()
    options = ["--clean", "--if-exists", "--single-transaction", "--no-owner"]
    await run_tool("pg_restore", [*options, str(path)], url)
    connection = await connect(url)
    try:
        async with connection.transaction():
            return await _hold_in_postgres(connection, now)
    finally:
        await connection.close()


async def _hold_in_postgres(connection: Any, now: datetime) -> tuple[str, ...]:
    rows = await connection.fetch(
        f"UPDATE job SET state = 'held', lease_until = NULL WHERE state IN {_UNSETTLED} "
        "AND (kind = 'effect' OR due_at <= $1) RETURNING key",
        now,
    )
    rules = await connection.fetch("SELECT id, cron, timezone FROM recurrence WHERE next_at <= $1", now)
    for rule in rules:
        following = next_run(rule["cron"], rule["timezone"], now)
        await connection.execute("UPDATE recurrence SET next_at = $1 WHERE id = $2", following, rule["id"])
    return tuple(sorted(str(row["key"]) for row in rows))
