import asyncio
import os
import sqlite3
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import asyncpg
import pytest

from bot.store import engine
from bot.store.config import plugin_tables
from bot.store.errors import StoreInUse, StoreUnavailable
from bot.store.models import Job, Organisation
from bot.store.transaction import transact
from tests.support import stores

ANOTHER = """
import asyncio, sys
from bot.store import engine
from bot.store.errors import StoreUnavailable
async def main():
    try:
        await engine.open_store(sys.argv[1], data_dir=sys.argv[2])
    except StoreUnavailable as error:
        print(type(error).__name__, error)
        return
    print("open", flush=True)
    sys.stdin.readline()
asyncio.run(main())
"""


async def another_process(url: str, data: Path) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", ANOTHER, url, str(data), stdin=pipe, stdout=pipe, cwd=stores.ROOT
    )


async def refusal(url: str, data: Path) -> StoreUnavailable:
    with pytest.raises(StoreUnavailable) as caught:
        await engine.open_store(url, data_dir=data)
    assert engine.database_url() is None
    assert "\n" not in str(caught.value)
    return caught.value


async def test_an_open_store_answers_and_a_closed_one_does_not(store: str) -> None:
    assert await engine.ping()
    await engine.close_store()
    assert not await engine.ping()
    await engine.close_store()


async def test_tasks_of_any_context_find_the_store(store: str) -> None:
    async def ask() -> int:
        return await Organisation.all().count()

    assert await asyncio.create_task(ask()) == 0


async def test_sqlite_runs_with_the_settings_of_the_design(sqlite_store: str) -> None:
    asked = {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 5000}
    for name, wanted in asked.items():
        _, rows = await engine.database().execute_query(f"PRAGMA {name}")
        assert next(iter(dict(rows[0]).values())) == wanted


