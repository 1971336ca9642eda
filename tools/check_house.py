"""House rules that ruff, pyright and import-linter cannot express. Usage: check_house.py [ROOT]"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from findings import CODE_ROOMS, SKIPPED, Finding, Source, python_sources, report

FILE_LIMIT, FILE_AIM = 300, 200
FUNCTION_LIMIT, FUNCTION_AIM = 60, 40
OUTERMOST = "outermost loop"
# No place on the way of a package may be written down: every machine has its own.
INDEX_HOST = re.compile(r"\b(?:pypi|pythonhosted|npmjs|npmmirror)\.(?:org|com)\b|-(?:index)-?url\b")
TEXT_ENDINGS = {"", ".py", ".toml", ".md", ".txt", ".lock", ".in", ".yaml", ".yml", ".cfg", ".ini", ".sh", ".json"}
FORBIDDEN_CALLS = {"eval", "exec", "os.system", "os.popen"}
CLOCKS = {"now", "utcnow", "today"}
IMPURE = {"time", "os", "random", "secrets", "socket", "subprocess", "pathlib", "asyncio", "threading"}


def house(root: Path) -> Iterator[Finding]:
    for source in python_sources(root, (*CODE_ROOMS, "tests")):
        yield from sizes(source)
        if source.path.parts[0] == "tests":
            continue
        yield from errors_caught(source)
        yield from calls(source)
        yield from imports(source)
        yield from clocks_read(source)
    yield from index_hosts(root)


def sizes(source: Source) -> Iterator[Finding]:
    count = 0 if "migrations" in source.path.parts else len(source.lines)  # migrations are written by a program
    if count > FILE_AIM:
        yield Finding(source.path, 1, f"{count} lines, at most {FILE_LIMIT}", warning=count <= FILE_LIMIT)
    if source.path.name == "utils.py":
        yield Finding(source.path, 1, "a thing without a home has not been named yet")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_AIM:
                text = f"{node.name} has {length} lines, aim at {FUNCTION_AIM}, never above {FUNCTION_LIMIT}"
                yield Finding(source.path, node.lineno, text, warning=length <= FUNCTION_LIMIT)


def errors_caught(source: Source) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        broad = any(kind is None or dotted(kind) in ("Exception", "BaseException") for kind in kinds)
        comment = source.lines[node.lineno - 1].partition("#")[2]
        if broad and not passes_on(node) and OUTERMOST not in comment:
            text = f"swallows everything: only an outermost loop may, marked '# {OUTERMOST}'"
            yield Finding(source.path, node.lineno, text)


def passes_on(handler: ast.ExceptHandler) -> bool:
    """Cleans up, or says it in a better way, and raises."""
    return any(isinstance(node, ast.Raise) for node in ast.walk(handler))


def calls(source: Source) -> Iterator[Finding]:
    in_store = source.path.parts[:2] == ("bot", "store")
    platform_messages = {name for name, origin in imported(source.tree) if origin == "nonebot" and name == "Message"}
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        name = dotted(node.func)
        if name in FORBIDDEN_CALLS:
            yield Finding(source.path, node.lineno, f"{name} is never needed")
        if any(k.arg == "shell" and not is_constant(k.value, False) for k in node.keywords):
            yield Finding(source.path, node.lineno, "a shell must not read what we start")
        if name.split(".")[-1] == "in_transaction" and not in_store:
            yield Finding(source.path, node.lineno, "transactions are opened by bot.store only: a cancelled one hangs")
        is_message = name in platform_messages or name.endswith((".Message", "v11.Message", "v12.Message"))
        if is_message and node.args and not isinstance(node.args[0], ast.Constant | ast.List | ast.ListComp):
            yield Finding(source.path, node.lineno, "Message(text) reads CQ codes: build it from text segments")


def imports(source: Source) -> Iterator[Finding]:
    room, plugin = source.path.parts[0], source.path.parts[1] if len(source.path.parts) > 1 else ""
    for node, module in import_targets(source):
        if room == "plugins":
            if module.startswith("plugins.") and module.split(".")[1] != plugin:
                text = f"plugin {plugin} imports {module}: what two share moves down"
                yield Finding(source.path, node.lineno, text)
            if f"{module}.".startswith("bot.gateway."):
                yield Finding(source.path, node.lineno, "plugins and the gateway are strangers")
        elif (room, plugin) == ("bot", "domain"):
            top = module.partition(".")[0]
            if top not in sys.stdlib_module_names and not f"{module}.".startswith("bot.domain."):
                yield Finding(source.path, node.lineno, f"bot.domain uses the standard library only, not {module}")
            elif top in IMPURE:
                yield Finding(source.path, node.lineno, f"bot.domain has no clock, no chance and no I/O: {module}")


def clocks_read(source: Source) -> Iterator[Finding]:
    kernel, inside = source.path.parts[:2] == ("bot", "domain"), source.path.with_suffix("").parts[2:3]
    if not kernel and not (source.path.parts[0] == "plugins" and inside == ("domain",)):
        return
    for node in ast.walk(source.tree):
        owner, _, method = (dotted(node.func) if isinstance(node, ast.Call) else "").rpartition(".")
        if isinstance(node, ast.Call) and method in CLOCKS and owner.split(".")[-1] in ("datetime", "date"):
            yield Finding(source.path, node.lineno, "the domain is given its time")


def import_targets(source: Source) -> Iterator[tuple[ast.stmt, str]]:
    """Every module imported anywhere in the file, absolute."""
    package = source.path.parent.parts
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *([node.module] if node.module else [])))
            # `from bot import gateway` names a module in the list, not before it.
            for name in [module] if "." in module else [f"{module}.{alias.name}" for alias in node.names]:
                yield node, name


def index_hosts(root: Path) -> Iterator[Finding]:
    for path in sorted(tree_files(root)):
        if path.suffix in TEXT_ENDINGS:
            text = path.read_text(encoding="utf-8", errors="replace")
            for number, line in enumerate(text.splitlines(), 1):
                if INDEX_HOST.search(line):
                    yield Finding(path.relative_to(root), number, "names a package index: every machine has its own")


def tree_files(root: Path) -> Iterator[Path]:
    for entry in root.iterdir():
        if entry.name in SKIPPED or entry.name.endswith("_cache") or entry.name == ".env":
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from tree_files(entry)
        elif entry.is_file():
            yield entry


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield alias.asname or alias.name, node.module.partition(".")[0]


def dotted(node: ast.expr | None) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return f"{dotted(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else ""


def is_constant(node: ast.expr, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


if __name__ == "__main__":
    sys.exit(report(house, sys.argv[1:]))
