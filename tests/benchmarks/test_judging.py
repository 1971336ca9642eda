"""The whole measurement, small: it runs, counts right, and writes its document."""

import gzip
import json
import random
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.judging.data import Line
from benchmarks.judging.goals import goals
from benchmarks.judging.measuring import Figures, Wrong, measure
from benchmarks.judging.report import Run, tables
from benchmarks.judging.speed import Cost, memory
from benchmarks.judging.systems import Opinion, System
from plugins.antispam.domain.verdict import Action
from tests.tools.trees import ROOT


def _by_letter(text: str) -> Opinion:
    action = Action.RECALL if "坏" in text else Action.REVIEW if "疑" in text else Action.NONE
    score = (0.1, 0.6, 0.9)[action]
    return Opinion(score, score, action)


def _joined(parts: Sequence[str]) -> Opinion:
    return _by_letter("".join(parts))


LETTERS = System("judge", "by one letter", _by_letter, _joined)
INNOCENT = [Line("好", "a", False), Line("疑", "a", False), Line("坏", "a", True), Line("好好", "b", True)]
OFFENCES = [Line("坏人", "spam", False), Line("疑人", "spam", True), Line("人", "abuse", True)]


def _rows(folder: Path) -> None:
    """Lines of random characters, so that the split sees no near-copies and both sides get some of each."""
    chance = random.Random(3)

    def lines(label: str, source: str, begins: str) -> list[dict[str, str]]:
        tails = ("".join(chr(chance.randint(0x4E00, 0x9000)) for _ in range(14)) for _ in range(40))
        return [{"text": begins + tail, "label": label, "source": source} for tail in tails]

    ham = lines("ham", "vcsum", "")
    rows = [*ham, *lines("spam", "tgspam", "加"), *lines("abuse", "cold", "傻逼")]
    for name, told in (("public_train", rows), ("normal", ham[:5])):
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in told)


def test_what_is_touched_and_what_is_found_is_counted() -> None:
    figures = measure([LETTERS], None, INNOCENT, OFFENCES)
    assert figures.accuracy == []
    assert figures.wrong == [
        Wrong("hard negatives, shown", "judge", 2, 0, 1),
        Wrong("hard negatives, unseen", "judge", 2, 1, 0),
    ]
    found = {(c.code, c.unseen): (c.total, c.recalled, c.flagged) for c in figures.caught}
    assert found == {
        ("abuse", False): (0, 0, 0),
        ("abuse", True): (1, 0, 0),
        ("spam", False): (1, 1, 1),
        ("spam", True): (1, 0, 1),
    }


def test_without_public_messages_their_goals_are_said_to_be_unmeasured() -> None:
    found = {goal.what: goal for goal in goals(measure([LETTERS], None, INNOCENT, OFFENCES), [])}
    assert found["abuse AUC"].met is None
    assert found["abuse AUC"].shown == "not measured"
    assert found["false recalls among unseen hard negatives"].met is False
    assert found["false recalls among shown hard negatives"].met is True


def test_a_goal_is_met_at_its_limit_and_not_beyond() -> None:
    cost = Cost("as the listener goes", 1, 28.0, 60.0, 1, 250.1, 1, 90, 400)
    found = {goal.what: goal.met for goal in goals(Figures(), [cost])}
    assert found["µs a message, mean, as the listener goes"] is True
    assert found["µs a message, p99, as the listener goes"] is False


def test_splitting_costs_nothing_where_a_system_puts_pieces_together() -> None:
    figures = measure([LETTERS], None, [], [Line("很长很长的一句坏话说完了", "spam", False)])
    split = next(e for e in figures.evasion if e.trick == "several messages")
    assert (split.acted_raw, split.acted, split.loss, split.loss_rare) == (1.0, 1.0, 0.0, None)


def test_a_run_is_written_as_tables() -> None:
    figures = measure([LETTERS], None, INNOCENT, OFFENCES)
    text = tables(Run(datetime(2024, 5, 1, tzinfo=UTC), "none", [LETTERS], figures, [], None))
    assert "| hard negatives, unseen | judge | 2 | 1 | 500.00" in text
    assert "2024-05-01 00:00 UTC" in text
    assert all(line.count("|") == text.splitlines()[2].count("|") for line in text.splitlines()[2:5])


def test_memory_is_measured_of_the_judge_without_the_bot_around_it() -> None:
    found = memory()
    assert found is None or 0 < found.loaded < 300


def test_the_measurement_runs_on_a_small_folder_from_end_to_end(tmp_path: Path) -> None:
    _rows(tmp_path)
    written = tmp_path / "judging.md"
    command = [sys.executable, "-m", "benchmarks.judging", "--data", str(tmp_path), "--write", str(written)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    text = written.read_text("utf-8")
    assert "| chat spam | judge |" in text
    assert "| abuse | hello-gfw |" in text
    assert "| mix of three |" in text
    assert "of normal talk" in text
    assert "## Goals" in run.stdout


def test_a_folder_without_the_messages_leaves_the_public_part_out_in_one_line(tmp_path: Path) -> None:
    from benchmarks.judging.__main__ import _public

    public, said = _public(tmp_path)
    assert public is None
    assert said.startswith("left out: ")
    assert "\n" not in said
    assert _public(None)[1].startswith("left out: no folder")
