"""``python -m benchmarks.notices [rush|status|month]``: whether notices are right, and how fast they are.

Without a word all three. ``--quick`` does a tenth of each, to see that it works. Goals are held against the time of
the processor (all threads): on a machine that others use, the clock on the wall tells of them too.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence

import nonebot

from bot.commandline.storing import tables_of_areas
from bot.store.engine import close_store, open_store

ANSWERS_A_SECOND, WAIT_MS = 2000, 1000
WORDS_MS, PICTURE_MS = 50, 500


async def _rush(options: argparse.Namespace) -> bool:
    from benchmarks.notices.rush import rush

    share = 10 if options.quick else 1
    found = await rush(groups=500 // share, size=200, answers=100_000 // share, seed=options.seed)
    rate, by_clock = found.rows / found.spent, found.rows / found.seconds
    print(f"rush: {found.people} people in {found.groups} groups; published in {found.publishing:.1f} s,")
    print(f"  in which another write took {1000 * found.longest_wait:.0f} ms at most (goal {WAIT_MS})")
    print(f"  {found.answers} answers of {found.rows} people in {found.seconds:.1f} s; processor {found.spent:.1f} s")
    print(f"  {rate:.0f} recorded a second of the processor (goal {ANSWERS_A_SECOND}), {by_clock:.0f} by the clock")
    print(f"  reminded: {', then '.join(str(number) for number in found.reminded)}")
    _tell_faults("somebody wrong, missing, doubled or reminded without need", found.faults)
    return not found.faults and rate >= ANSWERS_A_SECOND and found.longest_wait * 1000 <= WAIT_MS


async def _status(options: argparse.Namespace) -> bool:
    from benchmarks.notices.status import stand

    found = await stand(size=500, seed=options.seed)
    (words, words_spent), (picture, picture_spent) = found.medians(found.words), found.medians(found.picture)
    print(
        f"status of a notice to {found.people} people, medians of {len(found.words)}, by the clock and the processor:"
    )
    print(f"  in words {words:.0f} ms, {words_spent:.0f} ms (goal {WORDS_MS})")
    print(f"  as a picture {picture:.0f} ms, {picture_spent:.0f} ms (goal {PICTURE_MS}), {found.size_bytes // 1000} kB")
    return words_spent <= WORDS_MS and picture_spent <= PICTURE_MS


async def _month(options: argparse.Namespace) -> bool:
    from benchmarks.notices.month import simulate

    share = 10 if options.quick else 1
    began, spent = time.perf_counter(), time.process_time()
    found = await simulate(
        groups=20, size=10, days=30 // share, notices=1000 // share, restarts=30 // share, seed=options.seed
    )
    took, spent = time.perf_counter() - began, time.process_time() - spent
    print(
        f"month: {30 // share} days, {found.notices} notices, {found.restarts} restarts, "
        f"{found.killed} with a reminder on its way ({took:.0f} s, processor {spent:.0f} s):"
    )
    print(f"  {found.messages} reminders sent, {found.mentions} times somebody was mentioned for a notice")
    _tell_faults("lost, doubled, undue or in quiet hours", found.faults)
    return not found.faults


def _tell_faults(what: str, faults: Sequence[str]) -> None:
    print(f"  {what}: {len(faults)}")
    for fault in faults[:20]:
        print(f"    {fault}")


PARTS: dict[str, Callable[[argparse.Namespace], Awaitable[bool]]] = {
    "status": _status,
    "rush": _rush,
    "month": _month,
}


async def _measure(options: argparse.Namespace) -> bool:
    # Not at the top: NoneBot must be the first to import an area.
    from benchmarks.notices.town import load_needed_areas
    from tests.support import house

    house.load_areas = load_needed_areas
    load_needed_areas()
    good = True
    for part in options.parts or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            await open_store(f"sqlite://{folder}/notices.db", data_dir=folder, plugins=tables_of_areas())
            good &= await PARTS[part](options)
            sys.stdout.flush()
            await close_store()
    return good


def main() -> int:
    """0 where everybody is exactly right and every goal is met, else 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.notices", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="a tenth of each")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    nonebot.init(_env_file=None, log_level="ERROR")
    return 0 if asyncio.run(_measure(options)) else 1


if __name__ == "__main__":
    sys.exit(main())
