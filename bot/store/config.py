"""Which database, and which tables in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tortoise.backends.base.config_generator import expand_db_url  # pyright: ignore[reportUnknownVariableType]
from tortoise.exceptions import ConfigurationError

from bot.store.errors import StoreUnavailable

_expand: Callable[[str], dict[str, Any]] = expand_db_url  # pyright: ignore[reportUnknownVariableType]


@dataclass(frozen=True, slots=True)
class PluginTables:
    """A plugin's tables: its app label, the module of its models and that of its migrations."""

    label: str
    models_module: str
    migrations_module: str


KERNEL = PluginTables("kernel", "bot.store.models", "bot.store.migrations")


def plugin_tables(folder: Path, package: str = "plugins") -> list[PluginTables]:
    """The tables of every plugin below ``folder``: a plugin with ``models.py`` (or ``models/``) has some.

    The app's label is the folder's name. Nothing is imported.
    """
    found: list[PluginTables] = []
    for each in sorted(folder.iterdir()) if folder.is_dir() else []:
        if (each / "models.py").is_file() or (each / "models" / "__init__.py").is_file():
            migrations = f"{package}.{each.name}.migrations" if (each / "migrations").is_dir() else ""
            found.append(PluginTables(each.name, f"{package}.{each.name}.models", migrations))
    return found


def sqlite_file(url: str) -> Path | None:
    """The file an address names, relative to the working directory; None for anything else."""
    if not url.startswith("sqlite://"):
        return None
    name = url.removeprefix("sqlite://").split("?")[0]
    return None if name in (":memory:", "") else Path(name)


def store_config(url: str, plugins: Sequence[PluginTables]) -> tuple[str, dict[str, Any]]:
    """The connection's name and Tortoise's configuration for this address.

    The two engines have names of their own: Tortoise keeps prepared statements by that name, and
    a statement of one dialect is a syntax error in the other.
    """
    alias, connection = connection_of(url)
    apps = {
        each.label: {
            "models": [each.models_module],
            "migrations": each.migrations_module or None,
            "default_connection": alias,
        }
        for each in plugins
    }
    return alias, {"connections": {alias: connection}, "apps": apps, "use_tz": True, "timezone": "UTC"}


def connection_of(url: str) -> tuple[str, dict[str, Any]]:
    """The connection's name and how to connect. Raises StoreUnavailable for an address of neither engine."""
    if url.startswith("sqlite://"):
        file = sqlite_file(url)
        return "sqlite", {
            "engine": "tortoise.backends.sqlite",
            "credentials": {
                "file_path": str(file) if file else ":memory:",
                "journal_mode": "WAL",
                "synchronous": "NORMAL",
                "foreign_keys": "ON",
                "busy_timeout": 5000,
                "journal_size_limit": 64 * 1024 * 1024,
                "secure_delete": "ON",  # what was erased leaves no trace in free pages
            },
        }
    if url.startswith(("postgres://", "postgresql://", "asyncpg://")):
        try:
            info: dict[str, Any] = _expand("asyncpg://" + url.split("://", 1)[1])
        except (ConfigurationError, ValueError) as error:
            raise StoreUnavailable("wrong_url", str(error)) from error
        info["credentials"] = {
            "minsize": 1,
            "maxsize": 10,
            "timeout": 10,
            "command_timeout": 60,
            **info["credentials"],
        }
        return "postgres", info
    raise StoreUnavailable("wrong_url")
