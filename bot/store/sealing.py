"""Everything sealed in the store lies under one key: checked at each start, sealed anew when the key changed.

The first start after an upgrade seals what was plain text; a new key in front of the others moves
everything to it. Both are one transaction, so an interruption leaves the store as it was.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tortoise.context import require_context
from tortoise.models import Model
from tortoise.transactions import in_transaction

from bot.store import keys, models
from bot.store.connection import database
from bot.store.errors import StoreUnavailable
from bot.store.people_models import MARKED, mark_of
from bot.store.sealed import SealedText

_PAGE = 1_000
_LOCK = 0x71756E6B


async def take_keys(data_dir: Path, data_key: str, alias: str, *, write: bool) -> None:
    """Let this process use the store's keys, and bring what is stored under the first of them.

    ``write`` False only checks. Raises StoreUnavailable("wrong_key") where the store was sealed with a
    key that is not here: a new one would make unreadable what is there.
    """
    lies_under = await _lies_under()
    ring = keys.load_ring(data_dir, data_key, make=write and not lies_under)
    for key_id in sorted(set(lies_under.values())):
        if ring is None or key_id not in ring.ids:
            raise StoreUnavailable("wrong_key", keys.missing_key(key_id))
    keys.use(ring)
    left = [model for model in _sealed_models() if ring and lies_under.get(_table(model)) != ring.primary.id]
    if ring is not None and write and left:
        await _seal_all(left, ring, alias)


async def _lies_under() -> dict[str, str]:
    """By table the id of its key; empty in a store whose tables were not brought up to date."""
    kind = "sqlite_master WHERE type = 'table' AND name" if _is_sqlite() else "pg_tables WHERE tablename"
    _, found = await database().execute_query(f"SELECT 1 FROM {kind} = 'data_key'")
    return {row.table_name: row.key_id for row in await models.DataKeyRecord.all()} if found else {}


def _is_sqlite() -> bool:
    return database().capabilities.dialect == "sqlite"


async def _seal_all(tables: list[type[Model]], ring: keys.KeyRing, alias: str) -> None:
    async with in_transaction(alias) as transaction:
        connection: Any = transaction
        if alias == "postgres":
            # a second process waits here, and then finds everything sealed
            await connection.execute_query(f"SELECT pg_advisory_xact_lock({_LOCK})")
        changed = 0
        for model in tables:
            changed += await _seal_table(connection, _table(model), _sealed_columns(model), ring)
            await models.DataKeyRecord.filter(table_name=_table(model)).delete()
            await models.DataKeyRecord.create(
                table_name=_table(model), key_id=ring.primary.id, sealed_at=datetime.now(UTC)
            )
    if changed and alias == "sqlite":
        # what was overwritten must not lie on in the file's free pages
        await database().execute_query("VACUUM")
        await database().execute_query("PRAGMA wal_checkpoint(TRUNCATE)")


async def _seal_table(connection: Any, table: str, names: list[str], ring: keys.KeyRing) -> int:
    """Row by row in order of the key; what lies under the right key already is left alone."""
    marked = {name: MARKED[name] for name in names if table == "person" and name in MARKED}
    changed, last = 0, -1
    selected = ", ".join(f'"{name}"' for name in names)
    while True:
        _, rows = await connection.execute_query(
            f'SELECT id, {selected} FROM "{table}" WHERE id > {last} ORDER BY id LIMIT {_PAGE}'
        )
        if not rows:
            return changed
        last = int(rows[-1]["id"])
        updates = [values for row in rows if (values := _sealed_row(table, row, names, marked, ring))]
        if updates:
            await connection.execute_many(_statement(table, [*names, *marked.values()]), updates)
            changed += len(updates)


def _sealed_row(
    table: str, row: Any, names: list[str], marked: dict[str, str], ring: keys.KeyRing
) -> list[str | int | None] | None:
    stored: dict[str, str | None] = {name: row[name] for name in names}
    if all(value is None or keys.is_sealed(value, ring.primary.id) for value in stored.values()):
        return None
    plain = {n: ring.open(f"{table}.{n}", value) if value is not None else None for n, value in stored.items()}
    sealed = [ring.seal(f"{table}.{n}", text) if text is not None else None for n, text in plain.items()]
    return [*sealed, *(mark_of(name, plain[name]) for name in marked), int(row["id"])]


def _statement(table: str, names: list[str]) -> str:
    places = [f"${n}" if not _is_sqlite() else "?" for n in range(1, len(names) + 2)]
    settings = ", ".join(f'"{name}" = {place}' for name, place in zip(names, places, strict=False))
    return f'UPDATE "{table}" SET {settings} WHERE id = {places[-1]}'


def _sealed_models() -> list[type[Model]]:
    apps = require_context().apps
    found: list[Any] = list(apps.get_models_iterable()) if apps is not None else []
    return [model for model in found if _sealed_columns(model)]


def _sealed_columns(model: type[Model]) -> list[str]:
    meta: Any = model._meta  # pyright: ignore[reportPrivateUsage]
    return [str(name) for name, field in meta.fields_map.items() if isinstance(field, SealedText)]


def _table(model: type[Model]) -> str:
    return model._meta.db_table  # pyright: ignore[reportPrivateUsage]
