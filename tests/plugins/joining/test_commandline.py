"""``roster import`` and ``roster match`` as a user starts them, on SQLite in a folder of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TABLE = "某公司花名册,,,,\n姓名,部门,职务,手机,工号\n张三,研发部,工程师,13800138000,A1023\n李四,财务部,会计,,00124\n"


class CommandLine:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite://{folder / 'store.db'}",
            "DATA_DIR": str(folder / "data"),
        }

    def run(self, *words: str, say: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot", "roster", *words]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, input=say, capture_output=True, text=True, timeout=60, check=False
        )

    def file(self, name: str, content: str) -> str:
        path = self.folder / name
        path.write_text(content, encoding="utf-8")
        return str(path)

    def match(self, *texts: str) -> list[dict[str, object]]:
        done = self.run("match", say="\n".join(texts))
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def line(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


def test_a_preview_imports_nothing_and_an_import_is_matched(line: CommandLine) -> None:
    table = line.file("roster.csv", TABLE)
    preview = line.run("import", table, "--preview")
    assert preview.returncode == 0
    assert "新增 2 人" in preview.stdout
    assert "张三" in preview.stdout
    assert line.match("张三 研发部")[0]["match"] is None
    assert line.run("import", table).returncode == 0
    certain, asked, post, unknown = line.match(
        "研发部张三 138-0013-8000", '{"text": "张三，财务部"}', "财务 会计", "王五 研发部"
    )
    assert certain == {
        "fields": {"name": "张三", "department": "研发部", "phone": "13800138000"},
        "match": "A1023",
        "decision": "approve",
        "why": "与花名册一致",
    }
    assert (asked["match"], asked["decision"]) == ("A1023", "ask")
    assert (post["match"], post["decision"]) == ("00124", "approve")
    assert (unknown["match"], unknown["decision"]) == (None, "ask")


def test_every_faulty_row_is_a_line_and_nothing_is_imported(line: CommandLine) -> None:
    table = line.file("bad.csv", "姓名,手机,工号\n张三,1380013800,A1\n,13900139000,A2\n王五,13700137000,A3\n")
    done = line.run("import", table)
    assert done.returncode == 2
    assert "第 2 行 电话" in done.stderr
    assert "第 3 行 姓名" in done.stderr
    assert line.match("王五 A3")[0]["match"] is None


@pytest.mark.parametrize(
    ("words", "told"), [(("import", "no-such-file.csv"), "no-such-file"), (("import",), "文件"), ((), "命令")]
)
def test_wrong_use_is_status_two(line: CommandLine, words: tuple[str, ...], told: str) -> None:
    done = line.run(*words)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_table_is_one_line(line: CommandLine) -> None:
    done = line.run("import", line.file("roster.pdf", "%PDF-1.7"))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "不是表格文件" in done.stderr


def test_an_export_is_read_back_as_it_was_and_nothing_is_written_over(line: CommandLine) -> None:
    assert line.run("import", line.file("roster.csv", TABLE)).returncode == 0
    for form in ("csv", "xlsx"):
        target = line.folder / f"out.{form}"
        done = line.run("export", str(target))
        assert done.returncode == 0, done.stderr
        assert "2 人" in done.stdout
        assert target.stat().st_mode & 0o077 == 0
        before = target.read_bytes()
        again = line.run("export", str(target))
        assert (again.returncode, again.stderr.count("\n")) == (2, 1)
        assert target.read_bytes() == before
        back = line.run("import", str(target), "--preview")
        assert back.returncode == 0, back.stderr
        assert "新增 0 人，变更 0 人，未变 2 人" in back.stdout
    assert "13800138000" in (line.folder / "out.csv").read_text("utf-8-sig")
    wrong = line.run("export", str(line.folder / "out.pdf"))
    assert wrong.returncode == 2
    assert not (line.folder / "out.pdf").exists()
