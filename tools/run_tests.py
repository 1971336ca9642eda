"""Every test, in two processes side by side where there are two processors: many wait for a bot to answer.

The areas' tests run behind the others and are shown after them. What is asked for by name runs in one process.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence

BEFORE, BEHIND = ("tests", "--ignore=tests/plugins"), ("tests/plugins",)


def main(arguments: Sequence[str]) -> int:
    """The exit status: that of the first half that failed, else 0."""
    if arguments or (os.cpu_count() or 1) < 2:
        return subprocess.call(_pytest(arguments))
    with tempfile.TemporaryFile() as shown:
        behind = subprocess.Popen(_pytest(BEHIND), stdout=shown, stderr=subprocess.STDOUT)
        try:
            before = subprocess.call(_pytest(BEFORE))
            behind.wait()
        finally:
            behind.terminate()
        shown.seek(0)
        sys.stdout.buffer.write(shown.read())
        sys.stdout.flush()
    return before or behind.returncode


def _pytest(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "pytest", *arguments]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
