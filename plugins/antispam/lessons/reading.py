"""A text as the model sees it, without any group's own weights."""

from dataclasses import dataclass
from hashlib import sha256
from math import exp
from zlib import crc32

from ..domain.text.normalise import normalise

LONGEST = 2_000
MOST_BUCKETS = 600


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
    seen = normalise(text[:LONGEST])
    buckets = sorted(
        {crc32(seen.compact[i : i + 2].encode("utf-8", "surrogatepass")) for i in range(len(seen.compact))}
    )
    return Reading(seen.compact, tuple(buckets[:MOST_BUCKETS]), 0.0)


def scheme() -> str:
    """The name of the model's features: lessons of another scheme cannot be applied."""
    return "0"


def record() -> tuple[int, int]:
    """How many messages held out of the training the model would rightly and wrongly have acted upon."""
    return (0, 0)


def probability(logit: float) -> float:
    return 1 / (1 + exp(-max(-40.0, min(40.0, logit))))
