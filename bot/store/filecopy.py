"""Copies of a SQLite file that are whole, also while it is written to."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.store.errors import StoreUnavailable


async def copy_database(source: Path, folder: Path, name: str) -> Path:
    """SQLite's online backup into ``folder``, checked; answers the copy's path.

    Raises StoreUnavailable where the copy cannot be made or is not sound.
    """
    return await asyncio.to_thread(_copy, source, folder, name)


def _copy(source: Path, folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    target = folder / f"{name}-{stamp}.db"
    partial = target.with_suffix(".partial")
    try:
        with closing(sqlite3.connect(source, timeout=30)) as live, closing(sqlite3.connect(partial)) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        check_database(partial)
        partial.rename(target)
    except (sqlite3.Error, OSError) as error:
        partial.unlink(missing_ok=True)
        raise StoreUnavailable("backup", str(error)) from error
    return target


def check_database(file: Path) -> None:
    """Raises StoreUnavailable where the file is not a sound SQLite database."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error as error:
        raise StoreUnavailable("damaged", str(error)) from error
    if verdict != "ok":
        raise StoreUnavailable("damaged", str(verdict))


def keep_newest(folder: Path, pattern: str, count: int) -> None:
    """Remove all but the newest ``count`` files of this pattern."""
    for old in sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime)[:-count]:
        old.unlink(missing_ok=True)
