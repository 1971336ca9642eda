"""The gateway as the wiring sees it: made once, installed into NoneBot's driver."""

from nonebot.drivers import Driver

from bot.gateway import onebot11, onebot12
from bot.gateway.current import configure
from bot.gateway.hub import Hub


class Gateway(Hub):
    """Both protocols' way in and out. See Hub for what it is made of."""

    def install(self, driver: Driver) -> None:
        """Register both adapters with this driver; where ``nb run`` has done so already, take them over."""
        configure(self)
        registered = driver._adapters  # pyright: ignore[reportPrivateUsage]
        for adapter in (onebot11.Adapter, onebot12.Adapter):
            known = registered.get(adapter.get_name())
            if known is not None and known.driver is not driver:
                # NoneBot keeps adapters for the whole process: a second driver would get no routes.
                del registered[adapter.get_name()]
            driver.register_adapter(adapter)  # pyright: ignore[reportUnknownMemberType]
            ours = registered[adapter.get_name()]
            if isinstance(ours, onebot11.Adapter | onebot12.Adapter):
                ours.installed_by = self
