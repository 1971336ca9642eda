"""What code imports is pinned: otherwise it works here and nowhere else."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions

import pytest

from tests.tools.trees import ROOT

OWN = {"bot", "plugins", "sandbox", "tests", "tools", "benchmarks", "findings"}
WHEN_WANTED = {
    "bot/governance/picture_child.py": "requirements-ocr.lock",
    "plugins/antispam/training/": "requirements-dev.lock",
}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names(file: str) -> set[str]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return {canonical(match[0]) for line in lines if (match := re.match(r"[A-Za-z0-9][\w.-]*", line))}


def imported(rooms: Iterable[str]) -> Iterator[tuple[str, str]]:
    for room in rooms:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and not node.level and node.module:
                    modules = [node.module]
                yield from ((module.partition(".")[0], str(path.relative_to(ROOT))) for module in modules)


def unpinned(rooms: Iterable[str], pinned: set[str]) -> list[str]:
    """Imports whose package is not pinned. One that is not installed here is known by its own name."""
    known = packages_distributions()
    foreign = {(top, path) for top, path in imported(rooms) if top not in OWN and top not in sys.stdlib_module_names}
    return sorted(
        f"{path}: {top}"
        for top, path in foreign
        if not {canonical(d) for d in known.get(top, [top])} & (pinned | extra(path))
    )


def extra(path: str) -> set[str]:
    """What only these rooms may import, and only when it is wanted."""
    return {name for room, lock in WHEN_WANTED.items() if path.startswith(room) for name in names(lock)}


def test_what_runs_imports_pinned_packages_only() -> None:
    assert unpinned(["bot", "plugins", "sandbox"], names("requirements.lock")) == []


def test_tests_and_tools_import_pinned_packages_only() -> None:
    pinned = names("requirements.lock") | names("requirements-dev.lock")
    assert unpinned(["tests", "tools", "benchmarks"], pinned) == []


@pytest.mark.parametrize("kind", ["requirements", "requirements-dev", "requirements-ocr"])
def test_the_lock_holds_what_is_asked_for(kind: str) -> None:
    assert names(f"{kind}.in") <= names(f"{kind}.lock")
