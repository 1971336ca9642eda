"""Bringing the tables up to date: all or nothing, and nothing that was there gets lost.

Every pending migration of every app runs in ONE transaction together with its record, so an
interruption leaves the store as it was. Tortoise's own runner records a migration after its
commit and, on SQLite, rebuilds tables with foreign keys on, which deletes the rows of CASCADE
children and the table's indexes; therefore the loop, the switch and the verification here.

``python -m bot.store.migrate make LABEL [NAME]`` writes a new migration from changed models.
"""

import asyncio
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tortoise.context import TortoiseContext, require_context
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.migrations.executor import MigrationExecutor, PlanStep
from tortoise.migrations.operations import AddField, AddIndex, CreateModel, DeleteModel, RenameModel, RunSQL
from tortoise.migrations.writer import MigrationWriter
from tortoise.transactions import in_transaction

from bot.store.config import KERNEL, PluginTables, plugin_tables, store_config
from bot.store.connection import database
from bot.store.editors import PostgresEditor, SqliteEditor
from bot.store.errors import StoreUnavailable, diagnose
from bot.store.filecopy import copy_database, keep_newest
from bot.store.schema import Schema, create_missing_indexes, schema_of

BACKUPS_KEPT = 5
_HEADER = """# Written by `python -m bot.store.migrate make`.
# fmt: off
# ruff: noqa: E501, F401, I001, RUF012, UP, W
# pyright: basic
"""
_ADVISORY_LOCK = 0x71756E67
_LOOK_FORWARD = (CreateModel, AddField, AddIndex, RunSQL)
"""Operations that ask only for the state they lead to."""


@dataclass(frozen=True, slots=True)
class MigrationReport:
    """What was applied (``app.name``), which indexes had to be made again, where the copy is."""

    applied: tuple[str, ...]
    mended_indexes: tuple[str, ...]
    backup: Path | None


async def migrate_store(alias: str, file: Path | None, data_dir: Path) -> MigrationReport:
    """Apply what is pending. Raises StoreUnavailable("migration") with the store as it was."""
    if alias == "sqlite":
        return await _migrate_sqlite(file, data_dir)
    return await _migrate_postgres()


async def pending() -> list[str]:
    """The migrations that would be applied, in order."""
    return [_name(step) for step in await _executor().plan()]


async def _migrate_sqlite(file: Path | None, data_dir: Path) -> MigrationReport:
    executor = _executor()
    await _ensure_record(executor)
    plan = await executor.plan()
    if not plan:
        return MigrationReport((), (), None)
    copy: Path | None = None
    if file is not None and executor.loader.applied_migrations:
        folder = data_dir / "backups"
        copy = await copy_database(file, folder, f"before-{_name(plan[-1])}")
        keep_newest(folder, "before-*.db", BACKUPS_KEPT)
    connection = database()
    await connection.execute_query("PRAGMA foreign_keys=OFF")
    try:
        mended = await _apply(executor, plan, "sqlite")
    finally:
        await connection.execute_query("PRAGMA foreign_keys=ON")
    return MigrationReport(tuple(_name(step) for step in plan), mended, copy)


async def _migrate_postgres() -> MigrationReport:
    async with in_transaction("postgres"):
        # a second process waits here, and then finds nothing to do
        await database().execute_query(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})")
        executor = _executor()
        await _ensure_record(executor)
        plan = await executor.plan()
        mended = await _apply(executor, plan, "postgres") if plan else ()
    return MigrationReport(tuple(_name(step) for step in plan), mended, None)


async def _apply(executor: MigrationExecutor, plan: list[PlanStep], alias: str) -> tuple[str, ...]:
    """All steps, their records and the verification in one transaction."""
    try:
        async with in_transaction(alias) as connection:
            before = await schema_of(connection)
            state: Any = await executor._project_state(set(executor.loader.applied_migrations))  # pyright: ignore[reportPrivateUsage]
            editor = SqliteEditor(connection) if alias == "sqlite" else PostgresEditor(connection)
            executor.recorder.connection = connection
            for step in plan:
                await _apply_step(step, state, editor)
                await executor.recorder.record_applied(step.migration.app_label, step.migration.name)
            mended = await create_missing_indexes(connection, _models())
            _verify(before, await schema_of(connection), plan)
            return mended
    except Exception as error:  # raised again, with its cause, as one line for people
        raise diagnose(error) or StoreUnavailable("migration", f"{_name(plan[-1])}: {error}") from error


