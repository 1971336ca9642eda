"""What was aimed at, beside what was measured."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .measuring import Accuracy, Figures
from .speed import Cost

JUDGE, MODEL = "judge", "model alone"


@dataclass(frozen=True, slots=True)
class Goal:
    """``figure`` is None where this run could not measure it."""

    what: str
    aim: str
    figure: float | None
    met: bool | None
    shown: str


def goals(figures: Figures, costs: Sequence[Cost]) -> list[Goal]:
    spam, abuse = _task(figures, "all spam"), _task(figures, "abuse")
    way = next((c for c in costs if c.what == "as the listener goes"), None)
    whole = next((c for c in costs if c.what == "everything assessed"), None)
    return [
        _least("spam (chat and SMS) F1, flagged", 0.95, spam, lambda a: a.f1),
        _least("spam recall at 0.1 % false positives", 0.85, spam, lambda a: a.recall_rare),
        _most("false recalls per 1,000 normal messages", 0.5, _recalls(figures, "normal", 1000)),
        _most("false recalls among shown hard negatives", 0, _recalls(figures, "hard negatives, shown", None)),
        _most("false recalls among unseen hard negatives", 0, _recalls(figures, "hard negatives, unseen", None)),
        _most("evasion loss, worst single trick, acting", 0.03, _worst_loss(figures)),
        _most("evasion loss, mix of three, acting", 0.03, _mixed(figures, rare=False)),
        _most("evasion loss, mix of three, at 0.1 %", 0.03, _mixed(figures, rare=True)),
        _least("abuse AUC", 0.96, abuse, lambda a: a.auc),
        _least("abuse recall at 1 % false positives", 0.35, abuse, lambda a: a.recall_seldom),
        _most("µs a message, mean, as the listener goes", 60, way and way.mean, "{:.1f}"),
        _most("µs a message, p99, as the listener goes", 250, way and way.p99, "{:.1f}"),
        _most("µs a message, mean, everything assessed", 60, whole and whole.mean, "{:.1f}"),
        _most("µs a message, p99, everything assessed", 250, whole and whole.p99, "{:.1f}"),
    ]


def _task(figures: Figures, task: str) -> Accuracy | None:
    return next((a for a in figures.accuracy if (a.task, a.system) == (task, JUDGE)), None)


def _recalls(figures: Figures, group: str, per: int | None) -> float | None:
    """Recalled messages of a set: counted, or per so many."""
    found = next((w for w in figures.wrong if (w.group, w.system) == (group, JUDGE)), None)
    if found is None or not found.total:
        return None
    return found.recalled if per is None else found.recalled / found.total * per


def _worst_loss(figures: Figures) -> float | None:
    return max((e.loss for e in figures.evasion if e.system == JUDGE and e.trick != "mix of three"), default=None)


def _mixed(figures: Figures, *, rare: bool) -> float | None:
    mixed = next((e for e in figures.evasion if (e.system, e.trick) == (JUDGE, "mix of three")), None)
    return None if mixed is None else mixed.loss_rare if rare else mixed.loss


def _least(what: str, aim: float, of: Accuracy | None, read: Callable[[Accuracy], float | None]) -> Goal:
    figure = None if of is None else read(of)
    return Goal(what, f"≥ {aim}", figure, None if figure is None else figure >= aim, _shown(figure, "{:.3f}"))


def _most(what: str, aim: float, figure: float | None, form: str = "{:.3g}") -> Goal:
    return Goal(what, f"≤ {aim}", figure, None if figure is None else figure <= aim, _shown(figure, form))


def _shown(figure: float | None, form: str) -> str:
    return "not measured" if figure is None else form.format(figure)
