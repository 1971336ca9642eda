"""Databases for tests: opened and migrated once per engine, emptied before each test that uses them."""

import importlib
import os
import secrets
import tempfile
import warnings
from functools import cache
from pathlib import Path

import asyncpg
import pytest
from tortoise.context import require_context

from bot.store import config, connection, engine, schema
from bot.store.editors import PostgresEditor, SqliteEditor

ROOT = Path(__file__).resolve().parents[2]
IN_CI = os.environ.get("CI") == "true"
_migrated: set[str] = set()


@cache
def all_plugins() -> tuple[config.PluginTables, ...]:
    """The tables of every plugin whose models can be imported; in CI one that cannot fails."""
    found: list[config.PluginTables] = []
    for each in config.plugin_tables(ROOT / "plugins"):
        try:
            importlib.import_module(each.models_module)
        except Exception as error:
            if IN_CI:
                raise
            warnings.warn(f"{each.models_module} cannot be imported: {error!r}", stacklevel=1)
        else:
            found.append(each)
    return tuple(found)


@cache
def scratch() -> Path:
    """A folder of this test session, removed at its end by ``remove_scratch``."""
    return Path(tempfile.mkdtemp(prefix="qungui-test-"))


def postgres_server() -> str:
    """The server to make databases on."""
    return os.environ.get("TEST_DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/postgres"


async def make_postgres_database() -> str:
    """A new, empty database; answers its address. Raises OSError or PostgresError where there is no server."""
    server = postgres_server()
    name = f"qungui_test_{os.getpid()}_{secrets.token_hex(3)}"
    admin = await asyncpg.connect(server, timeout=5)
    try:
        await admin.execute(f'CREATE DATABASE "{name}"')
        # nothing of a test has to survive a power cut
        await admin.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    finally:
        await admin.close()
    return f"{server.rsplit('/', 1)[0]}/{name}"


async def drop_postgres_database(url: str) -> None:
    admin = await asyncpg.connect(postgres_server(), timeout=5)
    try:
        await admin.execute(f'DROP DATABASE IF EXISTS "{url.rsplit("/", 1)[1]}" WITH (FORCE)')
    finally:
        await admin.close()


def no_postgres(error: Exception) -> str:
    """The reason to skip, or in CI a failure."""
    reason = f"no PostgreSQL at {postgres_server()}: {error}"
    if IN_CI:
        pytest.fail(reason)
    return reason


async def use(url: str) -> None:
    """Have the store at ``url`` open with every table of kernel and plugins, all of them empty."""
    if engine.database_url() != url:
        await engine.close_store()
        await engine.open_store(url, data_dir=scratch(), plugins=all_plugins(), migrate=url not in _migrated)
        if url not in _migrated:
            await make_tables_without_migration()
        _migrated.add(url)
    await empty_tables()


async def make_tables_without_migration() -> None:
    """A plugin under construction has models before it has migrations."""
    database = connection.database()
    editor = SqliteEditor(database) if engine.is_sqlite() else PostgresEditor(database)
    there = set(await schema.table_names(database))
    apps = require_context().apps
    models = [] if apps is None else list(apps.get_models_iterable())
    missing = [editor._get_model_sql_data(model) for model in models if model._meta.db_table not in there]
    while missing:
        ready = [each for each in missing if each.references <= there | {each.table}] or missing
        for each in ready:
            await editor._run_sql(each.table_sql)
            there.add(each.table)
        missing = [each for each in missing if each not in ready]


async def empty_tables() -> None:
    """Delete every row. Only tables that have some are touched: this runs before each test."""
    database = connection.database()
    tables = await schema.table_names(database)
    question = " UNION ALL ".join(f"SELECT '{t}' AS name WHERE EXISTS (SELECT 1 FROM \"{t}\")" for t in tables)
    _, filled = await database.execute_query(question)
    names = [str(row["name"]) for row in filled]
    if not names:
        return
    if engine.is_sqlite():
        await database.execute_query("PRAGMA foreign_keys=OFF")
        for name in names:
            await database.execute_query(f'DELETE FROM "{name}"')
        await database.execute_query("PRAGMA foreign_keys=ON")
    else:
        deletes = "; ".join(f'DELETE FROM "{name}"' for name in names)
        await database.execute_script(f"BEGIN; SET LOCAL session_replication_role = replica; {deletes}; COMMIT")
