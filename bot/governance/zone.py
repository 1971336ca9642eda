"""The one time zone people's times are read and written in."""

from datetime import datetime
from zoneinfo import ZoneInfo

_zone = ZoneInfo("Asia/Shanghai")


def use(zone: ZoneInfo) -> None:
    """Make this the zone; wiring calls it once with the setting TIMEZONE."""
    global _zone
    _zone = zone


def zone() -> ZoneInfo:
    return _zone


def local(moment: datetime) -> datetime:
    """An aware moment on people's clocks."""
    return moment.astimezone(_zone)
