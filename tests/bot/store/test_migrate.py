import asyncio
import importlib
import random
import secrets
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from bot.store import engine, migrate, schema
from bot.store.config import KERNEL
from bot.store.connection import database
from bot.store.errors import StoreUnavailable
from tests.support import stores
from tests.support.migrations import DELETES, FAILS, MadeUpApp

KERNEL_MIGRATIONS = sorted(each.stem for each in (stores.ROOT / "bot/store/migrations").glob("0*.py"))


@pytest.fixture(params=["sqlite", "postgres"])
async def fresh(request: pytest.FixtureRequest, tmp_path: Path, no_store: None) -> AsyncIterator[str]:
    """The address of a database with nothing in it, on both engines."""
    if request.param == "sqlite":
        yield f"sqlite://{tmp_path / 'fresh.db'}"
        return
    try:
        url = await stores.make_postgres_database()
    except (OSError, asyncpg.PostgresError) as error:
        pytest.skip(stores.no_postgres(error))
    yield url
    await engine.close_store()
    await stores.drop_postgres_database(url)


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[MadeUpApp]:
    made = MadeUpApp(tmp_path, f"madeup_{secrets.token_hex(4)}")
    await migrate.make_migration([KERNEL, made.tables], made.label)
    made.forget()
    yield made
    sys.path.remove(str(tmp_path))


async def start(url: str, app: MadeUpApp, data: Path) -> migrate.MigrationReport:
    report = await engine.open_store(url, data_dir=data, plugins=[app.tables])
    assert report is not None
    return report


async def fill(app: MadeUpApp) -> None:
    models = importlib.import_module(f"{app.label}.models")
    chance = random.Random(5)
    for number in range(20):
        parent = await models.Parent.create(name=f"名{number}", town=chance.choice("东南西北"))
        for _ in range(3):
            await models.Child.create(parent=parent)


async def everything(app: MadeUpApp) -> tuple[int, int, set[tuple[tuple[str, ...], bool]]]:
    counts = (await schema.schema_of(database())).rows
    indexes = await schema.existing_indexes(database(), f"{app.label}_parent")
    return counts[f"{app.label}_parent"], counts[f"{app.label}_child"], {i for i in indexes if i[0] != ("id",)}


async def test_the_first_migration_makes_every_index_and_unique_constraint(fresh: str, tmp_path: Path) -> None:
    report = await engine.open_store(fresh, data_dir=tmp_path)
    assert report is not None
    assert report.applied == tuple(f"kernel.{name}" for name in KERNEL_MIGRATIONS)
    assert report.applied[0] == "kernel.0001_initial"
    assert report.mended_indexes == ()
    for model in migrate._models():
        there = await schema.existing_indexes(database(), model._meta.db_table)
        for index in schema.declared_indexes(model):
            assert (index.columns, True) in there or (index.columns, index.unique) in there, index


async def test_a_second_start_changes_nothing(fresh: str, tmp_path: Path) -> None:
    await engine.open_store(fresh, data_dir=tmp_path)
    await engine.close_store()
    report = await engine.open_store(fresh, data_dir=tmp_path)
    assert report is not None
    assert (report.applied, report.backup) == ((), None)


async def test_an_index_on_a_relation_is_made_on_its_column(fresh: str, app: MadeUpApp, tmp_path: Path) -> None:
    await start(fresh, app, tmp_path)
    _, _, indexes = await everything(app)
    assert (("group_id", "town"), False) in indexes
    assert (("town",), False) in indexes


async def test_altering_a_parent_table_keeps_rows_children_and_indexes(
    fresh: str, app: MadeUpApp, tmp_path: Path
) -> None:
    await start(fresh, app, tmp_path)
    await fill(app)
    before = await everything(app)
    await engine.close_store()
    app.second()
    report = await start(fresh, app, tmp_path)
    assert report.applied == (f"{app.label}.0002_longer",)
    assert await everything(app) == before
    assert before[:2] == (20, 60)
    if engine.is_sqlite():
        assert report.backup is not None
        assert report.backup.parent == tmp_path / "backups"
        assert report.mended_indexes != ()


async def test_a_migration_that_fails_leaves_everything_as_it_was(fresh: str, app: MadeUpApp, tmp_path: Path) -> None:
    await start(fresh, app, tmp_path)
    await fill(app)
    before = await everything(app)
    await engine.close_store()
    app.second(FAILS)
    with pytest.raises(StoreUnavailable) as caught:
        await start(fresh, app, tmp_path)
    assert caught.value.code == "migration"
    assert "\n" not in str(caught.value)
    app.second()
    report = await start(fresh, app, tmp_path)
    assert report.applied == (f"{app.label}.0002_longer",)
    assert await everything(app) == before


async def test_a_migration_that_loses_rows_is_taken_back(fresh: str, app: MadeUpApp, tmp_path: Path) -> None:
    await start(fresh, app, tmp_path)
    await fill(app)
    before = await everything(app)
    await engine.close_store()
    app.second(DELETES)
    with pytest.raises(StoreUnavailable, match=f"{app.label}_(parent|child)"):
        await start(fresh, app, tmp_path)
    app.without_second()
    await start(fresh, app, tmp_path)
    assert await everything(app) == before


async def test_a_migration_may_say_that_it_deletes(fresh: str, app: MadeUpApp, tmp_path: Path) -> None:
    await start(fresh, app, tmp_path)
    await fill(app)
    before = await everything(app)
    await engine.close_store()
    app.second(
        DELETES
        + '\n        ops.RunSQL("DELETE FROM {label}_child WHERE parent_id NOT IN (SELECT id FROM {label}_parent)"),',
        f'    deletes_rows_of = ("{app.label}_parent", "{app.label}_child")\n',
    )
    await start(fresh, app, tmp_path)
    assert (await everything(app))[0] < before[0]


async def test_five_copies_from_before_migrations_are_kept(app: MadeUpApp, tmp_path: Path, no_store: None) -> None:
    url = f"sqlite://{tmp_path / 'fresh.db'}"
    folder = tmp_path / "backups"
    folder.mkdir()
    for number in range(7):
        (folder / f"before-kernel.000{number}-2020.db").touch()
    await start(url, app, tmp_path)
    await engine.close_store()
    app.second()
    report = await start(url, app, tmp_path)
    assert len(list(folder.glob("before-*.db"))) == 5
    assert report.backup is not None
    assert report.backup.exists()


async def test_two_processes_do_not_migrate_at_once(fresh: str, tmp_path: Path) -> None:
    if fresh.startswith("sqlite"):
        pytest.skip("the lock file lets one process in only")
    program = (
        "import asyncio, sys\nfrom bot.store import engine\n"
        "async def main():\n    r = await engine.open_store(sys.argv[1], data_dir=sys.argv[2])\n"
        "    print(len(r.applied)); await engine.close_store()\nasyncio.run(main())"
    )
    running = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", program, fresh, str(tmp_path), stdout=asyncio.subprocess.PIPE, cwd=stores.ROOT
        )
        for _ in range(2)
    ]
    told = [(await each.communicate())[0].decode().strip() for each in running]
    assert sorted(told) == ["0", str(len(KERNEL_MIGRATIONS))]


async def test_every_model_has_its_migration(no_store: None) -> None:
    finished = [each for each in stores.all_plugins() if each.migrations_module]
    assert await migrate.unwritten_changes([KERNEL, *finished]) == []
