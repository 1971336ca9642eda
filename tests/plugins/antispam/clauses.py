"""A group whose regulation says something more: clauses put behind the built-in ones."""

from typing import Any

from bot.governance.directory import directory
from bot.store import models
from tests.support.house import TestHouse


async def add_clause(house: TestHouse, text: str, *duties: dict[str, Any]) -> None:
    """In force at once, as 第九十九条."""
    row = await models.Regulation.get()
    clauses = [c for c in row.clauses if c["path"] != "第九十九条"]
    clauses.append({"path": "第九十九条", "text": text, "duties": list(duties)})
    await models.Regulation.all().update(clauses=clauses)
    await directory.load(now=house.clock.now())
