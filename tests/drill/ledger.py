"""What the bot's store says, read from outside on either engine."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import asyncpg


class Ledger:
    """Reads rows as dictionaries; a store that is busy or not there yet is asked again by the caller."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite://")

    async def rows(self, question: str) -> list[dict[str, Any]]:
        if self.is_sqlite:
            with closing(sqlite3.connect(self.url.removeprefix("sqlite://"), timeout=10)) as store:
                store.row_factory = sqlite3.Row
                return [dict(row) for row in store.execute(question)]
        connection = await asyncpg.connect(self.url, timeout=10)
        try:
            return [dict(row) for row in await connection.fetch(question)]
        finally:
            await connection.close()

    async def open_work(self) -> list[dict[str, Any]]:
        """Effects that are not settled yet, and work that is due."""
        states = "('queued', 'running', 'unknown', 'verifying')"
        return await self.rows(f"SELECT key, state, detail FROM job WHERE kind = 'effect' AND state IN {states}")

    async def effects(self) -> list[dict[str, Any]]:
        """Every effect, with its action read."""
        found = await self.rows(
            "SELECT key, group_id, state, outcome, detail, payload FROM job WHERE kind = 'effect' ORDER BY id"
        )
        for row in found:
            row["payload"] = json.loads(row["payload"]) if isinstance(row["payload"], str) else row["payload"]
            row["action"] = row["payload"]["action"]
        return found


def plain(parts: Sequence[dict[str, Any]]) -> str:
    """The typed words of a message's parts, as the sandbox tells them."""
    return "".join(str(part["text"]) for part in parts if part["type"] == "text")
