"""Every text that code names exists, and every text is named by code. Usage: check_templates.py [ROOT]"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from findings import Finding, Source, python_sources, report
from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes

# `say`, `say_in`, `tell_administrators`, `_reply_with`, … : the first part of the name decides.
NAMING_CALLS = {"reply", "render", "say", "tell", "answer", "page"}
KEY = re.compile(r"[a-z][a-z0-9_]*(?:/[a-z0-9_.]+)+")
ENDING = ".jinja"


def templates(root: Path) -> Iterator[Finding]:
    folder = root / "templates"
    known = {str(path.relative_to(folder).as_posix()): path for path in sorted(folder.rglob("*" + ENDING))}
    keys = {name.removesuffix(ENDING) for name in known}
    sources = list(python_sources(root, ("bot", "plugins")))
    for path, line, key in [*named_in_calls(sources), *named_by_refusals(sources)]:
        if key.removesuffix(ENDING) not in keys:
            yield Finding(path, line, f"templates/{key.removesuffix(ENDING)}{ENDING} does not exist")
    for path in known.values():
        yield from faults(path.relative_to(root), path.read_text(encoding="utf-8"), known)
    used = mentioned(sources) | included(known.values()) | loaded(sources, known)
    prefixes = tuple({prefix for source in sources for prefix in built_prefixes(source)})
    for key in sorted(keys - used):
        if not key.startswith(prefixes):
            yield Finding(known[key + ENDING].relative_to(root), 1, "no code names this text")


def named_in_calls(sources: list[Source]) -> Iterator[tuple[Path, int, str]]:
    for source in sources:
        for node in ast.walk(source.tree):
            if (
                not isinstance(node, ast.Call)
                or base_name(node.func).lower().strip("_").split("_")[0] not in NAMING_CALLS
            ):
                continue
            templates = [keyword.value for keyword in node.keywords if keyword.arg == "template"]
            for part in (part for value in [*node.args, *templates] for part in branches(value)):
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and KEY.fullmatch(part.value):
                    yield source.path, part.lineno, part.value


def names_a_text(function: ast.expr) -> bool:
    return base_name(function).lower().strip("_").partition("_")[0] in NAMING_CALLS


def branches(value: ast.expr) -> list[ast.expr]:
    """`"a/b" if x else "a/c"` names two texts."""
    return [*branches(value.body), *branches(value.orelse)] if isinstance(value, ast.IfExp) else [value]


def named_by_refusals(sources: list[Source]) -> Iterator[tuple[Path, int, str]]:
    """A refusal's code ``area.key`` is rendered from ``area/key``."""
    classes = [(s.path, n) for s in sources for n in ast.walk(s.tree) if isinstance(n, ast.ClassDef)]
    refusals, grown = {"Refusal"}, True
    while grown:
        more = {n.name for _, n in classes if not refusals.isdisjoint(map(base_name, n.bases))} - refusals
        grown = bool(more)
        refusals |= more
    for path, node in classes:
        if node.name in refusals:
            for line, code in codes(node):
                yield path, line, code.replace(".", "/", 1)


def codes(node: ast.ClassDef) -> Iterator[tuple[int, str]]:
    for statement in node.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        if any(isinstance(t, ast.Name) and t.id == "code" for t in targets):
            value = getattr(statement, "value", None)
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield statement.lineno, value.value


def mentioned(sources: list[Source]) -> set[str]:
    """Every string in code that looks like a key: tables of keys count as a use."""
    found = {key for _, _, key in named_by_refusals(sources)}
    for source in sources:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                found.add(node.value.removesuffix(ENDING))
    return found


def loaded(sources: list[Source], known: dict[str, Path]) -> set[str]:
    """A page is named by its file, as its own environment knows it: ``front.html.jinja`` is ``web/front.html``."""
    strings = {
        node.value
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith(ENDING)
    }
    return {n.removesuffix(ENDING) for n in known if any(n == s or n.endswith(f"/{s}") for s in strings)}


def built_prefixes(source: Source) -> Iterator[str]:
    """``f"discipline/{kind}"`` uses every text below ``discipline/``."""
    for node in ast.walk(source.tree):
        first = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else None
        text = first.value if isinstance(first, ast.Constant) else None
        if isinstance(text, str) and re.fullmatch(r"[a-z][a-z0-9_]*/[a-z0-9_/]*", text):
            yield text


def faults(path: Path, text: str, known: dict[str, Path]) -> Iterator[Finding]:
    try:
        tree = environment().parse(text)
    except TemplateSyntaxError as error:
        yield Finding(path, error.lineno, f"does not parse: {error.message}")
        return
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        target = getattr(node.template, "value", None)
        if isinstance(target, str) and target not in known:
            yield Finding(path, node.lineno, f"templates/{target} does not exist")
    for number, line in enumerate(text.splitlines(), 1):
        if "[CQ:" in line:
            yield Finding(path, number, "a CQ code in a text: mentions and pictures are segments")


def included(paths: Iterable[Path]) -> set[str]:
    found: set[str] = set()
    for path in paths:
        text = path.read_text(encoding="utf-8")
        found |= {name.removesuffix(ENDING) for name in re.findall(r"""["']([\w/.]+\.jinja)["']""", text)}
    return found


def environment() -> Environment:
    return Environment(undefined=StrictUndefined, autoescape=False)  # parses only; nothing is rendered here


def base_name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


if __name__ == "__main__":
    sys.exit(report(templates, sys.argv[1:]))
