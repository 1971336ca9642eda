"""``make bench``: the figures the README and the design promise, in one run on one machine."""

import argparse
import asyncio
import statistics
from collections.abc import Sequence
from contextlib import AsyncExitStack

from benchmarks.measure import Arrangement, running


def qungui(title: str, *, commands: int = 60, words: int = 10_000, groups: int = 1) -> Arrangement:
    return Arrangement(
        title,
        ("benchmarks.whole", "serve", "PORT", "FOLDER", str(commands), str(words)),
        count=4000,
        batch=50,
        pause_seconds=0.02,
        groups=groups,
        first=("benchmarks.whole", "prepare", "FOLDER", str(groups)),
    )


BARE = Arrangement("bare ASGI WebSocket, JSON parsed", ("benchmarks.servers", "bare", "PORT"), 8000, 50, 0.005)
EMPTY = Arrangement("NoneBot, one empty on_message", ("benchmarks.servers", "nonebot", "PORT", "0"), 1500, 20, 0.02)
THIRTY = Arrangement("NoneBot, 30 on_command", ("benchmarks.servers", "nonebot", "PORT", "30"), 60, 1, 0.06)
WHOLE = qungui("qungui: 10,000 words, 60 commands, archive on")
GROWTH = (
    ("60 → 600 commands", qungui("60 commands"), qungui("600 commands", commands=600)),
    ("1,000 → 100,000 words", qungui("1,000 words", words=1000), qungui("100,000 words", words=100_000)),
    ("1 → 500 groups", qungui("1 group"), qungui("500 groups", groups=500)),
)


async def interleaved(arrangements: Sequence[Arrangement], rounds: int) -> list[list[float]]:
    """CPU µs a message in each of ``rounds`` rounds, all arrangements in turn within each: noise hits all alike."""
    async with AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(running(a)) for a in arrangements]
        results: list[list[float]] = [[] for _ in servers]
        for _ in range(rounds):
            for result, server in zip(results, servers, strict=True):
                result.append(await server.round())
        for result, server in zip(results, servers, strict=True):
            title, middle = server.arrangement.title, statistics.median(result)
            spread = f"({min(result):,.1f} … {max(result):,.1f})"
            print(f"  {title:<48} {middle:>10,.1f} µs   {spread}   RSS {server.rss_mb():.0f} MB", flush=True)
        return results


def ratio(some: Sequence[float], others: Sequence[float]) -> float:
    """The median of the rounds' ratios: the two of one round ran next to each other."""
    return statistics.median(one / other for one, other in zip(some, others, strict=True))


async def cost(rounds: int) -> list[str]:
    print(f"CPU per plain message over a real WebSocket, medians of {rounds} interleaved rounds")
    bare, empty, thirty, whole = await interleaved((BARE, EMPTY, THIRTY, WHOLE), rounds)
    middle = [statistics.median(each) for each in (bare, empty, thirty, whole)]
    told = [
        f"{middle[3] / middle[1]:.2f} × one empty on_message (goal 0.50)",
        f"1/{middle[2] / middle[3]:.0f} of 30 on_command (goal 1/150)",
    ]
    print(*(f"  {line}" for line in (*told, f"{middle[3] / middle[0]:.1f} × the bare WebSocket")), sep="\n")
    return [f"{middle[3]:.0f} µs a message", *told]


async def growth(rounds: int) -> list[str]:
    told: list[str] = []
    for title, small, large in GROWTH:
        print(title)
        before, after = await interleaved((small, large), rounds)
        told.append(f"{title} {ratio(after, before):.2f} ×")
        print(f"  growth {ratio(after, before):.2f} × (goal 1.10)")
    return told


async def memory() -> list[str]:
    async with running(WHOLE, warm=False) as server:
        megabytes = server.rss_mb()
    print(f"memory of the idle bot, one account connected: {megabytes:.0f} MB (goal 110)")
    return [f"idle {megabytes:.0f} MB (goal 110)"]


async def main(rounds: int, only: str) -> None:
    told: list[str] = []
    if only in ("", "memory"):
        told += await memory()
    if only in ("", "cost"):
        told += await cost(rounds)
    if only in ("", "growth"):
        told += await growth(rounds)
    print("summary:", "; ".join(told))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--rounds", type=int, default=5, help="rounds whose median is told (5)")
    parser.add_argument("--only", choices=["cost", "growth", "memory"], default="", help="one part of it")
    options = parser.parse_args()
    asyncio.run(main(options.rounds, options.only))
