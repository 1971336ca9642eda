"""The file of a fitted model: a line of JSON, then compressed weights and pairs. Reading it runs and trusts nothing."""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import log
from pathlib import Path
from typing import Any

from . import pairs
from .features import BITS, SCHEME

FORMAT = 4
MAGIC = "qungui-model"
LARGEST = 3_000_000
"""Bytes; a larger file is not one of ours."""
MOST = 127
"""The largest whole number a weight is stored as."""
MIDDLE = 128
"""The byte of a weight of nothing: what is read of a byte is a number that Python has at hand, none has to be made."""

TYPICAL, SHORTEST, LONGEST = 64, 8, 512
"""Buckets of a message of about twenty characters; and beyond which sizes a margin means no less or no more."""

_LONGEST_HEAD = 20_000
_BUCKETS = 1 << BITS
_SIZE = 2 * _BUCKETS + pairs.BYTES


class ModelFileError(ValueError):
    """The model's file is missing, damaged, or of another version of the bot; the text says which."""


@dataclass(frozen=True, slots=True)
class Task:
    """What turns a text's buckets into the logit of a probability.

    ``weights`` has a byte for each bucket, see ``pack``. margin = bias + step · sum / √(buckets), and
    logit = slope · margin + offset. A margin means more the longer the text: growth · ln(buckets / TYPICAL) · margin
    is added.
    """

    weights: bytes
    bias: float
    step: float
    slope: float
    offset: float
    growth: float = 0.0


@dataclass(frozen=True, slots=True)
class ModelFile:
    """``usual`` is a table of ``pairs.collect``; ``facts`` are the figures of the training, for the card and for
    people."""

    usual: bytes
    spam: Task
    abuse: Task
    thresholds: Mapping[str, float]
    facts: Mapping[str, Any]


def pack(weights: Iterable[int]) -> bytes:
    """Weights from -MOST to MOST as the bytes of a task."""
    return bytes(weight + MIDDLE for weight in weights)


def write(model: ModelFile, path: Path) -> None:
    body = zlib.compress(model.spam.weights + model.abuse.weights + model.usual, 9)
    head = {
        "magic": MAGIC,
        "format": FORMAT,
        "scheme": SCHEME,
        "bits": BITS,
        "sha256": sha256(body).hexdigest(),
        "spam": _task_json(model.spam),
        "abuse": _task_json(model.abuse),
        "thresholds": dict(model.thresholds),
        "facts": dict(model.facts),
    }
    path.write_bytes(json.dumps(head, ensure_ascii=False, sort_keys=True).encode() + b"\n" + body)


def read(path: Path) -> ModelFile:
    """Raises ModelFileError."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise ModelFileError(f"{path}: the model cannot be read ({error.strerror})") from error
    line, _, body = raw.partition(b"\n")
    if len(raw) > LARGEST or len(line) > _LONGEST_HEAD:
        raise ModelFileError(f"{path}: too large for a model")
    try:
        head: Any = json.loads(line)
        if head["magic"] != MAGIC:
            raise ModelFileError(f"{path}: not a model of this bot")
        if (head["format"], head["scheme"], head["bits"]) != (FORMAT, SCHEME, BITS):
            raise ModelFileError(
                f"{path}: made for another version of the bot; train anew or take the file released with it"
            )
        if head["sha256"] != sha256(body).hexdigest():
            raise ModelFileError(f"{path}: damaged, its checksum is wrong")
        plain = _unpacked(body)
        return ModelFile(
            plain[2 * _BUCKETS :],
            _task(plain[:_BUCKETS], head["spam"]),
            _task(plain[_BUCKETS : 2 * _BUCKETS], head["abuse"]),
            _numbers(head["thresholds"]),
            head["facts"],
        )
    except ModelFileError:
        raise
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise ModelFileError(f"{path}: damaged ({type(error).__name__})") from error


def _unpacked(body: bytes) -> bytes:
    """The weights of both tasks and the table of pairs."""
    unpacker = zlib.decompressobj()
    plain = unpacker.decompress(body, _SIZE)  # bounded: a small file must not become a large one
    if len(plain) != _SIZE or unpacker.unconsumed_tail:
        raise ValueError("length")
    return plain


def _task_json(task: Task) -> dict[str, float]:
    return {
        "bias": task.bias,
        "step": task.step,
        "slope": task.slope,
        "offset": task.offset,
        "growth": task.growth,
    }


def _task(weights: bytes, entry: Any) -> Task:
    task = Task(weights, **_numbers(entry))
    if task.slope <= 0:
        raise ValueError("slope")
    return task


def length(buckets: int) -> float:
    """What ``growth`` is multiplied with."""
    return log(min(max(buckets, SHORTEST), LONGEST) / TYPICAL)


def _numbers(entry: Any) -> dict[str, float]:
    return {str(name): float(value) for name, value in entry.items()}
