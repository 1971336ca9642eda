"""``run``: the bot for real use."""

import argparse
import asyncio
import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import nonebot
from loguru import logger

from bot import settings as deploy
from bot.commandline.errors import WrongUse
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


def set_up_logging(settings: Settings) -> None:
    """One sink on standard error, without secrets and without the traceback's variables."""
    mail = settings.mail_server
    told = (
        settings.onebot_access_token,
        settings.onebot_secret,
        _password(settings.database_url),
        _password(settings.smtp_url),
        mail.password if mail is not None else "",
    )
    secrets = [spelling for secret in told for spelling in _spellings(secret)]
    logger.remove()

    def say(message: Any) -> None:
        text = str(message)
        for secret in secrets:
            text = text.replace(secret, "***")
        sys.stderr.write(text.translate(_UNPRINTED))

    logger.add(
        say,
        level=settings.log_level,
        format="{time:MM-DD HH:mm:ss} {level: <7} {message}",
        diagnose=False,
        colorize=False,
    )


def _password(url: str) -> str:
    """The database's password; "" where there is none, or one so short that hiding it would garble the log."""
    words, at, _ = url.partition("://")[2].rpartition("@")
    password = words.partition(":")[2] if at else ""
    return password if len(password) >= 6 else ""


def _spellings(secret: str) -> list[str]:
    """How a secret can stand in a line: as it is, in Python's or JSON's quotes, in an address; the longest first."""
    if not secret:
        return []
    in_json = json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]
    in_address = quote(secret), quote(secret, safe=""), quote_plus(secret)
    return sorted({secret, repr(secret)[1:-1], *in_json, *in_address}, key=len, reverse=True)


_UNPRINTED = dict.fromkeys(
    (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"
)
"""What would command a terminal or turn the reading direction: some of what is logged was said by others."""


def _refuse_taken_port(settings: Settings) -> None:
    """Raises WrongUse where another program listens: uvicorn's own message comes after everything has started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise WrongUse(f"PORT: {settings.host}:{settings.port} 不能监听（{error.strerror}）") from error
