"""A run's figures as tables of Markdown, for the screen and for ``docs/judging.md``."""

import hashlib
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from plugins.antispam.domain.model import builtin_model

from .goals import JUDGE, MODEL, goals
from .measuring import Figures
from .metrics import interval
from .speed import Cost, Memory
from .systems import System, model_file

PROSE = Path(__file__).with_name("judging.md")
_PACKAGES = ("ahocorasick-rs", "numpy", "hello-gfw", "nonebot-plugin-paminet-nodirtymsg")


@dataclass(frozen=True, slots=True)
class Run:
    """All that one run measured. ``data`` says which public messages it was given, in one line."""

    at: datetime
    data: str
    systems: Sequence[System]
    figures: Figures
    costs: Sequence[Cost]
    memory: Memory | None


def document(run: Run) -> str:
    """The whole of ``docs/judging.md``."""
    return PROSE.read_text("utf-8").rstrip() + "\n\n" + tables(run)


def tables(run: Run) -> str:
    parts = [
        ("## The run", _about(run)),
        ("## Goals", _goals(run)),
        ("## Accuracy on held-out public messages", _accuracy(run.figures)),
        ("## Innocent messages that would be touched", _wrong(run.figures)),
        ("## Own offences found", _caught(run)),
        ("## Recall under evasion", _evasion(run)),
        ("## Cost", _cost(run)),
    ]
    return "\n\n".join(f"{head}\n\n{body}" for head, body in parts if body) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [list(head), ["---"] * len(head), *map(list, rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _about(run: Run) -> str:
    model = model_file()
    digest = "none shipped" if model is None else f"{model.name}, {model.stat().st_size:,} bytes, SHA-256 {_sha(model)}"
    packages = ", ".join(f"{name} {found}" for name in _PACKAGES if (found := _version(name)))
    rows = [
        ("date", f"{run.at:%Y-%m-%d %H:%M} UTC"),
        ("machine", f"{_processor()}, {platform.system()} {platform.release()}"),
        ("versions", f"Python {platform.python_version()}, {packages}"),
        (
            "model",
            f"{digest}; weighed {'by the compiled library' if builtin_model().is_compiled else 'in Python alone'}",
        ),
        ("public messages", run.data),
        *((f"*{system.name}*", system.note) for system in run.systems),
    ]
    return table(("", ""), rows)


def _goals(run: Run) -> str:
    met = {True: "met", False: "**not met**", None: "–"}
    rows = [(g.what, g.aim, g.shown, met[g.met]) for g in goals(run.figures, run.costs)]
    return table(("the judge", "goal", "measured", ""), rows)


def _accuracy(figures: Figures) -> str:
    if not figures.accuracy:
        return ""
    head = (
        "task",
        "system",
        "guilty / ham",
        "F1 flagged",
        "F1 recalled",
        "F1 best",
        "AUC",
        "recall at 0.1 %",
        "at 1 %",
    )
    rows = [
        (
            *(a.task, a.system, f"{a.guilty:,} / {a.innocent:,}"),
            *map(_number, (a.f1, a.f1_acting, a.f1_best, a.auc, a.recall_rare, a.recall_seldom)),
        )
        for task in dict.fromkeys(a.task for a in figures.accuracy)
        for a in figures.accuracy
        if a.task == task
    ]
    return table(head, rows)


def _wrong(figures: Figures) -> str:
    head = ("messages", "system", "count", "recalled", "per 1,000 (95 %)", "only reviewed", "touched per 1,000")
    rows = [
        (
            *(w.group, w.system, f"{w.total:,}", str(w.recalled), _per_thousand(w.recalled, w.total)),
            *(str(w.reviewed), f"{(w.recalled + w.reviewed) / w.total * 1000:.1f}"),
        )
        for group in dict.fromkeys(w.group for w in figures.wrong)
        for w in figures.wrong
        if w.group == group and w.total
    ]
    return table(head, rows)


def _caught(run: Run) -> str:
    """A row a code: recalled and flagged of the shown, the same of the unseen; the rivals only flag."""
    others = [system.name for system in run.systems if system.name not in (JUDGE, MODEL)]
    head = ("code", "shown", "recalled", "flagged", "unseen", "recalled", "flagged", *(f"{o} (all)" for o in others))
    found = run.figures.caught
    codes = [*dict.fromkeys(c.code for c in found)]
    rows = [_code_row(run, code, others, [code]) for code in codes]
    return table(head, [*rows, _code_row(run, "**all**", others, codes)])


def _code_row(run: Run, name: str, others: Sequence[str], codes: Sequence[str]) -> tuple[str, ...]:
    def count(system: str, unseen: bool | None) -> tuple[int, int, int]:
        of = [c for c in run.figures.caught if c.system == system and c.code in codes and unseen in (None, c.unseen)]
        return sum(c.total for c in of), sum(c.recalled for c in of), sum(c.flagged for c in of)

    cells: list[str] = [name]
    for unseen in (False, True):
        total, recalled, flagged = count(JUDGE, unseen)
        cells += [str(total), _percent(recalled, total), _percent(flagged, total)]
    return (*cells, *(_percent(count(other, None)[2], count(other, None)[0]) for other in others))


def _evasion(run: Run) -> str:
    of_judge = [e for e in run.figures.evasion if e.system == JUDGE]
    others = [system.name for system in run.systems if system.name != JUDGE]
    head = ("trick", "changed", "recalled", "loss", "at 0.1 %", "loss", *(f"{o}: loss" for o in others))
    rows = []
    if of_judge:
        raw = of_judge[0]
        rares = [_number(raw.rare_raw), ""]
        rows.append(["*raw*", "", f"{raw.acted_raw:.3f}", "", *rares, *(_raw(run, o) for o in others)])
    for e in of_judge:
        theirs = [next(x for x in run.figures.evasion if (x.system, x.trick) == (o, e.trick)) for o in others]
        cells = [e.trick, f"{e.changed:.0%}", f"{e.acted:.3f}", _signed(e.loss), _number(e.rare), _signed(e.loss_rare)]
        rows.append([*cells, *(_signed(t.loss) for t in theirs)])
    return table(head, rows)


def _raw(run: Run, system: str) -> str:
    return f"{next(e.acted_raw for e in run.figures.evasion if e.system == system):.3f} raw"


def _cost(run: Run) -> str:
    rows = [
        (
            c.what,
            f"{c.messages:,}",
            *(f"{n:.1f}" for n in (c.mean, c.median, c.p99, c.worst, c.usual_mean, c.usual_p99)),
        )
        for c in run.costs
    ]
    head = f"µs of processor time a message of {run.costs[0].length:.0f} characters" if run.costs else ""
    text = table((head, "messages", "mean", "median", "p99", "worst", "usual mean", "usual p99"), rows)
    if run.memory is not None:
        text += f"\n\nMemory: loading the judge adds {run.memory.loaded:.1f} MiB to a bare interpreter, "
        text += f"two thousand messages {run.memory.judged:.1f} MiB more."
    return text


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    """The processor's name where the system tells, for figures of different machines differ."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _signed(value: float | None) -> str:
    return "–" if value is None else f"{value:+.3f}"


def _percent(part: int, total: int) -> str:
    return f"{part / total:.0%}" if total else "–"


def _per_thousand(count: int, total: int) -> str:
    low, high = interval(count, total)
    return f"{count / total * 1000:.2f} ({low * 1000:.1f}–{high * 1000:.1f})"
