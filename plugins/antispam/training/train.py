"""From labelled rows to a model: split, own examples, disguises, cleaning, fit, calibration, thresholds, figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from random import Random
from typing import Any

import numpy as np

from ..domain.model.file import ModelFile
from ..domain.model.linear import LinearModel
from ..domain.model.pairs import collect
from ..domain.text.normalise import normalise
from . import fitting, measure
from .evasions import disguised, padded
from .examples import own_rows
from .figures import figures, record, scored
from .fitting import Flags, Floats, Numbers
from .rows import BadData, Row
from .split import clusters, split

FOLDS = 5
COST = {"spam": 1.0, "abuse": 0.3}
TELLING = {"spam": 0.0, "abuse": 0.5}
"""How much buckets that tell the labels apart are favoured: for spam that would cost what disguises leave."""
NOISE = {"ham": 0.9, "spam": -1.15}
"""Out-of-fold margins from which a public row's label is taken for wrong, and the row left out."""
DISGUISED = {"spam": 2.5, "abuse": 0.35, "ham": 0.4}
"""Disguised copies of a row of a label that are trained on too; of ham, so that tricks alone prove nothing."""
PADDED = {"spam": 0.6, "abuse": 0.1, "ham": 0.08}
"""The share of rows up to LONG characters of which a copy beside harmless words of up to SHORT is trained on."""
SHORT, LONG = 40, 80
FALSE_RECALLS, FALSE_REVIEWS = 0.0005, 0.008
"""Of out-of-fold ham, what may reach the thresholds of recall (of our own hard negatives no more) and of review."""
FALSE_ABUSE = 0.01
LEAST = 20
"""Rows of each label needed to fit anything."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Result:
    model: ModelFile
    held: list[Row]


@dataclass(frozen=True, slots=True)
class _Pool:
    """All rows trained on. ``fold`` keeps clusters together and copies with their originals; ``real`` are none."""

    rows: list[Row]
    fold: Numbers
    real: Flags
    matrix: fitting.Matrix

    def labelled(self, label: str) -> Flags:
        return np.array([row.label == label for row in self.rows])


def train(
    rows: Sequence[Row], *, holdout: float, seed: int, apart: Sequence[Row] = (), own: bool = True, say: Say = print
) -> Result:
    """Raises BadData where a label has too few rows."""
    kept, held = split(rows, holdout=holdout) if holdout else (list(rows), [])
    kept = _apart(kept, apart)
    for label in ("ham", "spam", "abuse"):
        if sum(row.label == label for row in kept) < LEAST:
            raise BadData(f"at least {LEAST} rows of {label} are needed to train on")
    say(f"rows: {len(kept)} to train on, {len(held)} held out")
    pool = _pool(kept, own_rows(seed) if own else [], seed)
    weights = np.array([_weight(row, real) for row, real in zip(pool.rows, pool.real, strict=True)])
    first = _out_of_fold(pool, "spam", weights, seed)
    doubtful = _doubtful(pool, first)
    say(f"pool: {len(pool.rows)} rows with own examples and disguises, {int(doubtful.sum())} labels doubtful")
    weights[doubtful] = 0.0
    margins = {"spam": _out_of_fold(pool, "spam", weights, seed), "abuse": _out_of_fold(pool, "abuse", weights, seed)}
    fitted = {name: _fit(pool, name, weights, seed, np.ones(len(pool.rows), dtype=bool)) for name in margins}
    lines = {name: _calibrate(pool, name, each) for name, each in margins.items()}
    logits = {name: line.logits(margins[name], fitting.lengths(pool.matrix)) for name, line in lines.items()}
    model = _assemble(pool, fitted, lines, logits)
    facts: dict[str, Any] = {
        "seed": seed,
        "holdout": holdout,
        "rows": len(kept),
        "own": sum(row.source.startswith("own") for row in pool.rows),
        "disguised": int((~pool.real).sum()),
        "doubtful": int((doubtful & pool.real).sum()),
        "sources": _sources(kept),
        "out_of_fold": figures(kept, logits["spam"][: len(kept)], logits["abuse"][: len(kept)]),
        "record": [0, 0],
    }
    return Result(_with_record(replace(model, facts=facts), held), held)


def _with_record(model: ModelFile, held: Sequence[Row]) -> ModelFile:
    """The model with its figures on the rows held out, by the weights as they will be stored."""
    linear = LinearModel(model)
    spam, abuse = scored(linear, held)
    told = {"record": record(linear, held, spam), "held_out": figures(held, spam, abuse), "held_out_rows": len(held)}
    return replace(model, facts={**model.facts, **told})


def _apart(rows: list[Row], others: Sequence[Row]) -> list[Row]:
    """The rows that are no near-copies of any of the others."""
    if not others:
        return rows
    names = clusters([row.text for row in rows] + [row.text for row in others])
    taken = set(names[len(rows) :])
    return [row for row, name in zip(rows, names, strict=False) if name not in taken]


def _pool(public: list[Row], own: list[Row], seed: int) -> _Pool:
    random = Random(seed)
    rows = public + own
    names = clusters([row.text for row in rows])
    talk = [row.text for row in rows if row.label == "ham" and len(row.text) <= SHORT]
    copies: list[Row] = []
    copied: list[str] = []
    for row, name in zip(rows, names, strict=True):
        more = disguised([row], DISGUISED[row.label], random)
        if len(row.text) <= LONG and random.random() < PADDED[row.label]:
            more.append(row._replace(text=padded(row.text, random.choice(talk), random)))
        copies += more
        copied += [name] * len(more)
    fold = np.array([blake2b(name.encode(), digest_size=1).digest()[0] % FOLDS for name in names + copied])
    real = np.arange(len(rows) + len(copies)) < len(rows)
    return _Pool(rows + copies, fold, real, fitting.vectors([row.text for row in rows + copies]))


def _weight(row: Row, real: bool) -> float:
    """Text messages of base stations do not teach chat; own examples are few, and what groups are really about."""
    weight = 0.5 if row.source.startswith("fbs") else 1.0
    if row.source.startswith("own"):
        weight = 2.0 if row.label == "ham" else 1.5
    return weight if real else weight * 0.6


def _fit(pool: _Pool, task: str, weights: Floats, seed: int, among: Flags) -> fitting.Fitted:
    used = np.flatnonzero(among & _concerns(pool, task) & (weights > 0))
    return fitting.fit(pool.matrix[used], pool.labelled(task)[used], weights[used], COST[task], seed, TELLING[task])


def _concerns(pool: _Pool, task: str) -> Flags:
    """Spam is told from all else; abuse from ham only, for spam may be abusive without being labelled so."""
    return np.ones(len(pool.rows), dtype=bool) if task == "spam" else ~pool.labelled("spam")


def _out_of_fold(pool: _Pool, task: str, weights: Floats, seed: int) -> Floats:
    """Each row's margin by a fit on the other folds."""
    margins = np.zeros(len(pool.rows))
    for fold in range(FOLDS):
        inside = pool.fold == fold
        margins[inside] = _fit(pool, task, weights, seed, ~inside).margins(pool.matrix[inside])
    return margins


