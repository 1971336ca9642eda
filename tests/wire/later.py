"""The whole bot, by a clock that a test moves: ``python -m tests.wire.later run``.

``TEST_CLOCK`` names a file with the seconds by which its clock is ahead of the machine's. Nothing of the bot knows it.
"""

import os
import runpy
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import SystemClock

_FILE = Path(os.environ["TEST_CLOCK"])


def _now(self: SystemClock) -> datetime:
    del self
    return datetime.now(UTC) + timedelta(seconds=float(_FILE.read_text()))


if __name__ == "__main__":
    SystemClock.now = _now  # type: ignore[method-assign]
    sys.argv[0] = "python -m bot"
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
