"""An organisation's own weights, worked out from its lessons.

The lessons are the truth and the weights a function of them as a set: in whatever order they came they
give the same weights to the last bit, and a lesson taken back leaves no trace. The base model is never
changed: own weights move a message by at most two logits, one lesson by at most one.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

MOST_BUCKETS = 16_384
"""About sixty unlike lessons fit whole, in one or two megabytes; beyond, the heaviest buckets stay."""
MOST_LESSONS = 500
"""The strongest and newest are given by the caller; more would cost time and teach little."""
TOTAL = 2.0
"""Logits by which all lessons together may move a message."""
LESSON = 1.0
"""Logits by which one lesson may move its own text."""
WEAK = 0.25
"""Strength of what a decided case teaches, beside an administrator's own lesson."""
BUCKET = 0.5
"""The most that one bucket may weigh."""
MARGIN = 1.5
"""A text this far on its side, in logits, has nothing more to learn."""
ROUNDS = 4
SHRINK = 0.01


@dataclass(frozen=True, slots=True)
class Lesson:
    """``base`` is the text's logit by the base model alone; ``strength`` is 1 or WEAK."""

    buckets: tuple[int, ...]
    spam: bool
    base: float
    strength: float = 1.0

    @property
    def side(self) -> float:
        return 1.0 if self.spam else -1.0


def learn(lessons: Iterable[Lesson]) -> dict[int, float]:
    """The weights of these lessons: some rounds of small steps, all lessons at once in each.

    In each round a text that is not yet safely on its side moves a little further, until it is or its
    lesson is spent. Equal lessons count once.
    """
    ordered = sorted({each for each in lessons if each.buckets}, key=_content)
    places = {bucket: place for place, bucket in enumerate({b: None for each in ordered for b in each.buckets})}
    where = [tuple(places[bucket] for bucket in each.buckets) for each in ordered]
    weights = [0.0] * len(places)
    for _ in range(ROUNDS):
        steps = [0.0] * len(weights)
        for each, own in zip(ordered, where, strict=True):
            size = sqrt(len(own))
            step = _step(each, _clip(sum([weights[place] for place in own]) / size, TOTAL)) / size
            if step:
                for place in own:
                    steps[place] += step
        weights = [_clip(old * (1 - SHRINK) + step, BUCKET) for old, step in zip(weights, steps, strict=True)]
    kept = [(bucket, weights[place]) for bucket, place in places.items() if weights[place]]
    if len(kept) > MOST_BUCKETS:
        kept = sorted(kept, key=lambda pair: (-abs(pair[1]), pair[0]))[:MOST_BUCKETS]
    return dict(kept)


def _content(lesson: Lesson) -> tuple[tuple[int, ...], bool, float, float]:
    return lesson.buckets, lesson.spam, lesson.base, lesson.strength


def _step(lesson: Lesson, moved: float) -> float:
    """How far a round moves the lesson's own text, in logits and with its sign; ``moved`` is how far it is."""
    gap = MARGIN - lesson.side * (lesson.base + moved)
    most = LESSON * lesson.strength / ROUNDS
    return lesson.side * max(0.0, min(gap, most))


def shift(buckets: Collection[int], own: Mapping[int, float]) -> float:
    """By how many logits the own weights move a message: at most two either way.

    ``buckets`` are distinct, in any order.
    """
    if not own or not buckets:
        return 0.0
    get = own.get
    total = sum([get(bucket, 0.0) for bucket in buckets])
    return _clip(total / sqrt(len(buckets)), TOTAL)


def overlap(one: Collection[int], other: Collection[int]) -> float:
    """The share of buckets that two texts have in common, of all that either has."""
    left, right = set(one), set(other)
    return len(left & right) / len(left | right) if left or right else 0.0


def _clip(value: float, limit: float) -> float:
    return max(-limit, min(limit, value))
