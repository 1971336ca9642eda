"""Filling the bot with more than it ships: words, commands, groups."""

import nonebot
from nonebot.plugin import Plugin

from bot.chat.commands import Area, Call, Reply, table
from bot.clock import SystemClock
from bot.commandline.storing import tables_of_areas
from bot.domain.ids import AccountId, ChatRef
from bot.domain.members import SYSTEM, Role
from bot.governance import groups as governed
from bot.settings import Settings
from bot.store.engine import close_store, open_store

_HANZI = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
    "面而方后多定行学法所民得经"
)


def add_words(wanted: int) -> None:
    """Top the built-in words up with made-up ones that ordinary talk does not contain."""
    # Not at the top: NoneBot must be the first to import an area that it shall load.
    from plugins.antispam.domain.text import words

    shipped = words.load_words()
    size = len(_HANZI)

    def load_more() -> list[words.Word]:
        made = [
            words.Word(f"囧{_HANZI[i % size]}{_HANZI[i // size % size]}{_HANZI[i // size // size % size]}囧", "ads")
            for i in range(max(0, wanted - len(shipped)))
        ]
        return (shipped + made)[:wanted]

    words.load_words = load_more
    words.builtin_matcher.cache_clear()


async def _do_nothing(call: Call) -> Reply | None:
    return None


def add_when_loaded(wanted: int, words: int) -> None:
    """After the areas have been loaded, add made-up commands until there are ``wanted``, and words."""
    load = nonebot.load_plugins

    def load_and_add(*folders: str) -> set[Plugin]:
        loaded = load(*folders)
        add_words(words)
        area = Area("bench")
        for number in range(max(0, wanted - len(table.all()))):
            area.command(f"bench{number}", f"测速{number}", role=Role.MEMBER, usage="", summary="")(_do_nothing)
        return loaded

    nonebot.load_plugins = load_and_add


async def enable_groups(settings: Settings, count: int, *, account: str) -> None:
    """Make the store with every area's tables, and enable ``count`` groups in mode enforce."""
    clock = SystemClock()
    await open_store(
        settings.database_url, data_dir=settings.data_dir, data_key=settings.data_key, plugins=tables_of_areas()
    )
    for index in range(count):
        chat = ChatRef("qq", str(600700800 + index))
        await governed.enable_group(
            chat, AccountId(account), name=f"群{index}", mode="enforce", actor=SYSTEM, now=clock.now()
        )
    await close_store()
