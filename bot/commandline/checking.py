"""``check``: are settings, texts and store fit to start with? Changes nothing."""

import argparse
import asyncio
from typing import Any

from bot import settings as deploy
from bot.commandline.errors import WrongUse
from bot.commandline.storing import tables_of_areas
from bot.settings import Settings
from bot.store.engine import close_store, open_store, ping
from bot.texts import MissingText, Texts


def declare(words: "argparse._SubParsersAction[Any]") -> None:  # pyright: ignore[reportPrivateUsage]
    parser = words.add_parser("check", help="检查设置、文本和数据库，不作改动")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    del options
    settings = deploy.load()
    print(f"设置：可用（{settings.host}:{settings.port}，{settings.timezone}，默认模式 {settings.default_mode}）")
    try:
        count = Texts(settings.zone).compile_all()
    except MissingText as error:
        raise WrongUse(str(error)) from error
    print(f"文本：{count} 个模板可用")
    answers = asyncio.run(_store_answers(settings))
    print("数据库：可用" if answers else "数据库：没有应答")
    return 0 if answers else 1


async def _store_answers(settings: Settings) -> bool:
    await open_store(settings.database_url, data_dir=settings.data_dir, plugins=tables_of_areas(), migrate=False)
    try:
        return await ping()
    finally:
        await close_store()
