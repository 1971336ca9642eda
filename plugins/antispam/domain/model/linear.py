"""Scores of a text by the fitted weights, and by what an organisation taught on top of them."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import exp, log, sqrt
from pathlib import Path
from typing import NamedTuple, Self

from ..lessons.weights import shift
from ..native import BUILT
from ..text.normalise import Normalised, normalise
from ..text.remembered import SHORT, Remembered
from ..text.words import Hit
from . import file, pairs
from .exchanged import builtin_exchanged
from .features import SCHEME, buckets_of
from .file import ModelFile, ModelFileError, Task
from .totals import is_compiled, weighing

MODEL = Path(__file__).parents[2] / "words" / "model.bin"

_FARTHEST = 700.0
_SENTENCE = re.compile(r"[。！？!?；;\n]+")
_LONG, _READ, _PEELED = 24, 300, 2
"""Characters from which a text may be an offer amid talk, that are looked at then, and sentences left out at most."""
_DOUBTED = -2.5
"""The logit of spam from which that is tried."""


class Scores(NamedTuple):
    """Probabilities from 0 to 1, as often right as they say on messages like those of the training."""

    spam: float
    abuse: float


class Thresholds(NamedTuple):
    """Probabilities from which a message is shown to a person, or may be recalled. Abuse alone never acts."""

    spam_review: float
    spam_recall: float
    abuse_review: float


class LinearModel:
    """About 8 µs for a message of 30 characters, 40 without the library; a megabyte of memory."""

    scheme = SCHEME
    """Changes whenever the same text would give other buckets: what was taught in buckets has to be learnt anew."""

    def __init__(self, fitted: ModelFile) -> None:
        self._usual = fitted.usual
        self._spam = fitted.spam
        self._abuse = fitted.abuse
        self._weigh = weighing(fitted.spam.weights, fitted.abuse.weights, BUILT)
        self.facts = fitted.facts
        try:
            self.thresholds = Thresholds(**fitted.thresholds)
            right, wrong = fitted.facts["record"]
        except (TypeError, KeyError, ValueError) as error:
            raise ModelFileError("the model's file lacks thresholds or figures") from error
        self._known = Remembered[Scores]()
        self._lines: dict[int, tuple[float, float, float, float]] = {}
        """By the number of a text's buckets: it has no more than are read of it, so these are few."""
        self._sure = _inverse(self.thresholds.spam_recall)
        self.record: tuple[int, int] = int(right), int(wrong)
        """Held-out messages the model alone would act on: spam indeed, and wrongly."""

    @classmethod
    def load(cls, path: Path | str) -> Self:
        """Raises ModelFileError where the file is missing, damaged or of another version."""
        return cls(file.read(Path(path)))

    def features(self, text: Normalised) -> Sequence[int]:
        """The distinct buckets of a text in rising order; equal in every process and version of Python."""
        return sorted(buckets_of(text))

    def score(self, text: Normalised, own: Mapping[int, float] | None = None) -> Scores:
        """``own`` are an organisation's additional weights of buckets, in logits of spam; None costs nothing."""
        if own or len(text.original) > SHORT:
            return self._score(text, own)
        return self._known.get(text.original) or self._known.keep(text.original, self._score(text, None))

    @property
    def is_compiled(self) -> bool:
        """Whether the quick way was built on this machine."""
        return is_compiled(self._weigh)

    def forget(self) -> None:
        """Drop the scores of short texts that were kept for when they are said again."""
        self._known = Remembered[Scores]()

    def _score(self, text: Normalised, own: Mapping[int, float] | None) -> Scores:
        spam, abuse = self._logits(text)
        if _DOUBTED < spam < self._sure and len(text.compact) > _LONG:
            spam = self._bared(text, spam)
        if own:
            spam += shift(tuple(buckets_of(text)), own)
        return Scores(_probability(spam), _probability(abuse))

    def oddness(self, text: Normalised) -> float:
        """The share of neighbouring characters, from 0 to 1, that ordinary writing does not have side by side."""
        return pairs.oddness(text, self._usual)

    def exchanged(self, text: Normalised) -> Sequence[Hit]:
        """The built-in words of an offer some of whose characters were exchanged for others."""
        return builtin_exchanged().find(text, self._usual)

    def spam_logit(self, text: Normalised) -> float:
        """The calibrated logit of spam by the fitted weights alone."""
        return self._logits(text)[0]

    def _bared(self, text: Normalised, spam: float) -> float:
        """The logit without the talk that an offer may hide in: sentences at either end, while it rises."""
        parts = [part for part in _SENTENCE.split(text.original[:_READ]) if part.strip()]
        for _ in range(_PEELED):
            if len(parts) < 2:
                break
            shorter: tuple[list[str], list[str]] = (parts[1:], parts[:-1])
            best, rest = max((self.spam_logit(normalise("。".join(rest))), rest) for rest in shorter)
            if best <= spam:
                break
            spam, parts = best, rest
        return spam

    def _logits(self, text: Normalised) -> tuple[float, float]:
        count, spam, abuse = self._weigh(text)
        lines = self._lines.get(count)
        if lines is None:
            lines = self._lines[count] = (*_line(self._spam, count), *_line(self._abuse, count))
        return lines[0] + lines[1] * spam, lines[2] + lines[3] * abuse


@lru_cache(maxsize=1)
def builtin_model() -> LinearModel:
    """The model delivered with the bot, loaded when it is first asked for. Raises ModelFileError."""
    return LinearModel.load(MODEL)


def _line(task: Task, count: int) -> tuple[float, float]:
    """Of a text with so many buckets the logit of a total of none, and by how much each byte raises it."""
    step, steepness = task.step / sqrt(count), task.slope + task.growth * file.length(count)
    return task.offset + steepness * (task.bias - step * file.MIDDLE * count), steepness * step


def _inverse(probability: float) -> float:
    return log(probability / (1 - probability)) if 0 < probability < 1 else _FARTHEST


def _probability(logit: float) -> float:
    return 1 / (1 + exp(-logit)) if logit > -_FARTHEST else 0.0
