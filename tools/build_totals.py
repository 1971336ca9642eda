"""Builds the judge's small library, where there is a C compiler (CC names one). Usage: build_totals.py [OUT]

Without it everything works, somewhat slower: neither a missing nor a failing compiler is an error.
"""

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "plugins" / "antispam" / "domain" / "model" / "totals.c"
LIBRARY = SOURCE.with_name(f"totals.{sysconfig.get_platform()}.so")
"""Where the judge looks for it."""
SLOWER = "judging works without, somewhat slower"


def compiler() -> list[str]:
    """The command of a C compiler; empty where there is none."""
    named = [shlex.split(os.environ["CC"])] if os.environ.get("CC") else []
    known = (*named, ["cc"], ["gcc"], ["clang"], list[str]())
    return next(command for command in known if not command or shutil.which(command[0]))


def build(out: Path) -> str:
    """What went wrong, or "". ``out`` is replaced at once, so that a bot that runs keeps the library it has."""
    command = compiler()
    if not command:
        return f"no C compiler found ({SLOWER}); on Debian or Ubuntu: apt-get install gcc libc6-dev, then make install"
    new = out.with_name(f"new-{out.name}")
    arguments = ["-O2", "-Wall", "-Wextra", "-shared", "-fPIC", "-o", str(new), str(SOURCE)]
    run = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    if run.returncode:
        return f"{command[0]} could not build {SOURCE.name} ({SLOWER}): {run.stderr.strip()[:500]}"
    new.replace(out)
    return ""


if __name__ == "__main__":
    failed = build(Path(sys.argv[1]) if len(sys.argv) > 1 else LIBRARY)
    if failed:
        print(failed, file=sys.stderr)
