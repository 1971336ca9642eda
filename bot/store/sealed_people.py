"""Rows of people as they lie in the database, sealed: a roster of 100,000 is read without building models."""

from collections.abc import Sequence
from typing import Any

from bot.store.connection import database


async def sealed_people(
    columns: Sequence[str], organisation_id: int, *, beyond: tuple[str, int], most: int
) -> Sequence[Any]:
    """At most so many rows in order of their ids, of those whose ``beyond`` column is greater than its number.

    ``columns`` and ``beyond`` are named by code, never by people.
    """
    column, number = beyond
    names = ", ".join(f'"{name}"' for name in columns)
    _, rows = await database().execute_query(
        f'SELECT {names} FROM "person" WHERE "organisation_id" = {int(organisation_id)}'
        f' AND "{column}" > {int(number)} ORDER BY "id" LIMIT {int(most)}'
    )
    return rows
