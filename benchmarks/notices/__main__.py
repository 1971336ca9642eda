"""``python -m benchmarks.notices``: thirty simulated days with a thousand notices, judged by the oracle."""

import argparse
import asyncio
import sys
import tempfile
import time

import nonebot

from bot.commandline.storing import tables_of_areas
from bot.store.engine import close_store, open_store


async def _month(options: argparse.Namespace) -> int:
    # Not at the top: NoneBot must be the first to import an area.
    from benchmarks.notices import town
    from benchmarks.notices.month import simulate
    from tests.support import house

    house.load_areas = town.load_needed_areas
    town.load_needed_areas()
    with tempfile.TemporaryDirectory() as folder:
        await open_store(f"sqlite://{folder}/notices.db", data_dir=folder, plugins=tables_of_areas())
        began = time.perf_counter()
        found = await simulate(
            groups=options.groups,
            size=options.size,
            days=options.days,
            notices=options.notices,
            restarts=options.restarts,
            seed=options.seed,
        )
        await close_store()
    took = time.perf_counter() - began
    print(f"{options.days} days, {found.notices} notices, {found.restarts} restarts ({took:.0f} s):")
    print(f"  {found.messages} reminders sent, {found.mentions} times somebody was mentioned for a notice")
    print(f"  lost, doubled, undue or in quiet hours: {len(found.faults)}")
    for fault in found.faults[:20]:
        print(f"    {fault}")
    return 1 if found.faults else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.notices", description=__doc__)
    for name, value in (("groups", 20), ("size", 10), ("days", 30), ("notices", 1000), ("restarts", 30), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()
    nonebot.init(_env_file=None, log_level="ERROR")
    return asyncio.run(_month(options))


if __name__ == "__main__":
    sys.exit(main())
