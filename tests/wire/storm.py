"""Frames nobody should ever send, made from what the sandbox sends."""

import copy
import json
import random
from typing import Any

JUNK: list[Any] = [
    None, True, False, 0, -1, 2**31, -(2**63), 2**70, 1e308, -0.5, "", " ", "0", "\x00", "\ud7ff", "💥" * 50,
    "x" * 3000,
    [], {}, [[]], [None], {"": {}}, [{"type": None}], {"type": "text"}, [{"type": "text", "data": None}], "[CQ:at,qq=]",
    "[CQ:" * 200, ["text"], [{"type": "json", "data": {"data": "[" * 500}}], {"user_id": {}}, "2026-11-23",
    [1, "a", {}],
]  # fmt: skip


def _places(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    if isinstance(value, dict | list):
        for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
            found.append((value, key))
            found.extend(_places(inner))
    return found


def mutated(frame: dict[str, Any], chance: random.Random) -> str | bytes:
    """The frame with something wrong in it, or no frame at all."""
    form = chance.random()
    frame = copy.deepcopy(frame)
    for _ in range(chance.choice([1, 1, 2, 5])):
        container, key = chance.choice(_places(frame) or [({"": 0}, "")])
        if chance.random() < 0.3:
            del container[key]
        else:
            container[key] = copy.deepcopy(chance.choice(JUNK))
    words = json.dumps(frame)
    if form < 0.85:
        return words
    if form < 0.9:
        return words[: chance.randrange(1, len(words))]
    if form < 0.95:
        return chance.randbytes(chance.randrange(300))
    depth = chance.choice([100, 900, 5000])
    return '{"post_type":"message","type":"message","message":' + "[" * depth + "]" * depth + "}"
