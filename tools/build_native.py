"""Builds the judge's inner loops, where there is a C compiler (CC names one). Usage: build_native.py [OUT]

Without them everything works, somewhat slower: neither a missing nor a failing compiler is an error.
"""

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

SOURCES = Path(__file__).parents[1] / "plugins" / "antispam" / "domain" / "native"
LIBRARY = SOURCES / f"_native{sysconfig.get_config_var('EXT_SUFFIX')}"
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
    headers = sysconfig.get_path("include")
    if not (Path(headers) / "Python.h").exists():
        return f"no headers of Python ({SLOWER}); on Debian or Ubuntu: apt-get install python3-dev, then make install"
    new = out.with_name(f"new-{out.name}")
    sources = map(str, sorted(SOURCES.glob("*.c")))
    arguments = ["-O2", "-Wall", "-Wextra", "-shared", "-fPIC", f"-I{headers}", "-o", str(new), *sources]
    if sys.platform == "darwin":
        arguments += ["-undefined", "dynamic_lookup"]  # the interpreter's own symbols are there when it is loaded
    run = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    if run.returncode:
        return f"{command[0]} could not build {SOURCES.name} ({SLOWER}): {run.stderr.strip()[:500]}"
    new.replace(out)
    return ""


if __name__ == "__main__":
    failed = build(Path(sys.argv[1]) if len(sys.argv) > 1 else LIBRARY)
    if failed:
        print(failed, file=sys.stderr)
