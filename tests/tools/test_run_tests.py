"""The parts hold every test once, two of them run at a time, and the failure of any is told."""

import subprocess
from pathlib import Path
from typing import IO, Any

import pytest

from tools import run_tests

ROOT = Path(__file__).parents[2]


def commands(monkeypatch: pytest.MonkeyPatch, processors: int, statuses: dict[str, int] | None = None) -> list[Any]:
    """What was run, in order; a part fails with the status given for its first argument that is named."""
    ran: list[Any] = []

    def call(command: list[str], stdout: IO[bytes] | None = None, **_: object) -> int:
        ran.append(command[3:])
        if stdout is not None:
            stdout.write(b"shown\n")
        return next((status for part, status in (statuses or {}).items() if part in command[3:]), 0)

    monkeypatch.setattr(run_tests.os, "cpu_count", lambda: processors)
    monkeypatch.setattr(subprocess, "call", call)
    return ran


def test_with_two_processors_every_test_is_in_one_part(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    ran = commands(monkeypatch, 2)
    assert run_tests.main([]) == 0
    assert sorted(ran) == sorted(list(part) for part in run_tests.PARTS)
    assert ["tests/plugins"] in ran
    assert ["tests", "--ignore=tests/plugins", "--ignore=tests/wire"] in ran
    wire = [file for part in ran for file in part if file.startswith("tests/wire/")]
    assert sorted(wire) == sorted(str(file.relative_to(ROOT)) for file in (ROOT / "tests/wire").glob("test_*.py"))
    assert capfdbinary.readouterr().out.count(b"shown\n") == len(ran) - 1


def test_with_one_processor_or_something_named_there_is_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = commands(monkeypatch, 1)
    assert run_tests.main([]) == 0
    assert ran == [[]]
    ran = commands(monkeypatch, 8)
    assert run_tests.main(["tests/tools", "-x"]) == 0
    assert ran == [["tests/tools", "-x"]]


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        ({"tests/plugins": 1}, 1),
        ({"tests": 2}, 2),
        ({"tests/wire/test_areas.py": 1}, 1),
        ({"tests/plugins": 1, "tests": 2}, 1),
    ],
)
def test_a_part_that_fails_fails_all(monkeypatch: pytest.MonkeyPatch, statuses: dict[str, int], told: int) -> None:
    commands(monkeypatch, 2, statuses)
    assert run_tests.main([]) == told
