"""What judging costs: processor time a message, and memory."""

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

from plugins.antispam.domain.assess import assess, judge_line
from plugins.antispam.domain.glance import is_harmless
from plugins.antispam.domain.message import Authored
from plugins.antispam.domain.model import builtin_model
from plugins.antispam.domain.policy import builtin_policy
from plugins.antispam.domain.soft import doubts_of
from plugins.antispam.domain.talk.window import Window, WindowFacts
from plugins.antispam.domain.text.normalise import normalise
from plugins.antispam.domain.text.words import builtin_matcher

from .systems import System

ROOT = Path(__file__).parents[2]
ROUNDS = 15
MOST = 6_000
_START = datetime(2024, 1, 1, tzinfo=UTC)
_MEMBERS, _PAUSE = 60, timedelta(seconds=2)
"""A lively group: sixty members who speak in turn."""
_MEMORY = """
import sys, types
from pathlib import Path
folder = Path("plugins/antispam")
for name, path in (("plugins", folder.parent), ("plugins.antispam", folder)):  # the judge without the bot around it
    package = types.ModuleType(name)
    package.__path__ = [str(path)]
    sys.modules[name] = package

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

import re, json, datetime, dataclasses
before = resident()
from plugins.antispam.domain.assess import judge_line
judge_line("1")
loaded = resident()
for line in Path("benchmarks/judging/hard_negatives.txt").read_text("utf-8").splitlines() * 4:
    judge_line(line)
print(before, loaded, resident())
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Microseconds of processor time for one message in the quietest round, without what reading the clock costs.

    ``length``: characters of a message, on average. ``usual_mean`` and ``usual_p99`` are the middle round's: how much
    more it was as busy as the machine is.
    """

    what: str
    messages: int
    length: float
    mean: float
    median: float
    p99: float
    worst: float
    usual_mean: float
    usual_p99: float


@dataclass(frozen=True, slots=True)
class Memory:
    """Mebibytes: what loading the judge adds to a bare interpreter, and how much more two thousand messages add."""

    loaded: float
    judged: float


def costs(texts: Sequence[str], systems: Sequence[System]) -> list[Cost]:
    """Of the listener's way, of the whole assessment and of each other system, in turn over the same messages.

    Of all rounds but the first, which only warms up.
    """
    texts = texts[:: max(1, len(texts) // MOST)]
    judge_line("1")
    gc.collect()
    gc.freeze()  # as the bot does once all is loaded: the collector need not look at word lists
    ways: dict[str, Callable[[str], object]] = {
        "as the listener goes": _listener(),
        "everything assessed": _whole,
        "the command line's judge": judge_line,
    }
    ways |= {system.name: system.judge for system in systems if system.name != "judge"}
    if not texts:
        return [Cost(what, 0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0) for what in ways]
    clock, rounds = _clock(), {what: list[list[float]]() for what in ways}
    for _ in range(ROUNDS + 1):
        for what, way in ways.items():
            rounds[what].append(_round(way, texts, clock))
    length = statistics.fmean(map(len, texts))
    return [_cost(what, rounds[what][1:], length) for what in ways]


def _listener() -> Callable[[str], object]:
    """Window, first look, and the whole assessment only where the first look does not settle it."""
    window, policy = Window(), builtin_policy()
    members = cycle([str(number) for number in range(_MEMBERS)])
    now = _START

    def way(message: str) -> object:
        nonlocal now
        now += _PAUSE
        authored, text = Authored(message), normalise(message)
        facts = window.observe("group:1", next(members), message, now, policy.flood, form=text.compact)
        doubts = doubts_of(text)
        harmless = is_harmless(authored, text, facts, policy, doubts)
        return harmless or assess(authored, facts, policy, text, doubts)

    return way


def _whole(message: str) -> object:
    return assess(Authored(message), WindowFacts(), builtin_policy())


def _round(way: Callable[[str], object], texts: Sequence[str], clock: float) -> list[float]:
    """What each message took in one pass over all, rising.

    Whatever a message waits for, memory that others have used meanwhile, is in it.
    """
    builtin_model().forget()  # a round is a day of its own: only what it repeats itself is known
    builtin_matcher().forget()
    spent: list[float] = []
    for text in texts:
        start = time.process_time_ns()
        way(text)
        spent.append(max(0.0, (time.process_time_ns() - start) / 1000 - clock))
    return sorted(spent)


def _cost(what: str, rounds: Sequence[list[float]], length: float) -> Cost:
    """The round that took least, and the middle one."""
    rising = sorted(rounds, key=sum)
    quiet, usual = rising[0], rising[len(rising) // 2]
    return Cost(
        what, len(quiet), length, statistics.fmean(quiet), statistics.median(quiet), _p99(quiet), quiet[-1],
        statistics.fmean(usual), _p99(usual),
    )  # fmt: skip


def _p99(rising: Sequence[float]) -> float:
    return rising[min(len(rising) - 1, int(len(rising) * 0.99))]


def _clock() -> float:
    read: list[int] = []
    for _ in range(2000):
        start = time.process_time_ns()
        read.append(time.process_time_ns() - start)
    return statistics.median(read) / 1000


def memory() -> Memory | None:
    """Measured in a child process; None where the system does not tell (no /proc)."""
    if not Path("/proc/self/statm").exists():
        return None
    run = subprocess.run([sys.executable, "-c", _MEMORY], cwd=ROOT, capture_output=True, text=True, check=True)
    before, loaded, judged = map(int, run.stdout.split())
    return Memory((loaded - before) / 2**20, (judged - loaded) / 2**20)
