"""Every test, in three processes side by side where there are two processors: many only wait for a bot to answer.

What runs behind the first part is shown after it, in order. What is asked for by name runs in one process.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from typing import IO

APART = ("tests/plugins", "tests/wire")
"""About as long as each other, and as all the rest."""


def main(arguments: Sequence[str]) -> int:
    """The exit status: that of the first part that failed, else 0."""
    if arguments or (os.cpu_count() or 1) < 2:
        return subprocess.call(_pytest(arguments))
    with ExitStack() as stack:
        behind = [_start(part, stack) for part in APART]
        statuses = [subprocess.call(_pytest(["tests", *(f"--ignore={part}" for part in APART)]))]
        for process, shown in behind:
            statuses.append(process.wait())
            shown.seek(0)
            sys.stdout.buffer.write(shown.read())
            sys.stdout.flush()
    return next((status for status in statuses if status), 0)


def _start(part: str, stack: ExitStack) -> tuple["subprocess.Popen[bytes]", IO[bytes]]:
    shown = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 — the stack closes it
    process = subprocess.Popen(_pytest([part]), stdout=shown, stderr=subprocess.STDOUT)
    stack.callback(process.terminate)  # nothing goes on where somebody stops the first part
    return process, shown


def _pytest(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "pytest", *arguments]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