def _doubtful(pool: _Pool, margins: Floats) -> Flags:
    spam = pool.labelled("spam")
    return ~_own(pool) & ((spam & (margins < NOISE["spam"])) | (~spam & (margins > NOISE["ham"])))


def _calibrate(pool: _Pool, task: str, margins: Floats) -> fitting.Line:
    used = pool.real & _concerns(pool, task)
    return fitting.calibrate(margins[used], fitting.lengths(pool.matrix)[used], pool.labelled(task)[used])


def _assemble(
    pool: _Pool, fitted: dict[str, fitting.Fitted], lines: dict[str, fitting.Line], logits: dict[str, Floats]
) -> ModelFile:
    ham, own = pool.real & pool.labelled("ham"), _own(pool)
    public = pool.real & ~own & ~pool.labelled("abuse")
    tasks = {name: fitting.task(each, lines[name]) for name, each in fitted.items()}

    def bound(task: str, false_rate: float) -> float:
        return measure.bound(logits[task][ham & ~own], false_rate)

    acting = bound("spam", FALSE_RECALLS)
    if own.any():
        acting = max(acting, measure.bound(logits["spam"][ham & own], FALSE_RECALLS))
    shown = measure.best_threshold(logits["spam"][public], pool.labelled("spam")[public])
    limits = {
        "spam_recall": acting,
        "spam_review": max(shown, bound("spam", FALSE_REVIEWS)),
        "abuse_review": bound("abuse", FALSE_ABUSE),
    }
    thresholds = {name: float(1 / (1 + np.exp(-logit))) for name, logit in limits.items()}
    usual = collect(normalise(row.text) for row, real in zip(pool.rows, pool.real, strict=True) if real)
    return ModelFile(usual, tasks["spam"], tasks["abuse"], thresholds, {})


def _own(pool: _Pool) -> Flags:
    return np.array([row.source.startswith("own") for row in pool.rows], dtype=bool)


def _sources(rows: Sequence[Row]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        name = f"{row.source.partition(':')[0]} {row.label}"
        found[name] = found.get(name, 0) + 1
    return dict(sorted(found.items()))
