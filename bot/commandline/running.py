"""``run``: the bot for real use."""

import argparse
import asyncio
import socket
import sys
from pathlib import Path
from typing import Any

import nonebot
from loguru import logger

from bot import settings as deploy
from bot.commandline.errors import WrongUse
from bot.commandline.storing import tables_of_areas
from bot.settings import Settings
from bot.store.engine import close_store, open_store

PLUGINS = "plugins"


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
    asyncio.run(_open_once(settings))
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


async def _open_once(settings: Settings) -> None:
    """Bring the store up to date before the server starts, so that what is wrong is one line, not a traceback.

    Raises StoreUnavailable.
    """
    await open_store(settings.database_url, data_dir=settings.data_dir, plugins=tables_of_areas())
    await close_store()


def set_up_logging(settings: Settings) -> None:
    """One sink on standard error, without secrets and without the traceback's variables."""
    secrets = [s for s in (settings.onebot_access_token, settings.onebot_secret) if s]
    logger.remove()

    def say(message: Any) -> None:
        text = str(message)
        for secret in secrets:
            text = text.replace(secret, "***")
        sys.stderr.write(text)

    logger.add(
        say,
        level=settings.log_level,
        format="{time:MM-DD HH:mm:ss} {level: <7} {message}",
        diagnose=False,
        colorize=False,
    )


def _refuse_taken_port(settings: Settings) -> None:
    """Raises WrongUse where another program listens: uvicorn's own message comes after everything has started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise WrongUse(f"PORT: {settings.host}:{settings.port} 不能监听（{error.strerror}）") from error
