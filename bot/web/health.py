"""Is the bot well, and how much has it done: facts for probes and for Prometheus."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Protocol

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.effects.accounts import accounts
from bot.governance.directory import directory
from bot.store import engine


class Running(Protocol):
    """What the pages need to know of the house."""

    started: bool

    def figures(self) -> Mapping[str, float]: ...

    def is_working(self) -> bool: ...


async def health(house: Running) -> tuple[bool, dict[str, Any]]:
    """Well or not, and why: the store answers, the workers run, which accounts are connected."""
    store = await engine.ping()
    workers = house.started and house.is_working()
    report = {
        "status": "ok" if store and workers else "unwell",
        "store": store,
        "workers": workers,
        "accounts": [{"id": p.account, "platform": p.platform} for p in accounts.all()],
        "groups": len(directory.enabled()),
    }
    return store and workers, report


class _Figures(Collector):
    def __init__(self, house: Running, counters: Any) -> None:
        self._house = house
        self._counters = counters

    def collect(self) -> Any:
        yield GaugeMetricFamily("qungui_groups", "Enabled groups", value=len(directory.enabled()))
        yield GaugeMetricFamily("qungui_accounts", "Connected accounts", value=len(accounts.all()))
        figures = {**{f"gateway_{k}": float(v) for k, v in asdict(self._counters).items()}, **self._house.figures()}
        for name, value in figures.items():
            yield CounterMetricFamily(f"qungui_{name}", name.replace("_", " "), value=value)


def metrics(house: Running, counters: Any) -> bytes:
    """Prometheus text of the counters as they stand."""
    registry = CollectorRegistry()
    registry.register(_Figures(house, counters))
    return generate_latest(registry)