async def _apply_step(step: PlanStep, state: Any, editor: SqliteEditor | PostgresEditor) -> None:
    """As Migration.apply, but the state before is copied only for operations that look at it.

    A copy builds every model anew, and a new store has more than a hundred operations before it.
    """
    label = step.migration.app_label
    for operation in step.migration.operations:
        before = state if isinstance(operation, _LOOK_FORWARD) else state.clone()
        operation.state_forward(label, state)
        await operation.database_forward(label, before, state, editor)
    state.validate_relations_initialized()


def _verify(before: Schema, after: Schema, plan: Iterable[PlanStep]) -> None:
    """Rows may only become fewer where the migration says so: ``deletes_rows_of = ("table",)``."""
    steps = [step.migration for step in plan]
    allowed = {table for each in steps for table in getattr(each, "deletes_rows_of", ())}
    drops = any(isinstance(operation, DeleteModel | RenameModel) for each in steps for operation in each.operations)
    for table, rows in before.rows.items():
        if table in allowed or (drops and table not in after.rows):
            continue
        if after.rows.get(table, -1) < rows:
            raise StoreUnavailable("migration", f"{table}: {rows} -> {after.rows.get(table, 'gone')}")
    if after.broken_references:
        raise StoreUnavailable("migration", f"broken references: {', '.join(after.broken_references)}")


def _models() -> list[Any]:
    apps = require_context().apps
    return list(apps.get_models_iterable()) if apps else []


async def _ensure_record(executor: Any) -> None:
    await executor.recorder.ensure_schema(executor._schema_editor(atomic=False))


def _executor() -> MigrationExecutor:
    apps = require_context().apps
    config: dict[str, Any] = apps._config if apps else {}  # pyright: ignore[reportPrivateUsage]
    return MigrationExecutor(database(), config)


def _name(step: PlanStep) -> str:
    return f"{step.migration.app_label}.{step.migration.name}"


async def make_migration(apps: list[PluginTables], label: str, name: str | None = None) -> Path | None:
    """Write the migration that brings ``label`` from its last migration to its models, or None.

    Where another app's table is named in a foreign key, that app must be among ``apps``.
    """
    for writer in await _writers(apps):
        if writer.app_label == label:
            if name and not writer.initial:
                writer.name = f"{writer.name[:4]}_{name}"
            return _with_header(Path(writer.write()))
    return None


def _with_header(path: Path) -> Path:
    path.write_text(_HEADER + path.read_text("utf-8"), "utf-8")
    return path


async def unwritten_changes(apps: list[PluginTables]) -> list[str]:
    """The labels of the apps whose models differ from what their migrations make."""
    return [writer.app_label for writer in await _writers(apps)]


async def _writers(apps: list[PluginTables]) -> list[MigrationWriter]:
    _, config = store_config("sqlite://:memory:", apps)
    context = TortoiseContext()
    with context:
        await context.init(config=config, init_connections=False)
        if context.apps is None:
            raise RuntimeError("no apps")
        for model in context.apps.get_models_iterable():
            # a docstring is no part of the schema
            model._meta.table_description = ""  # pyright: ignore[reportPrivateUsage]
        return await MigrationAutodetector(context.apps, config["apps"]).changes()


def main() -> None:
    """``make LABEL [NAME]``: for developers, run in the project's root."""
    parser = ArgumentParser(prog="python -m bot.store.migrate", description="Write a new migration.")
    parser.add_argument("verb", choices=["make"])
    parser.add_argument("label", help="kernel, or a plugin's folder name")
    parser.add_argument("name", nargs="?", help="a word for the file's name")
    wanted = parser.parse_args()
    apps = [KERNEL]
    if wanted.label != KERNEL.label:
        package = Path("plugins") / wanted.label / "migrations"
        package.mkdir(exist_ok=True)
        (package / "__init__.py").touch()
        # a plugin's tables name the kernel's and its own, never another plugin's
        apps += [each for each in plugin_tables(Path("plugins")) if each.label == wanted.label]
    print(asyncio.run(make_migration(apps, wanted.label, wanted.name)) or "no changes")


if __name__ == "__main__":
    main()
