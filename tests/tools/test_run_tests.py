"""The parts hold every test once, and any one's failure is told."""

import subprocess
from pathlib import Path

import pytest

from tools import run_tests


def commands(monkeypatch: pytest.MonkeyPatch, processors: int, *statuses: int) -> list[list[str]]:
    """What is run, by a house of fakes: the first part's status, then those of the parts behind it."""
    ran: list[list[str]] = []
    left = [*statuses[1:], 0, 0]

    def call(command: list[str]) -> int:
        ran.append(command[3:])
        return statuses[0] if statuses else 0

    class Behind:
        def __init__(self, command: list[str], **_: object) -> None:
            ran.append(command[3:])
            self.status = left.pop(0)

        def wait(self) -> int:
            return self.status

        def terminate(self) -> None:
            """It has ended."""

    monkeypatch.setattr(run_tests.os, "cpu_count", lambda: processors)
    monkeypatch.setattr(subprocess, "call", call)
    monkeypatch.setattr(subprocess, "Popen", Behind)
    return ran


def test_what_runs_apart_is_left_out_of_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = commands(monkeypatch, 2)
    assert run_tests.main([]) == 0
    assert ran == [["tests/plugins"], ["tests/wire"], ["tests", "--ignore=tests/plugins", "--ignore=tests/wire"]]
    assert all((Path(__file__).parents[2] / part).is_dir() for part in run_tests.APART)


def test_with_one_processor_or_something_named_there_is_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = commands(monkeypatch, 1)
    assert run_tests.main([]) == 0
    assert ran == [[]]
    ran = commands(monkeypatch, 8)
    assert run_tests.main(["tests/tools", "-x"]) == 0
    assert ran == [["tests/tools", "-x"]]


@pytest.mark.parametrize(("statuses", "told"), [((1, 0, 0), 1), ((0, 2, 0), 2), ((0, 0, 3), 3), ((1, 2, 3), 1)])
def test_a_part_that_fails_fails_all(
    monkeypatch: pytest.MonkeyPatch, statuses: tuple[int, int, int], told: int
) -> None:
    commands(monkeypatch, 2, *statuses)
    assert run_tests.main([]) == told
