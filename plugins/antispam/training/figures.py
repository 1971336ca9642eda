"""Figures of a fitted model on messages it never saw, by the model as it is delivered."""

from collections.abc import Sequence

import numpy as np

from ..domain.model.linear import LinearModel
from ..domain.text.normalise import normalise
from . import measure
from .measure import Flags, Floats
from .rows import Row


def scored(model: LinearModel, rows: Sequence[Row]) -> tuple[Floats, Floats]:
    """Of spam and of abuse."""
    scores = [model.score(normalise(row.text)) for row in rows]
    return np.array([score.spam for score in scores]), np.array([score.abuse for score in scores])


def figures(rows: Sequence[Row], spam: Floats, abuse: Floats) -> dict[str, float]:
    """Of spam against ham, of that what was written in chats, and of abuse against ham; empty where one is lacking."""
    labels = np.array([row.label for row in rows])
    public = np.array([not row.source.startswith("own") for row in rows], dtype=bool)
    chat = np.array([not row.source.startswith(("own", "fbs")) for row in rows], dtype=bool)
    return (
        _of_task("spam", spam, labels == "spam", public & (labels != "abuse"))
        | _of_task("chat_spam", spam, labels == "spam", chat & (labels != "abuse"))
        | _of_task("abuse", abuse, labels == "abuse", public & (labels != "spam"))
    )


def record(model: LinearModel, rows: Sequence[Row], spam: Floats) -> tuple[int, int]:
    """Of the rows that reach the threshold of recall, those that are spam and the others."""
    acted = spam >= model.thresholds.spam_recall
    right = np.array([row.label == "spam" for row in rows], dtype=bool)
    return int((acted & right).sum()), int((acted & ~right).sum())


def _of_task(name: str, scores: Floats, positive: Flags, used: Flags) -> dict[str, float]:
    scores, positive = scores[used], positive[used]
    if not positive.any() or positive.all():
        return {}
    found = {
        "f1": measure.best_f1(scores, positive),
        "auc": measure.area(scores, positive),
        "recall_at_0.1%": measure.recall_at(scores, positive, 0.001),
        "recall_at_1%": measure.recall_at(scores, positive, 0.01),
    }
    return {f"{name}_{kind}": round(value, 4) for kind, value in found.items()}
