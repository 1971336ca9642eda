"""The gateway as the wiring sees it: made once, installed into NoneBot's driver."""

import nonebot
from nonebot.drivers import Driver

from bot.gateway import onebot11, onebot12
from bot.gateway.current import configure
from bot.gateway.hub import Hub


class Gateway(Hub):
    """Both protocols' way in and out. See Hub for what it is made of."""

    def install(self, driver: Driver) -> None:
        """Register both adapters with this driver; where ``nb run`` has done so already, take them over."""
        configure(self)
        for adapter in (onebot11.Adapter, onebot12.Adapter):
            known = nonebot.get_adapters().get(adapter.get_name())
            if known is not None and known.driver is not driver:
                # NoneBot keeps adapters for the whole process: a second driver would get no routes.
                driver._adapters.pop(adapter.get_name())  # pyright: ignore[reportPrivateUsage]
            driver.register_adapter(adapter)  # pyright: ignore[reportUnknownMemberType]
