"""Small trees of bad examples for the check scripts."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def plant(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def run_check(script: str, root: Path) -> tuple[int, list[str]]:
    """Exit status and the lines of findings, as a person who runs it sees them."""
    done = subprocess.run([sys.executable, ROOT / "tools" / script, root], capture_output=True, text=True, timeout=30)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout.splitlines()
