"""What the source may not contain, because people's words could reach it: shells, evaluation, made-up queries."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.web import pages
from plugins.antispam.domain.native import LIBRARY
from tests.tools.trees import run_check

ROOT = Path(__file__).resolve().parents[2]
STARTS_PROGRAMS = {
    "bot/governance/picture_process.py": "a picture, read by our own module",
    "bot/governance/sheet_process.py": "a table, read by our own module",
    "bot/store/postgres.py": "pg_dump and pg_restore, with the database's address in the environment",
    "bot/commandline/running.py": "a new store, made by our own module",
    "bot/commandline/demo.py": "the sandbox, by whoever typed it",
    "bot/governance/trials.py": "a regulation tried on what was said, by our own module",
    "plugins/charter/checking.py": "a regulation, read by our own module",
}
NEVER = {
    "pickle", "marshal", "shelve", "dill", "telnetlib", "ftplib", "xmlrpc", "cgi", "pty", "commands", "popen2",
    "code", "ctypes",
}  # fmt: skip
LOADS_A_LIBRARY = {
    "plugins/antispam/domain/native/__init__.py": "the judge's inner loops, built by make from the source beside it",
}
OF_OS = {"system", "popen", "execv", "execve", "execl", "execlp", "execvp", "spawnl", "spawnv", "spawnlp", "startfile"}


def trees() -> Iterator[tuple[str, ast.Module]]:
    for room in ("bot", "plugins"):
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield path, dotted(node.func), node


def test_the_house_rules_hold_in_the_whole_tree() -> None:
    status, findings = run_check("check_house.py", ROOT)
    serious = [line for line in findings if any(word in line for word in ("shell", "never needed", "CQ codes"))]
    assert serious == [], (status, serious)


def test_programs_are_started_where_it_is_told_and_never_by_a_shell() -> None:
    found: set[str] = set()
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                assert not NEVER & {alias.name.split(".")[0] for alias in node.names}, path
            elif isinstance(node, ast.ImportFrom):
                names = {alias.name for alias in node.names}
                assert (node.module or "").split(".")[0] not in NEVER, path
                assert not (node.module == "os" and names & OF_OS), path
                assert node.module != "importlib.machinery" or path in LOADS_A_LIBRARY, path
                assert not (node.module == "builtins" and names & {"eval", "exec", "compile"}), path
            elif isinstance(node, ast.Call):
                name = dotted(node.func)
                assert name not in {"eval", "exec", "compile", "__import__"}, path
                assert not (name.startswith("os.") and name[3:] in OF_OS), path
                assert not name.endswith(("create_subprocess_shell", "getoutput", "getstatusoutput")), path
                if name.startswith("subprocess.") or name.endswith("create_subprocess_exec"):
                    found.add(path)
    assert found <= set(STARTS_PROGRAMS)


def test_no_text_is_made_a_template_or_a_format() -> None:
    for path, name, node in calls():
        assert not name.endswith((".from_string", "Message.template")), path
        assert name not in {"Template", "jinja2.Template"}, path
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("format", "format_map"):
            receiver = node.func.value
            fixed = isinstance(receiver, ast.Constant) or path == "plugins/charter/domain/marks.py"
            assert fixed, f"{path}:{node.lineno}: a format that is not written there"


def test_queries_written_by_hand_hold_no_words_of_people() -> None:
    """Only the store writes SQL itself, of its own tables' names; areas have none at all."""
    for path, name, node in calls():
        if name.split(".")[-1] in {
            "execute_query",
            "execute_script",
            "execute_many",
            "RawSQL",
            "raw",
            "execute_insert",
        }:
            assert path.startswith(("bot/store/", "bot/effects/lease.py")), f"{path}:{node.lineno}"


def test_a_message_for_the_platform_is_never_a_bare_text() -> None:
    """An implementation would read CQ codes in it."""
    for path, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Dict):
                continue
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "message" and path.startswith("bot/gateway/platform"):
                    assert isinstance(value, ast.Name) or "message_id" in ast.dump(value), f"{path}:{value.lineno}"
                    assert not isinstance(value, ast.Constant | ast.JoinedStr), f"{path}:{value.lineno}"


def test_nothing_is_taken_from_the_wire_with_its_class() -> None:
    for path, name, _ in calls():
        assert name not in {"yaml.load", "jsonpickle.decode", "pickle.loads"}, path


def test_no_regular_expression_is_made_of_people_s_words_without_escaping() -> None:
    """A pattern made at run time is of fixed parts, or of words that ``re.escape`` has been through."""
    made: list[str] = []
    for path, tree in trees():
        for scope in ast.walk(tree):
            if not isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(scope):
                if isinstance(node, ast.Call) and dotted(node.func) == "Beginning":
                    made.append(f"{path}:{node.lineno}: a Beginning is made where its module is read, of fixed parts")
                if isinstance(node, ast.Call) and dotted(node.func).startswith("re.") and node.args:
                    names = [
                        n.id for n in ast.walk(node.args[0]) if isinstance(n, ast.Name) and not n.id.startswith("_")
                    ]
                    loose = [n for n in names if n.islower() and n not in ("re", "words", "pattern")]
                    if loose and "re.escape" not in ast.unparse(scope):
                        made.append(f"{path}:{node.lineno}: {ast.unparse(node)[:80]}")
    known = "plugins/charter/", "bot/domain/applicants/", "plugins/antispam/domain/text/beginning.py"
    assert [one for one in made if not one.startswith(known)] == []


@pytest.mark.skipif(not hasattr(pages, "mount"), reason="no pages yet")
def test_pages_escape_what_they_show() -> None:
    for path, name, node in calls():
        if name.split(".")[-1] != "Environment" or not path.startswith("bot/web/"):
            continue
        given = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
        assert given.get("autoescape") not in (None, "False"), path


def test_the_one_library_that_is_loaded_stands_beside_its_source() -> None:
    for path in LOADS_A_LIBRARY:
        assert list((ROOT / path).parent.glob("*.c"))
        assert LIBRARY.parent == (ROOT / path).parent
