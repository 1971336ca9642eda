"""``python -m bot regulation check`` as people run it."""

import subprocess
import sys
import time
from pathlib import Path

import orjson
import pytest

from plugins.charter import checking
from plugins.charter.reading import Unreadable
from tests.plugins.charter.labelled import TUNED as OWN
from tests.plugins.charter.word import document, docx, level, numbering, paragraph

ROOT = Path(__file__).resolve().parents[3]


def _check(*words: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "bot", "regulation", "check", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)


def test_json_has_clauses_coverage_and_problems() -> None:
    done = _check(str(OWN / "property.txt"), "--json")
    answer = orjson.loads(done.stdout)
    assert done.returncode == 0
    assert list(answer) == ["title", "version", "effective", "clauses", "coverage", "problems"]
    assert answer["effective"] == "2025-03-01"
    [ads] = [c for c in answer["clauses"] if c["path"] == "二/(一)/1"]
    assert set(ads) >= {"path", "text", "capabilities", "parameters", "via"}
    assert "moderation.ads" in ads["capabilities"]
    assert ads["via"] == "auto"
    assert answer["coverage"]["clauses"] == len(answer["clauses"])


def test_the_text_names_what_serves_each_clause_and_the_coverage() -> None:
    done = _check(str(OWN / "project.txt"))
    said = done.stdout.decode()
    assert done.returncode == 0
    assert "3/3.1" in said
    assert "sanction.warn" in said
    assert "覆盖：共 7 条" in said
    assert "没有写明标准" in said


def test_a_word_file_with_automatic_numbers_is_checked(tmp_path: Path) -> None:
    body = document(
        paragraph("车间微信群管理规定"),
        paragraph("不得发布广告。", number=(1, 0)),
        paragraph("违者予以警告。", number=(1, 0)),
    )
    lists = numbering((level(0, "chineseCounting", "第%1条"),))
    (tmp_path / "群规.docx").write_bytes(docx(body, {"word/numbering.xml": lists}))
    answer = orjson.loads(_check(str(tmp_path / "群规.docx"), "--json").stdout)
    assert answer["title"] == "车间微信群管理规定"
    assert [c["path"] for c in answer["clauses"]] == ["第一条", "第二条"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("空.txt", b""),
        ("坏.docx", b"PK\x03\x04garbage"),
        ("弹.docx", docx(document(paragraph("甲")), {"word/a.bin": b"0" * 30_000_000})),
        ("表.xlsx", b"PK\x03\x04"),
        ("没有.txt", None),
        ("碎.md", b"- a\n" * 3_000),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_and_status_two(tmp_path: Path, name: str, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = _check(str(tmp_path / name))
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode().count("\n") == 1
    assert name in done.stderr.decode()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert _check(str(tmp_path)).returncode == 2


def test_a_child_that_runs_on_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "SECONDS", 0.01)
    with pytest.raises(Unreadable, match="已停止"):
        checking.check_file(OWN / "club.txt")


def test_a_document_of_many_paragraphs_is_refused_in_time(tmp_path: Path) -> None:
    line = paragraph("第一条 {} 甲乙丙丁")
    body = document(*(line.format(i) for i in range(100_000)))
    (tmp_path / "长.docx").write_bytes(docx(body))
    start = time.monotonic()
    with pytest.raises(Unreadable):
        checking.check_file(tmp_path / "长.docx")
    assert time.monotonic() - start < checking.SECONDS + 5


def test_the_report_is_one_page_that_escapes_what_it_shows_and_loads_nothing(tmp_path: Path) -> None:
    (tmp_path / "群规.txt").write_text(
        "第一条 不得发布广告<script>alert()</script>。\n第二条 违者情节严重的移出。", "utf-8"
    )
    done = _check(str(tmp_path / "群规.txt"), "--html", str(tmp_path / "报告.html"))
    page = (tmp_path / "报告.html").read_text("utf-8")
    assert done.returncode == 0
    assert "报告.html" in done.stdout.decode()
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "<mark>广告</mark>" in page
    assert "建议写：" in page


def test_a_report_that_cannot_be_written_is_one_line_and_status_two(tmp_path: Path) -> None:
    (tmp_path / "群规.txt").write_text("第一条 不得发布广告。", "utf-8")
    done = _check(str(tmp_path / "群规.txt"), "--html", str(tmp_path / "没有" / "报告.html"))
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
