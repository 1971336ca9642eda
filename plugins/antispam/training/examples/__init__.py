"""Messages of our own that public sets lack: work that looks like spam, spam of office groups, abuse at work.

They are written as templates. A line is one message; ``{slot}`` is filled from ``slots.txt``, where a line is
``name choice|choice``; choices may have slots again. ``{d}`` is any digit, ``{l}`` any small letter, ``\\n`` a
new line.
"""

import re
from functools import lru_cache
from pathlib import Path
from random import Random

from ..rows import Row

FOLDER = Path(__file__).parent
LABELS = {"work": "ham", "notices": "ham", "spam": "spam", "abuse": "abuse"}
"""The file's name to the label of all that is in it."""
VARIANTS = {"work": 5, "notices": 8, "spam": 5, "abuse": 3}
"""Different messages made of a template with slots, at most."""

_SLOT = re.compile(r"\{(\w+)\}")
_DEPTH = 4


def own_rows(seed: int, folder: Path = FOLDER) -> list[Row]:
    """All examples, the same for the same seed; a template without slots is one message."""
    random = Random(seed)
    slots = read_slots(folder / "slots.txt")
    rows: list[Row] = []
    for name, label in LABELS.items():
        for template in templates(name, folder):
            tries = [fill(template, slots, random) for _ in range(VARIANTS[name] if "{" in template else 1)]
            rows += [Row(text, label, f"own:{name}") for text in dict.fromkeys(tries)]
    return rows


@lru_cache(maxsize=8)
def templates(name: str, folder: Path = FOLDER) -> tuple[str, ...]:
    return tuple(_lines(folder / f"{name}.txt"))


def read_slots(path: Path) -> dict[str, list[str]]:
    slots = {"d": list("0123456789"), "l": list("abcdefghijkmnopqrstuvwxyz")}
    for line in _lines(path):
        name, _, choices = line.partition(" ")
        slots[name] = choices.split("|")
    return slots


def fill(template: str, slots: dict[str, list[str]], random: Random) -> str:
    """Raises KeyError for a slot that nobody named."""
    text = template
    for _ in range(_DEPTH):
        if "{" not in text:
            break
        text = _SLOT.sub(lambda found: random.choice(slots[found[1]]), text)
    return text.replace("\\n", "\n")


def _lines(path: Path) -> list[str]:
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]
