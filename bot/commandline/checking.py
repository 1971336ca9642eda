"""``check``: are settings, texts and store fit to start with? Changes nothing."""

import argparse
import asyncio
from typing import Any

from bot import settings as deploy
from bot.commandline.errors import WrongUse
from bot.commandline.storing import tables_of_areas
from bot.settings import Settings
from bot.store import audit
from bot.store.engine import close_store, open_store, ping
from bot.store.migrate import pending
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
    problems = asyncio.run(_store_problems(settings))
    for problem in problems:
        print(f"数据库：{problem}")
    if not problems:
        print("数据库：可用")
    return 1 if problems else 0


async def _store_problems(settings: Settings) -> list[str]:
    """What is wrong with the store: no answer, or an audit chain that was tampered with."""
    await open_store(
        settings.database_url,
        data_dir=settings.data_dir,
        data_key=settings.data_key,
        plugins=tables_of_areas(),
        migrate=False,
    )
    try:
        if not await ping():
            return ["没有应答"]
        if await pending():
            return []  # the next start brings the tables up to date
        found = [(chain, await audit.verify(chain)) for chain in await audit.chains()]
        return [f"审计记录 {chain} 第 {p.position} 条不对（{p.kind}）" for chain, p in found if p is not None]
    finally:
        await close_store()
