"""``run``: the bot for real use."""

import argparse
import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import nonebot

from bot import settings as deploy
from bot.commandline.errors import WrongUse
from bot.commandline.logs import set_up_logging
from bot.commandline.storing import tables_of_areas
from bot.settings import Settings
from bot.store.config import sqlite_file
from bot.store.engine import close_store, open_store

PLUGINS = "plugins"
ROOT = Path(__file__).resolve().parents[2]


def declare(words: "argparse._SubParsersAction[Any]") -> None:  # pyright: ignore[reportPrivateUsage]
    parser = words.add_parser("run", help="启动机器人，设置取自环境变量与 .env")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    del options
    settings = deploy.load()
    _refuse_taken_port(settings)
    return serve(settings)


def serve(settings: Settings) -> int:
    """Start NoneBot with the kernel and every area; returns when it was told to stop."""
    deploy.choose(settings)
    set_up_logging(settings)
    nonebot.init(
        _env_file=Path("/dev/null"),
        driver="~fastapi",
        host=settings.host,
        port=settings.port,
        log_level=settings.log_level,
        superusers=set(settings.superusers),
        onebot_access_token=settings.onebot_access_token or None,
        onebot_secret=settings.onebot_secret or None,
        fastapi_docs_url=None,
    )
    nonebot.load_plugin("bot.plugin")
    nonebot.load_plugins(PLUGINS)
    bring_up_to_date(settings)
    nonebot.run(
        ws_ping_interval=5.0,
        ws_ping_timeout=5.0,
        ws_max_size=16 * 1024 * 1024,
        # The other side is on this machine or near: compressing costs more than it saves.
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=3,
        access_log=False,
    )
    return 0


def bring_up_to_date(settings: Settings) -> None:
    """Make or migrate the store before the server starts: what is wrong is one line then, not a traceback.

    A new file is made in a child process: what rendering every model costs in memory goes with it.
    Only after the plugins are loaded: NoneBot must be the first to import them.
    Raises StoreUnavailable.
    """
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        place = {"DATABASE_URL": settings.database_url, "DATA_DIR": str(settings.data_dir), "PYTHONPATH": str(ROOT)}
        words = [sys.executable, "-m", "bot", "migrate"]
        if subprocess.run(words, env={**os.environ, **place}, capture_output=True, check=False).returncode == 0:
            return
    asyncio.run(_open_once(settings))


async def _open_once(settings: Settings) -> None:
    """Raises StoreUnavailable."""
    await open_store(
        settings.database_url, data_dir=settings.data_dir, data_key=settings.data_key, plugins=tables_of_areas()
    )
    await close_store()


def _refuse_taken_port(settings: Settings) -> None:
    """Raises WrongUse where another program listens: uvicorn's own message comes after everything has started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise WrongUse(f"PORT: {settings.host}:{settings.port} 不能监听（{error.strerror}）") from error
