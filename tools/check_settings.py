"""Settings, .env.example and both READMEs name the same things. Usage: check_settings.py [ROOT]"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from findings import Finding, report

SETTINGS = Path("bot/settings.py")
EXAMPLE = Path(".env.example")
TABLES = (Path("README.md"), Path("README.en.md"))
ROW = re.compile(r"\|\s*`([A-Z][A-Z0-9_]*)`")
ENTRY = re.compile(r"#?\s?([A-Z][A-Z0-9_]*)=")


def settings(root: Path) -> Iterator[Finding]:
    declared = declared_in(root / SETTINGS)
    for place, found in [(EXAMPLE, entries(root)), *((readme, rows(root, readme)) for readme in TABLES)]:
        if not (root / place).exists():
            yield Finding(place, 1, "does not exist")
            continue
        for name in sorted(declared.keys() - found.keys()):
            yield Finding(SETTINGS, declared[name], f"{name} is not in {place}")
        for name in sorted(found.keys() - declared.keys()):
            yield Finding(place, found[name], f"{name} is no setting")
    yield from without_comment(root)


def declared_in(path: Path) -> dict[str, int]:
    """Names as the environment spells them, with their line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef) and node.name == "Settings":
            fields = [n for n in node.body if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)]
            return {n.target.id.upper(): n.lineno for n in fields if isinstance(n.target, ast.Name)}
    return {}


def entries(root: Path) -> dict[str, int]:
    return matches(root / EXAMPLE, ENTRY)


def rows(root: Path, readme: Path) -> dict[str, int]:
    return matches(root / readme, ROW)


def matches(path: Path, pattern: re.Pattern[str]) -> dict[str, int]:
    if not path.exists():
        return {}
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return {match[1]: number for number, line in lines if (match := pattern.match(line))}


def without_comment(root: Path) -> Iterator[Finding]:
    path = root / EXAMPLE
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for number, (before, line) in enumerate(zip(["", *lines], lines, strict=False), 1):
        entry = ENTRY.match(line)
        if entry and not (before.startswith("#") and not ENTRY.match(before)):
            yield Finding(EXAMPLE, number, f"{entry[1]} has no comment above it")


if __name__ == "__main__":
    sys.exit(report(settings, sys.argv[1:]))
