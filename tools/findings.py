"""What the check scripts share: reading the tree, and printing one line per finding."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SKIPPED = {".git", ".venv", "__pycache__", "node_modules", "data", "htmlcov"}
CODE_ROOMS = ("bot", "plugins", "sandbox", "tools", "benchmarks")


@dataclass(frozen=True)
class Finding:
    """``line`` counts from 1. A warning is printed but does not fail the check."""

    path: Path
    line: int
    text: str
    warning: bool = False


@dataclass(frozen=True)
class Source:
    path: Path  # relative to the root of the tree
    text: str
    tree: ast.Module

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


def python_sources(root: Path, rooms: Iterable[str] = CODE_ROOMS) -> Iterator[Source]:
    for room in rooms:
        for path in sorted((root / room).rglob("*.py")):
            if SKIPPED.isdisjoint(path.relative_to(root).parts):
                text = path.read_text(encoding="utf-8")
                yield Source(path.relative_to(root), text, ast.parse(text, str(path)))


def report(check: Callable[[Path], Iterable[Finding]], argv: list[str]) -> int:
    """Run ``check`` on the tree named in ``argv`` (default: this one); 1 where something is wrong."""
    root = Path(argv[0]) if argv else Path(__file__).resolve().parent.parent
    wrong = 0
    for found in check(root):
        print(f"{found.path}:{found.line}: {'warning: ' if found.warning else ''}{found.text}")
        wrong += not found.warning
    if wrong:
        print(f"{wrong} finding(s)", file=sys.stderr)
    return 1 if wrong else 0
