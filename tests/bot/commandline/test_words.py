"""The command line as a person runs it: words, files, formats and exit statuses."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import build_parser

ROOT = Path(__file__).resolve().parents[3]


def run(folder: Path, *words: str, given: bytes = b"", **settings: str) -> tuple[int, str, str]:
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG", "SYSTEMROOT")}
    place = {"DATABASE_URL": f"sqlite://{folder / 'a.db'}", "DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        input=given, capture_output=True, cwd=folder, env={**kept, **place, **settings}, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def words_of_the_table() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    pending = [((), build_parser())]
    while pending:
        path, parser = pending.pop()
        found.append(path)
        for action in parser._actions:  # pyright: ignore[reportPrivateUsage]
            if hasattr(action.choices, "items"):
                pending += [((*path, name), sub) for name, sub in action.choices.items()]  # type: ignore[union-attr]
    return found


@pytest.mark.parametrize("words", words_of_the_table(), ids=" ".join)
def test_every_word_has_its_help(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build_parser().parse_args([*words, "--help"])
    assert ended.value.code == 0
    assert "--help" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["fly"], ["restore"], ["run", "--fast"], ["demo", "--port", "x"], ["roster"]])
def test_wrong_use_is_one_line_and_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build_parser().parse_args(words)
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_judge_answers_a_line_for_a_line_whatever_it_is_given(tmp_path: Path) -> None:
    lines = [
        '{"text": "日结兼职 一天三百 加微信 abc12345"}',
        "今天的日报已经发了",
        '{"text": ""}',
        '{"text": 5}',
        '{"other": "x"}',
        "{不是 JSON",
        "[1, 2]",
        '{"text": "\\ud83d"}',
        "null",
        "加微信 abc12345 " * 60_000,
    ]
    given = b"\xef\xbb\xbf" + "\r\n".join(lines).encode() + b"\n\xff\xfe\x00\x80\n\n   \n"
    status, out, errors = run(tmp_path, "judge", given=given)
    assert (status, errors) == (0, "")
    rows = [json.loads(line) for line in out.splitlines()]
    assert len(rows) == len(lines) + 1
    assert rows[0]["verdict"] != "clean"
    assert rows[0]["action"] == "recall"
    assert rows[1]["verdict"] == "clean"
    assert all(set(row) == {"verdict", "score", "action", "checks", "us"} for row in rows)
    assert all(0 <= row["score"] <= 1 and row["action"] in ("none", "review", "recall") for row in rows)
    assert all({"name", "verdict", "evidence"} <= set(check) for row in rows for check in row["checks"])
    assert list(tmp_path.iterdir()) == []


def test_judge_of_nothing_is_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, "judge") == (0, "", "")


def test_check_says_what_is_there_and_changes_nothing(tmp_path: Path) -> None:
    status, out, _ = run(tmp_path, "check")
    assert status == 0
    assert [line.partition("：")[0] for line in out.splitlines()] == ["设置", "文本", "数据库"]


@pytest.mark.parametrize(("name", "value"), [("PORT", "x"), ("HOST", "0.0.0.0"), ("TIMEZONE", "America")])
def test_wrong_settings_are_one_line_and_two(tmp_path: Path, name: str, value: str) -> None:
    status, _, errors = run(tmp_path, "check", **{name: value})  # type: ignore[arg-type]
    assert status == 2
    assert len(errors.splitlines()) == 1
    assert name in errors


def test_a_store_is_migrated_backed_up_and_put_back(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate")[:2] == (0, "数据库结构已是最新\n")
    assert run(tmp_path, "migrate")[0] == 0
    status, out, _ = run(tmp_path, "backup")
    assert status == 0
    copy = Path(out.strip().partition("：")[2])
    assert (tmp_path / copy).exists()
    (tmp_path / "a.db").unlink()
    status, out, _ = run(tmp_path, "restore", str(copy))
    assert (status, out) == (0, "已恢复。\n")
    assert run(tmp_path, "check")[0] == 0


def test_backups_go_where_they_are_told(tmp_path: Path) -> None:
    run(tmp_path, "migrate")
    status, _, _ = run(tmp_path, "backup", "--to", str(tmp_path / "elsewhere"))
    assert status == 0
    assert len(list((tmp_path / "elsewhere").iterdir())) == 1


@pytest.mark.parametrize("content", [None, b"", b"no database at all"])
def test_what_is_no_backup_is_refused_and_leaves_the_store_alone(tmp_path: Path, content: bytes | None) -> None:
    run(tmp_path, "migrate")
    before = (tmp_path / "a.db").read_bytes()
    file = tmp_path / "copy.db"
    if content is not None:
        file.write_bytes(content)
    status, _, errors = run(tmp_path, "restore", str(file))
    assert status == 2
    assert len(errors.splitlines()) == 1
    assert (tmp_path / "a.db").read_bytes() == before


def test_backing_up_nothing_is_refused(tmp_path: Path) -> None:
    status, _, errors = run(tmp_path, "backup")
    assert status == 2
    assert len(errors.splitlines()) == 1
