"""Every test, two processes at a time where there are two processors: many only wait for a bot to answer.

What is asked for by name runs in one process. The first part is shown as it goes, each other one when it is over.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

AT_ONCE = 2
ROOT = Path(__file__).parents[1]
WIRE = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "tests" / "wire").glob("test_*.py"))
PARTS: tuple[Sequence[str], ...] = (
    ["tests/plugins"],
    ["tests", "--ignore=tests/plugins", "--ignore=tests/wire"],
    WIRE[::2],
    WIRE[1::2],
)
"""Together every test once; the longest first."""


def main(arguments: Sequence[str]) -> int:
    """The exit status: that of the first part that failed, else 0."""
    if arguments or (os.cpu_count() or 1) < AT_ONCE:
        return subprocess.call(_pytest(arguments))
    failed = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        first = pool.submit(subprocess.call, _pytest(PARTS[0]))
        others = [pool.submit(_quietly, part) for part in PARTS[1:]]
        failed = first.result()
        for other in others:
            status, shown = other.result()
            sys.stdout.buffer.write(shown)
            sys.stdout.flush()
            failed = failed or status
    return failed


def _quietly(part: Sequence[str]) -> tuple[int, bytes]:
    """Its exit status, and what it would have shown."""
    with tempfile.TemporaryFile() as shown:
        status = subprocess.call(_pytest(part), stdout=shown, stderr=subprocess.STDOUT)
        shown.seek(0)
        return status, shown.read()


def _pytest(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "pytest", *arguments]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
