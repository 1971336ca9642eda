"""Tortoise's writers of table definitions, with two of their faults mended."""

import sqlite3
from typing import Any

from tortoise.migrations.schema_editor import AsyncpgSchemaEditor, SqliteSchemaEditor


def _columns(model: Any, names: list[str]) -> list[str]:
    """An index on a relation is an index on its column: ``group`` is ``group_id``.

    Tortoise quotes the relation's name: an error on PostgreSQL, on SQLite an index on a constant.
    """
    fields = model._meta.fields_map
    return [str(getattr(fields.get(name), "source_field", None) or name) for name in names]


class PostgresEditor(AsyncpgSchemaEditor):
    def _get_index_sql(self, model: Any, field_names: list[str], *args: Any, **kwargs: Any) -> str:
        return super()._get_index_sql(model, _columns(model, field_names), *args, **kwargs)


class SqliteEditor(SqliteSchemaEditor):
    def _get_index_sql(self, model: Any, field_names: list[str], *args: Any, **kwargs: Any) -> str:
        return super()._get_index_sql(model, _columns(model, field_names), *args, **kwargs)

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
