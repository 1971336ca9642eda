import secrets
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import pytest

from bot.effects import letters, schedule
from bot.store import backup as copies
from bot.store import engine
from bot.store.errors import StoreInUse, StoreUnavailable
from bot.store.lock import StoreLock
from bot.store.models import Job, Organisation, Recurrence
from tests.support import stores

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


async def fill() -> None:
    await Organisation.create(name="备份前")
    for key, kind, due, state in (
        ("send", "effect", NOW + timedelta(hours=1), "queued"),
        ("looking", "effect", NOW, "unknown"),
        ("sent", "effect", NOW, "done"),
        ("was due", "work", NOW - timedelta(hours=1), "running"),
        ("next week", "work", NOW + timedelta(days=7), "queued"),
    ):
        await Job.create(key=key, kind=kind, payload={}, due_at=due, created_at=NOW, state=state)
    await schedule.every("daily", "work", "0 10 * * *", "Asia/Shanghai", {}, now=NOW - timedelta(days=3))


async def check(now: datetime) -> None:
    assert [o.name for o in await Organisation.all()] == ["备份前"]
    assert {j.key: j.state for j in await Job.all()} == {
        "send": "held",
        "looking": "held",
        "sent": "done",
        "was due": "held",
        "next week": "queued",
    }
    assert (await Recurrence.get(name="daily")).next_at > now
    assert sorted(letter.key for letter in await letters.held_letters()) == ["looking", "send", "was due"]
    assert await letters.requeue("send", now=now)
    assert await letters.drop("looking", now=now)


async def test_going_back_to_a_copy_sends_nothing_by_itself(tmp_path: Path, no_store: None) -> None:
    url = f"sqlite://{tmp_path / 'q.db'}"
    await engine.open_store(url, data_dir=tmp_path)
    await fill()
    copy = await copies.backup(tmp_path / "copies")
    await Organisation.create(name="备份后")
    await engine.close_store()
    restored = await copies.restore(copy, url, now=NOW)
    assert restored.held == ("looking", "send", "was due")
    assert restored.before is not None
    await engine.open_store(url, data_dir=tmp_path)
    await check(NOW)
    with sqlite3.connect(restored.before) as before:
        assert before.execute("SELECT count(*) FROM organisation").fetchone() == (2,)


async def test_the_same_on_postgresql(tmp_path: Path, no_store: None) -> None:
    try:
        url = await stores.make_postgres_database()
    except (OSError, asyncpg.PostgresError) as error:
        pytest.skip(stores.no_postgres(error))
    try:
        await engine.open_store(url, data_dir=tmp_path)
        await fill()
        copy = await copies.backup(tmp_path)
        await Organisation.create(name="备份后")
        with pytest.raises(StoreUnavailable):
            await copies.restore(copy, url, now=NOW)
        await engine.close_store()
        restored = await copies.restore(copy, url, now=NOW)
        assert restored.held == ("looking", "send", "was due")
        await engine.open_store(url, data_dir=tmp_path)
        await check(NOW)
    finally:
        await engine.close_store()
        await stores.drop_postgres_database(url)


async def test_a_copy_can_be_made_of_a_file_another_process_has_open(tmp_path: Path, no_store: None) -> None:
    url = f"sqlite://{tmp_path / 'q.db'}"
    await engine.open_store(url, data_dir=tmp_path)
    await fill()
    copy = await copies.backup(tmp_path / "copies", url)
    with sqlite3.connect(copy) as database:
        assert database.execute("SELECT count(*) FROM job").fetchone() == (5,)
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


async def test_going_back_is_refused_while_a_bot_runs(tmp_path: Path, no_store: None) -> None:
    url = f"sqlite://{tmp_path / 'q.db'}"
    await engine.open_store(url, data_dir=tmp_path)
    copy = await copies.backup(tmp_path / "copies")
    with pytest.raises(StoreUnavailable):
        await copies.restore(copy, url, now=NOW)
    await engine.close_store()
    held = StoreLock(tmp_path / "q.db")
    held.acquire()
    try:
        with pytest.raises(StoreInUse):
            await copies.restore(copy, url, now=NOW)
    finally:
        held.release()


async def test_a_damaged_copy_changes_nothing(tmp_path: Path, no_store: None) -> None:
    url = f"sqlite://{tmp_path / 'q.db'}"
    await engine.open_store(url, data_dir=tmp_path)
    await fill()
    await engine.close_store()
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(secrets.token_bytes(5000))
    with pytest.raises(StoreUnavailable):
        await copies.restore(damaged, url, now=NOW)
    with pytest.raises(StoreUnavailable):
        await copies.restore(tmp_path / "missing.db", url, now=NOW)
    await engine.open_store(url, data_dir=tmp_path)
    assert await Organisation.all().count() == 1


async def test_a_missing_tool_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreUnavailable, match="pg_dump"):
        await copies.backup(tmp_path, "postgres://nobody@127.0.0.1:1/x")


async def test_the_command_line_saves_and_goes_back_by_address(tmp_path: Path, no_store: None) -> None:
    url = f"sqlite://{tmp_path / 'q.db'}"
    await engine.open_store(url, data_dir=tmp_path)
    await fill()
    await engine.close_store()
    copy = await copies.backup_store(url, tmp_path / "copies")
    assert await copies.restore_store(url, copy, plugins=[]) == 4
    await engine.open_store(url, data_dir=tmp_path)
    assert len(await letters.held_letters()) == 4
