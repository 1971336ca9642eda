"""PostgreSQL's own tools and a plain connection: for backups."""

import asyncio
import os
import shutil
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

import asyncpg  # type: ignore[import-untyped]

from bot.store.errors import StoreUnavailable, diagnose


async def connect(url: str) -> Any:
    """A connection of its own, past Tortoise. Raises StoreUnavailable."""
    driver: Any = asyncpg
    try:
        connection = await driver.connect(_plain(url), timeout=10)
    except (OSError, asyncpg.PostgresError) as error:
        raise diagnose(error) or StoreUnavailable("unreachable", str(error)) from error
    return connection


async def run_tool(program: str, options: Sequence[str], url: str) -> None:
    """PostgreSQL's own tool; the password goes by its environment, never on the command line."""
    found = shutil.which(program)
    if found is None:
        raise StoreUnavailable("backup", f"没有找到 {program}，请安装 PostgreSQL 客户端工具")
    arguments = [f"--dbname={_without_password(url)}", *options]
    password = urlsplit(url).password
    environment = {**os.environ, **({"PGPASSWORD": unquote(password)} if password else {})}
    process = await asyncio.create_subprocess_exec(
        found, *arguments, env=environment, stderr=asyncio.subprocess.PIPE, stdin=asyncio.subprocess.DEVNULL
    )
    _, errors = await process.communicate()
    if process.returncode != 0:
        lines = errors.decode("utf-8", "replace").strip().splitlines()
        raise StoreUnavailable("backup", lines[-1] if lines else program)


def _plain(url: str) -> str:
    return "postgresql://" + url.split("://", 1)[1].split("?")[0]


def _without_password(url: str) -> str:
    parts = urlsplit(_plain(url))
    user, _, host = parts.netloc.rpartition("@")
    name = user.partition(":")[0]
    return parts._replace(netloc=f"{name}@{host}" if name else host).geturl()
