"""The file of a fitted model: a line of JSON, then compressed weights and pairs. Reading it runs and trusts nothing."""

import json
import sys
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any

from . import pairs
from .features import BITS, SCHEME

FORMAT = 3
MAGIC = "qungui-model"
LARGEST = 3_000_000
"""Bytes; a larger file is not one of ours."""
SHIFT = 19
"""Both weights of a bucket lie in one number, spam's above this bit: one look-up serves two tasks."""
MOST = 4095
"""The largest whole number a weight is stored as. Sums of abuse are told from spam's up to 64 times that."""

TYPICAL, SHORTEST, LONGEST = 64, 8, 512
"""Buckets of a message of about twenty characters; and beyond which sizes a margin means no less or no more."""

_LONGEST_HEAD = 20_000


class ModelFileError(ValueError):
    """The model's file is missing, damaged, or of another version of the bot; the text says which."""


@dataclass(frozen=True, slots=True)
class Task:
    """What turns the sum of a text's weights into a probability.

    margin = bias + step · sum / √(buckets); the logit is read from ``curve``: points of margin and
    logit, rising, with straight lines between and beyond them. A margin means more the longer the text:
    growth · ln(buckets / TYPICAL) · margin is added.
    """

    bias: float
    step: float
    curve: tuple[tuple[float, float], ...]
    growth: float = 0.0


@dataclass(frozen=True, slots=True)
class ModelFile:
    """``weights`` are packed by ``pack``, ``usual`` is a table of ``pairs.collect``. ``facts`` are the figures of the
    training, for the card and for people."""

    weights: Sequence[int]
    usual: bytes
    spam: Task
    abuse: Task
    thresholds: Mapping[str, float]
    facts: Mapping[str, Any]


def pack(spam: int, abuse: int) -> int:
    return (spam << SHIFT) + abuse


def unpack(total: int) -> tuple[int, int]:
    """The two sums of packed weights."""
    abuse = ((total + (1 << SHIFT - 1)) & (1 << SHIFT) - 1) - (1 << SHIFT - 1)
    return (total - abuse) >> SHIFT, abuse


def write(model: ModelFile, path: Path) -> None:
    raw = array("i", model.weights)
    if sys.byteorder == "big":
        raw.byteswap()
    body = zlib.compress(raw.tobytes() + model.usual, 9)
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
        return ModelFile(
            *_unpacked(body), _task(head["spam"]), _task(head["abuse"]), _numbers(head["thresholds"]), head["facts"]
        )
    except ModelFileError:
        raise
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise ModelFileError(f"{path}: damaged ({type(error).__name__})") from error


def _unpacked(body: bytes) -> tuple["array[int]", bytes]:
    """The weights and the table of pairs."""
    size = (4 << BITS) + pairs.BYTES
    unpacker = zlib.decompressobj()
    plain = unpacker.decompress(body, size)  # bounded: a small file must not become a large one
    if len(plain) != size or unpacker.unconsumed_tail:
        raise ValueError("length")
    weights = array("i")
    weights.frombytes(plain[: 4 << BITS])
    if sys.byteorder == "big":
        weights.byteswap()
    return weights, plain[4 << BITS :]


def _task_json(task: Task) -> dict[str, Any]:
    return {"bias": task.bias, "step": task.step, "curve": [list(point) for point in task.curve], "growth": task.growth}


def _task(entry: Any) -> Task:
    curve = tuple((float(x), float(y)) for x, y in entry["curve"])
    rising = all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(curve))
    if len(curve) < 2 or not rising:
        raise ValueError("curve")
    return Task(float(entry["bias"]), float(entry["step"]), curve, float(entry["growth"]))


def length(buckets: int) -> float:
    """What ``growth`` is multiplied with."""
    return log(min(max(buckets, SHORTEST), LONGEST) / TYPICAL)


def _numbers(entry: Any) -> dict[str, float]:
    return {str(name): float(value) for name, value in entry.items()}
