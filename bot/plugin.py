"""The kernel as a NoneBot plugin: loading it wires the bot into NoneBot's driver.

``python -m bot run`` and ``nb run`` both load it; areas are plugins of their own beside it.
"""

from importlib.util import find_spec

import nonebot
from loguru import logger
from nonebot.plugin import PluginMetadata, get_loaded_plugins

from bot import settings as deploy
from bot.clock import SystemClock
from bot.gateway.gateway import Gateway
from bot.store.engine import PluginTables
from bot.web import pages
from bot.wiring import House

__plugin_meta__ = PluginMetadata(
    name="群规",
    description="按群规管理工作群：反垃圾、纪律、通知、进群、活动、清理",
    usage="在群里发送 /启用，随后 /帮助",
    type="application",
    homepage=None,
    config=None,
    supported_adapters={"~onebot.v11", "~onebot.v12"},
    extra={"area": "kernel"},
)


def plugin_tables() -> list[PluginTables]:
    """The tables of every loaded area that has any, in order of their names."""
    tables: list[PluginTables] = []
    for plugin in sorted(get_loaded_plugins(), key=lambda p: p.name):
        module = plugin.module_name
        if module.startswith("plugins.") and find_spec(f"{module}.models") is not None:
            tables.append(PluginTables(plugin.name, f"{module}.models", f"{module}.migrations"))
    return tables


def install() -> House:
    """Make the house and hang it into NoneBot's driver."""
    driver = nonebot.get_driver()
    settings = deploy.current()
    house = House(settings, SystemClock())
    gateway = Gateway(
        house.intake,
        house.clock,
        on_up=house.account_up,
        on_down=house.account_down,
        token=settings.onebot_access_token,
    )
    gateway.install(driver)
    pages.mount(nonebot.get_app(), house_of=lambda: house, counters=gateway.counters)

    @driver.on_startup
    async def start() -> None:
        await house.start(plugin_tables())

    @driver.on_shutdown
    async def stop() -> None:
        await gateway.close()
        await house.stop()
        logger.info("qungui has stopped")

    return house


house = install()
