"""What a database really has, and what the models say it must have."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tortoise.indexes import Index


@dataclass(frozen=True, slots=True)
class Schema:
    """Rows of each table, and the tables whose foreign keys point to nothing."""

    rows: dict[str, int]
    broken_references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeclaredIndex:
    table: str
    columns: tuple[str, ...]
    unique: bool


async def schema_of(connection: Any) -> Schema:
    tables = await table_names(connection)
    rows: dict[str, int] = {}
    for table in tables:
        _, found = await connection.execute_query(f'SELECT count(*) AS n FROM "{table}"')
        rows[table] = int(found[0]["n"])
    broken: tuple[str, ...] = ()
    if connection.capabilities.dialect == "sqlite":
        _, problems = await connection.execute_query("PRAGMA foreign_key_check")
        broken = tuple(sorted({str(dict(each)["table"]) for each in problems}))
    return Schema(rows, broken)


async def table_names(connection: Any) -> list[str]:
    """Every table of ours, without the engine's own and the record of migrations."""
    if connection.capabilities.dialect == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'"
    else:
        query = "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()"
    _, found = await connection.execute_query(query)
    return sorted(str(row["name"]) for row in found if row["name"] != "tortoise_migrations")


def declared_indexes(model: Any) -> list[DeclaredIndex]:
    """Every index and unique constraint that a model declares, by column names."""
    meta = model._meta
    table: str = meta.db_table

    def column(name: str) -> str:
        return str(meta.fields_db_projection.get(getattr(meta.fields_map[name], "source_field", None) or name, name))

    found: list[DeclaredIndex] = []
    for name, column_name in meta.fields_db_projection.items():
        field = meta.fields_map[name]
        if not field.pk and (field.unique or field.index):
            found.append(DeclaredIndex(table, (column_name,), bool(field.unique)))
    for names in meta.unique_together or ():
        found.append(DeclaredIndex(table, tuple(column(name) for name in names), True))
    for index in meta.indexes or ():
        names: Sequence[str] = index.fields if isinstance(index, Index) else index
        if names:
            found.append(DeclaredIndex(table, tuple(column(name) for name in names), False))
    return list(dict.fromkeys(found))


async def existing_indexes(connection: Any, table: str) -> set[tuple[tuple[str, ...], bool]]:
    """Columns and uniqueness of every index the table has."""
    if connection.capabilities.dialect == "sqlite":
        _, indexes = await connection.execute_query(f'PRAGMA index_list("{table}")')
        found: set[tuple[tuple[str, ...], bool]] = set()
        for each in indexes:
            _, columns = await connection.execute_query(f'PRAGMA index_info("{each["name"]}")')
            found.add((tuple(str(row["name"]) for row in columns), bool(each["unique"])))
        return found
    query = (
        "SELECT i.indisunique AS is_unique, array_agg(a.attname::text ORDER BY k.position) AS columns "
        "FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, position) "
        "JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum "
        f"WHERE i.indrelid = to_regclass('\"{table}\"') GROUP BY i.indexrelid, i.indisunique"
    )
    _, rows = await connection.execute_query(query)
    return {(tuple(row["columns"]), bool(row["is_unique"])) for row in rows}


async def create_missing_indexes(connection: Any, models: Iterable[Any]) -> tuple[str, ...]:
    """Make every declared index that the database lacks; answers their names."""
    tables = set(await table_names(connection))
    made: list[str] = []
    for model in models:
        if model._meta.db_table not in tables:
            continue
        existing = await existing_indexes(connection, model._meta.db_table)
        for index in declared_indexes(model):
            if (index.columns, True) in existing or (not index.unique and (index.columns, False) in existing):
                continue
            name = _index_name(index)
            columns = ", ".join(f'"{each}"' for each in index.columns)
            kind = "UNIQUE INDEX" if index.unique else "INDEX"
            await connection.execute_query(f'CREATE {kind} "{name}" ON "{index.table}" ({columns})')
            made.append(name)
    return tuple(made)


def _index_name(index: DeclaredIndex) -> str:
    prefix = "ux" if index.unique else "ix"
    return "_".join((prefix, index.table, *index.columns))[:60]
