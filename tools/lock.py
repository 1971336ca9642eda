"""Writes requirements.lock and requirements-dev.lock from the two .in files.

Pins that are there already are kept; `--upgrade` lets every package move to its
newest version. The packages are resolved in a throw-away environment, so what
happens to be installed in .venv does not leak into the lock.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Wheels that do not exist for every platform the bot runs on.
MARKERS = {"uvloop": 'sys_platform != "win32"'}


def freeze(python: Path) -> list[str]:
    listed = subprocess.run([python, "-m", "pip", "freeze"], check=True, capture_output=True, text=True)
    return [line for line in listed.stdout.splitlines() if "==" in line]


def with_marker(line: str) -> str:
    marker = MARKERS.get(line.partition("==")[0])
    return f"{line} ; {marker}" if marker else line


def constraints(upgrade: bool) -> list[str]:
    locks = [] if upgrade else [ROOT / "requirements.lock", ROOT / "requirements-dev.lock"]
    return [text for lock in locks if lock.exists() for text in ("-c", str(lock))]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--upgrade", action="store_true", help="ignore the pins that are there")
    kept = constraints(parser.parse_args().upgrade)
    with tempfile.TemporaryDirectory() as scratch:
        venv.create(scratch, with_pip=True)
        python = Path(scratch, "bin", "python")
        install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *kept]
        subprocess.run([*install, "-r", ROOT / "requirements.in"], check=True)
        runtime = freeze(python)
        subprocess.run([*install, "-r", ROOT / "requirements-dev.in"], check=True)
        subprocess.run([python, "-m", "pip", "check"], check=True)
        extra = [line for line in freeze(python) if line not in runtime]
    write("requirements.lock", "requirements.in", [], runtime)
    write("requirements-dev.lock", "requirements-dev.in", ["-r requirements.lock"], extra)
    return 0


def write(name: str, source: str, head: list[str], pins: list[str]) -> None:
    lines = [f"# Written by `make lock` from {source}; do not edit.", *head, *map(with_marker, pins)]
    (ROOT / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
