"""Tortoise's connection, for the few statements that its models cannot say."""

from typing import Any

from tortoise.connection import get_connections


def database() -> Any:
    """The store's connection; inside a transaction, that transaction's."""
    handler = get_connections()
    return handler.get(next(iter(handler.db_config)))