async def test_the_folder_of_the_file_is_made_and_the_address_is_relative(
    no_store: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await engine.open_store("sqlite://data/deep/qungui.db", data_dir="data")
    assert (tmp_path / "data" / "deep" / "qungui.db").exists()


async def test_a_store_in_memory_works(no_store: None, tmp_path: Path) -> None:
    await engine.open_store("sqlite://:memory:", data_dir=tmp_path)
    await transact(lambda: Organisation.create(name="一"))
    assert await Organisation.all().count() == 1


async def test_a_second_process_is_refused_and_let_in_after_kill_9(no_store: None, tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path / 'q.db'}"
    first = await another_process(url, tmp_path)
    assert first.stdout is not None
    assert await first.stdout.readline() == b"open\n"
    error = await refusal(url, tmp_path)
    assert isinstance(error, StoreInUse)
    assert str(first.pid) in str(error)
    second = await another_process(url, tmp_path)
    out, _ = await second.communicate()
    assert out.decode().startswith("StoreInUse")
    first.kill()
    await first.wait()
    await engine.open_store(url, data_dir=tmp_path)


async def test_times_are_kept_in_utc_whatever_zone_the_caller_used(store: str) -> None:
    shanghai = datetime(2026, 3, 2, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    await Job.create(key="a", kind="k", payload={}, due_at=shanghai, created_at=shanghai)
    await Job.filter(key="a").update(due_at=shanghai, created_at=shanghai + timedelta(hours=1))
    assert (await Job.get(key="a")).due_at == shanghai
    assert await Job.filter(due_at__lte=datetime(2026, 3, 2, 0, 0, tzinfo=UTC)).count() == 1
    assert await Job.filter(due_at__lte=shanghai - timedelta(seconds=1)).count() == 0
    assert await Job.filter(due_at=shanghai).count() == 1


@pytest.mark.parametrize("url", ["mysql://x/y", "qungui.db", "", "postgres://h:port/x"])
async def test_an_address_of_no_known_engine_is_refused(no_store: None, tmp_path: Path, url: str) -> None:
    assert (await refusal(url, tmp_path)).code == "wrong_url"


async def test_a_server_that_is_not_there_is_said(no_store: None, tmp_path: Path) -> None:
    error = await refusal("postgres://postgres@127.0.0.1:1/x", tmp_path)
    assert error.code == "unreachable"


async def test_a_missing_database_is_said(no_store: None, tmp_path: Path) -> None:
    server = stores.postgres_server()
    try:
        await (await asyncpg.connect(server, timeout=5)).close()
    except (OSError, asyncpg.PostgresError) as error:
        pytest.skip(stores.no_postgres(error))
    missing = f"{server.rsplit('/', 1)[0]}/qungui_no_such_database"
    assert (await refusal(missing, tmp_path)).code == "no_database"


async def test_a_file_that_is_no_database_is_said_and_left_alone(no_store: None, tmp_path: Path) -> None:
    file = tmp_path / "q.db"
    file.write_bytes(b"this is a letter, not a database " * 50)
    assert (await refusal(f"sqlite://{file}", tmp_path)).code == "damaged"
    assert file.read_bytes().startswith(b"this is a letter")


async def test_a_path_below_a_file_is_said(no_store: None, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert (await refusal(f"sqlite://{tmp_path}/file/q.db", tmp_path)).code == "not_writable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_read_only_folder_or_file_is_said(no_store: None, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    file = folder / "q.db"
    sqlite3.connect(file).close()
    folder.chmod(0o500)
    try:
        assert (await refusal(f"sqlite://{file}", tmp_path)).code in ("not_writable", "read_only")
    finally:
        folder.chmod(0o700)


async def test_a_store_that_forbids_writing_is_said(sqlite_store: str) -> None:
    await engine.database().execute_query("PRAGMA query_only=ON")
    try:
        with pytest.raises(StoreUnavailable) as caught:
            await transact(lambda: Organisation.create(name="一"))
        assert caught.value.code == "read_only"
    finally:
        await engine.database().execute_query("PRAGMA query_only=OFF")


async def test_a_full_disk_is_said_and_healed(sqlite_store: str) -> None:
    _, rows = await engine.database().execute_query("PRAGMA page_count")
    pages = next(iter(dict(rows[0]).values()))
    await engine.database().execute_query(f"PRAGMA max_page_count={pages}")
    try:
        rows_that_do_not_fit = [Organisation(name="满" * 100) for _ in range(25_000)]
        with pytest.raises(StoreUnavailable) as caught:
            await transact(lambda: Organisation.bulk_create(rows_that_do_not_fit))
        assert caught.value.code == "disk_full"
    finally:
        await engine.database().execute_query("PRAGMA max_page_count=1073741823")
    await transact(lambda: Organisation.create(name="又行了"))
    assert await Organisation.filter(name="又行了").exists()


async def test_a_server_that_drops_its_connections_is_found_again(store: str) -> None:
    if engine.is_sqlite():
        pytest.skip("SQLite has no server")
    driver = await asyncpg.connect(stores.postgres_server(), timeout=5)
    await Organisation.create(name="前")
    await driver.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", store.rsplit("/", 1)[1]
    )
    await driver.close()
    for _ in range(12):
        if await engine.ping():
            break
    await transact(lambda: Organisation.create(name="后"))
    assert await Organisation.all().count() == 2


def test_plugins_with_tables_are_found_by_their_folders(tmp_path: Path) -> None:
    for name in ("with_file", "with_folder", "without"):
        (tmp_path / name).mkdir()
    (tmp_path / "with_file" / "models.py").touch()
    (tmp_path / "with_file" / "migrations").mkdir()
    (tmp_path / "with_folder" / "models").mkdir()
    (tmp_path / "with_folder" / "models" / "__init__.py").touch()
    found = plugin_tables(tmp_path)
    assert [(each.label, each.migrations_module) for each in found] == [
        ("with_file", "plugins.with_file.migrations"),
        ("with_folder", ""),
    ]
