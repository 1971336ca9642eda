"""Tortoise's writers of table definitions, with three of their faults mended."""

import sqlite3
from typing import Any

from tortoise.indexes import Index
from tortoise.migrations.schema_editor import AsyncpgSchemaEditor, SqliteSchemaEditor


def _columns(model: Any, names: list[str]) -> list[str]:
    """An index on a relation is an index on its column: ``group`` is ``group_id``.

    Tortoise quotes the relation's name: an error on PostgreSQL, on SQLite an index on a constant.
    """
    fields = model._meta.fields_map
    return [str(getattr(fields.get(name), "source_field", None) or name) for name in names]


def _as_it_was_named(model: Any, index: Index) -> Index:
    """An index without a name got one made from its columns, not from the relations' names."""
    return index if index.name else Index(fields=tuple(_columns(model, list(index.field_names))))


class PostgresEditor(AsyncpgSchemaEditor):
    def _get_index_sql(self, model: Any, field_names: list[str], *args: Any, **kwargs: Any) -> str:
        return super()._get_index_sql(model, _columns(model, field_names), *args, **kwargs)

    async def remove_index(self, model: Any, index: Index) -> None:
        await super().remove_index(model, _as_it_was_named(model, index))


class SqliteEditor(SqliteSchemaEditor):
    def _get_index_sql(self, model: Any, field_names: list[str], *args: Any, **kwargs: Any) -> str:
        return super()._get_index_sql(model, _columns(model, field_names), *args, **kwargs)

    async def remove_index(self, model: Any, index: Index) -> None:
        await super().remove_index(model, _as_it_was_named(model, index))

    async def _run_sql(self, sql: str) -> None:
        """Statement by statement, so that the transaction stays open; ends are found by SQLite itself."""
        statement = ""
        for part in sql.split(";"):
            statement += part + ";"
            if sqlite3.complete_statement(statement):
                await self._run_one(statement)
                statement = ""
        await self._run_one(statement)

    async def _run_one(self, statement: str) -> None:
        if statement.strip(" \n;"):
            client: Any = self.client
            await client.execute_query(statement)
