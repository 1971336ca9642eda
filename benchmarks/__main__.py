"""``make bench``: the figures the README and the design promise, in one run on one machine."""

import argparse
import asyncio
import statistics
from contextlib import AsyncExitStack

from benchmarks.measure import Arrangement, Running, running


def qungui(title: str, *, commands: int = 60, words: int = 10_000, groups: int = 1) -> Arrangement:
    given = ("qungui", "FOLDER", str(commands), str(words), str(groups))
    return Arrangement(title, given, 4000, 50, 0.02, groups)


BARE = Arrangement("bare ASGI WebSocket, JSON parsed", ("bare",), 8000, 50, 0.005)
EMPTY = Arrangement("NoneBot, one empty on_message", ("nonebot", "0"), 1500, 20, 0.02)
THIRTY = Arrangement("NoneBot, 30 on_command", ("nonebot", "30"), 60, 1, 0.06)
WHOLE = qungui("qungui: 10,000 words, 60 commands, archive on")
GROWTH = (
    ("60 → 600 commands", qungui("60 commands"), qungui("600 commands", commands=600)),
    ("1,000 → 100,000 words", qungui("1,000 words", words=1000), qungui("100,000 words", words=100_000)),
    ("1 → 500 groups", qungui("1 group"), qungui("500 groups", groups=500)),
)


async def interleaved(arrangements: list[Arrangement], rounds: int) -> tuple[list[float], list[Running]]:
    """Medians of ``rounds`` rounds, all arrangements in turn within each round: noise hits all alike."""
    async with AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(running(a)) for a in arrangements]
        results: list[list[float]] = [[] for _ in servers]
        for _ in range(rounds):
            for result, server in zip(results, servers, strict=True):
                result.append(await server.round())
        for result, server in zip(results, servers, strict=True):
            low, high = min(result), max(result)
            title = server.arrangement.title
            middle = statistics.median(result)
            print(f"  {title:<48} {middle:>10,.1f} µs   ({low:,.1f} … {high:,.1f})   RSS {server.rss_mb():.0f} MB")
        return [statistics.median(result) for result in results], servers


async def idle_memory() -> float:
    async with running(WHOLE) as server:
        return server.rss_mb()


async def main(rounds: int, only: str) -> None:
    if only in ("", "cost"):
        print(f"CPU per plain message over a real WebSocket, medians of {rounds} interleaved rounds")
        (bare, empty, thirty, whole), _ = await interleaved([BARE, EMPTY, THIRTY, WHOLE], rounds)
        print(f"  against one empty on_message: {whole / empty:.2f} × (goal 0.50)")
        print(f"  against 30 on_command: 1/{thirty / whole:,.0f} (goal 1/150)")
        print(f"  against the bare WebSocket: {whole / bare:.1f} ×")
    if only in ("", "growth"):
        for title, small, large in GROWTH:
            print(title)
            (before, after), _ = await interleaved([small, large], rounds)
            print(f"  growth {after / before:.2f} × (goal 1.10)")
    if only in ("", "memory"):
        print(f"memory of the idle bot, one account connected: {await idle_memory():.0f} MB (goal 110)")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=["cost", "growth", "memory"], default="")
    options = parser.parse_args()
    asyncio.run(main(options.rounds, options.only))
