"""The kernel as a NoneBot plugin: loading it wires the bot into NoneBot's driver.

``python -m bot run`` and ``nb run`` both load it; areas are plugins of their own beside it.
"""

import signal
from pathlib import Path

import nonebot
from loguru import logger
from nonebot.plugin import PluginMetadata, get_loaded_plugins

from bot import settings as deploy
from bot.clock import SystemClock
from bot.gateway.gateway import Gateway
from bot.gateway.selfprobe import is_shut
from bot.store.config import PluginTables, plugin_tables
from bot.web import pages
from bot.wiring import House

AREAS = Path(__file__).resolve().parent.parent / "plugins"

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


def loaded_tables() -> tuple[PluginTables, ...]:
    """The tables of every area that NoneBot has loaded, in order of their names."""
    loaded = {plugin.module_name for plugin in get_loaded_plugins()}
    return tuple(t for t in plugin_tables(AREAS) if t.models_module.rpartition(".")[0] in loaded)


async def _knock(settings: deploy.Settings) -> None:
    """End the bot where a stranger gets in without the token: anybody could speak for anybody then."""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::", "localhost") else settings.host
    if await is_shut(host, settings.port) is False:
        logger.critical("ONEBOT_ACCESS_TOKEN: connections without the token are let in; the bot stops")
        signal.raise_signal(signal.SIGTERM)


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
    pages.mount(
        nonebot.get_app(),
        house_of=lambda: house,
        counters=gateway.counters,
        clock=house.clock,
        base=settings.address,
    )

    @driver.on_startup
    async def start() -> None:
        await house.start(loaded_tables())
        if settings.onebot_access_token:
            house.keep(_knock(settings))

    @driver.on_shutdown
    async def stop() -> None:
        house.started = False
        await gateway.close()
        await house.stop()
        logger.info("qungui has stopped")

    return house


house = install()
