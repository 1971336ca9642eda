"""``regulation draft`` and ``regulation diff``."""

import argparse
from pathlib import Path

import pytest

from plugins.charter.commandline import declare
from plugins.charter.reading_drafts import read_as_draft

OLD = "班组群规\n第一条 不得发布广告。\n第二条 收到通知后2小时内回复“收到”。\n第三条 聊天记录保存180天。\n"
NEW = "班组群规\n第一条 不得发布广告和谣言。\n第二条 收到通知后2小时内回复“收到”。\n第三条 群名片格式为“部门-姓名”。\n"


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    declare(parser.add_subparsers())
    options = parser.parse_args(["regulation", *words])
    return options.run(options)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "旧.txt", tmp_path / "新.txt"
    old.write_text(OLD, "utf-8")
    new.write_text(NEW, "utf-8")
    return old, new


def test_a_draft_is_written_that_is_read_again_as_the_same(
    files: tuple[Path, Path], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert _run("draft", str(files[0])) == 0
    said = capfdbinary.readouterr().out
    assert _run("draft", str(files[0]), "--out", str(tmp_path / "草案.txt")) == 0
    written = (tmp_path / "草案.txt").read_bytes()
    assert capfdbinary.readouterr().out == b""
    assert written == said
    assert "[第二条]" in written.decode()
    assert "within=2h" in written.decode()
    assert read_as_draft(tmp_path / "草案.txt").as_text() == read_as_draft(files[0]).as_text()


def test_a_supplement_is_of_the_group(files: tuple[Path, Path], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    files[0].write_text("第一条 第五条不适用于本群。\n第二条 不得刷屏。", "utf-8")
    assert _run("draft", str(files[0]), "--supplement") == 0
    said = capfdbinary.readouterr().out.decode()
    assert "范围：本群" in said
    assert "= 暂停 第五条" in said


def test_differences_are_told_clause_by_clause(
    files: tuple[Path, Path], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert _run("diff", *map(str, files)) == 0
    said = capfdbinary.readouterr().out.decode()
    assert "【修改】第一条" in said
    assert "广告〔＋和谣言〕" in said
    assert "【删去】第三条\n聊天记录保存180天。" in said
    assert "【新增】第三条\n群名片格式为“部门-姓名”。" in said
    assert "第二条" not in said


def test_an_edited_draft_is_compared_with_the_document_it_was_read_of(
    files: tuple[Path, Path], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    draft = tmp_path / "草案.txt"
    _run("draft", str(files[0]), "--out", str(draft))
    assert _run("diff", str(files[0]), str(draft)) == 0
    assert "都相同" in capfdbinary.readouterr().out.decode()
    draft.write_text(draft.read_text("utf-8").replace("within=2h", "within=4h"), "utf-8")
    assert _run("diff", str(files[0]), str(draft)) == 0
    assert "执行方式有改】第二条" in capfdbinary.readouterr().out.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [("空.txt", b""), ("没有条文.txt", "大家好".encode()), ("坏.docx", b"PK\x03\x04"), ("没有.txt", None)],
)
def test_what_cannot_be_read_is_one_line_and_status_two(
    name: str, content: bytes | None, files: tuple[Path, Path], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    bad = files[0].parent / name
    if content is not None:
        bad.write_bytes(content)
    for words in (["draft", str(bad)], ["diff", str(files[0]), str(bad)], ["diff", str(bad), str(files[1])]):
        assert _run(*words) == 2
        said = capfdbinary.readouterr()
        assert said.out == b""
        assert said.err.decode().count("\n") == 1
        assert name in said.err.decode()


def test_the_lines_of_a_draft_that_are_wrong_are_named(
    files: tuple[Path, Path], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    files[1].write_text("# 群规草案\n标题：甲\n\n[第一条]\n不得发布广告。\n= moderation.nothing via=auto\n", "utf-8")
    assert _run("diff", *map(str, files)) == 2
    assert "第 6 行" in capfdbinary.readouterr().err.decode()


def test_a_draft_that_cannot_be_written_is_one_line_and_status_two(
    files: tuple[Path, Path], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert _run("draft", str(files[0]), "--out", str(files[0].parent / "没有" / "草案.txt")) == 2
    assert capfdbinary.readouterr().err.decode().count("\n") == 1


@pytest.mark.parametrize("verb", ["draft", "diff"])
def test_help_ends_with_status_zero(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        _run(verb, "--help")
    assert ended.value.code == 0
    assert "制度" in capsys.readouterr().out
