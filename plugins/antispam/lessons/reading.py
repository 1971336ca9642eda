"""A text as the model sees it, without any group's own weights."""

from dataclasses import dataclass
from hashlib import sha256
from math import exp

from ..domain.model import LinearModel, builtin_model
from ..domain.text.normalise import normalise

LONGEST = 2_000
MOST_BUCKETS = 800
"""Of a long text the buckets with the lowest numbers are taken: of every text the same part."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``base`` is the logit of being spam by the base model alone; ``buckets`` are distinct and in order."""

    compact: str
    buckets: tuple[int, ...]
    base: float

    @property
    def fingerprint(self) -> str:
        return sha256(self.compact.encode("utf-8", "surrogatepass")).hexdigest()


def read(text: str) -> Reading:
    """How the model of this version reads a text."""
    seen, model = normalise(text[:LONGEST]), builtin_model()
    return Reading(seen.compact, tuple(model.features(seen)[:MOST_BUCKETS]), model.spam_logit(seen))


def scheme() -> str:
    """The name of the model's features: lessons of another scheme cannot be applied."""
    return str(LinearModel.scheme)


def record() -> tuple[int, int]:
    """How many messages held out of the training the model would rightly and wrongly have acted upon."""
    return builtin_model().record


def probability(logit: float) -> float:
    return 1 / (1 + exp(-max(-40.0, min(40.0, logit))))
