"""The two halves hold every test once, and either one's failure is told."""

import subprocess
from pathlib import Path

import pytest

from tools import run_tests


def commands(monkeypatch: pytest.MonkeyPatch, processors: int, status: int = 0, behind: int = 0) -> list[list[str]]:
    ran: list[list[str]] = []

    def call(command: list[str]) -> int:
        ran.append(command[3:])
        return status

    class Behind:
        returncode = behind

        def __init__(self, command: list[str], **_: object) -> None:
            ran.append(command[3:])

        def wait(self) -> int:
            return behind

        def terminate(self) -> None:
            """It has ended."""

    monkeypatch.setattr(run_tests.os, "cpu_count", lambda: processors)
    monkeypatch.setattr(subprocess, "call", call)
    monkeypatch.setattr(subprocess, "Popen", Behind)
    return ran


def test_with_two_processors_the_areas_run_beside_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = commands(monkeypatch, 2)
    assert run_tests.main([]) == 0
    assert sorted(ran) == [["tests", "--ignore=tests/plugins"], ["tests/plugins"]]
    root = Path(__file__).parents[2]
    assert (root / "tests" / "plugins").is_dir()


def test_with_one_processor_or_something_named_there_is_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = commands(monkeypatch, 1)
    assert run_tests.main([]) == 0
    commands(monkeypatch, 8)
    assert ran == [[]]
    ran = commands(monkeypatch, 8)
    assert run_tests.main(["tests/tools", "-x"]) == 0
    assert ran == [["tests/tools", "-x"]]


@pytest.mark.parametrize(("status", "behind", "told"), [(1, 0, 1), (0, 2, 2), (1, 2, 1)])
def test_a_half_that_fails_fails_all(monkeypatch: pytest.MonkeyPatch, status: int, behind: int, told: int) -> None:
    commands(monkeypatch, 2, status, behind)
    assert run_tests.main([]) == told
