"""``migrate``, ``backup`` and ``restore``: the store without a running bot."""

import argparse
import asyncio
import sys
from pathlib import Path
from typing import Any

from bot import settings as deploy
from bot.commandline.errors import WrongUse
from bot.store import backup
from bot.store.config import plugin_tables
from bot.store.engine import PluginTables, close_store, open_store

PLUGINS = Path(__file__).resolve().parent.parent.parent / "plugins"


def tables_of_areas() -> list[PluginTables]:
    """The tables of every area in the tree, loaded or not, in order of their names."""
    return plugin_tables(PLUGINS)


def declare(words: "argparse._SubParsersAction[Any]") -> None:  # pyright: ignore[reportPrivateUsage]
    words.add_parser("migrate", help="升级数据库结构（启动时也会自动升级）").set_defaults(run=migrate)
    saving = words.add_parser("backup", help="备份数据库")
    saving.add_argument("--to", type=Path, default=None, metavar="目录", help="默认为 DATA_DIR/backups")
    saving.set_defaults(run=save)
    restoring = words.add_parser("restore", help="从备份恢复；机器人须已停止")
    restoring.add_argument("file", type=Path, metavar="备份文件")
    restoring.set_defaults(run=restore)


def migrate(options: argparse.Namespace) -> int:
    del options
    asyncio.run(_migrate())
    print("数据库结构已是最新")
    return 0


async def _migrate() -> None:
    settings = deploy.load()
    await open_store(
        settings.database_url, data_dir=settings.data_dir, data_key=settings.data_key, plugins=tables_of_areas()
    )
    await close_store()


def save(options: argparse.Namespace) -> int:
    print(f"已备份：{asyncio.run(_save(options.to))}")
    # On standard error: what was asked for is the one line before it.
    print("备份里的个人信息是加密的，密钥不在其中：请另外保存 DATA_KEY（或数据目录里的 data.key）", file=sys.stderr)
    return 0


async def _save(target: Path | None) -> Path:
    settings = deploy.load()
    return await backup.backup_store(settings.database_url, target or settings.data_dir / "backups")


def restore(options: argparse.Namespace) -> int:
    file: Path = options.file
    if not file.is_file():
        raise WrongUse(f"没有这个文件：{file}")
    held = asyncio.run(_restore(file))
    print(f"已恢复。{held} 项待发事项已暂停，须由管理员放行。" if held else "已恢复。")
    return 0


async def _restore(file: Path) -> int:
    settings = deploy.load()
    return await backup.restore_store(
        settings.database_url, file, plugins=tables_of_areas(), data_dir=settings.data_dir, data_key=settings.data_key
    )
