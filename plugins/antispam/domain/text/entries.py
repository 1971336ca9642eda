"""What a word list says: the words, what they mean, and where they do not count."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from .normalise import compact

WORDS = Path(__file__).parents[2] / "words"
MINIMUM = 2
"""Letters, digits and hanzi a word that acts must have left when folded: emoji and signs are not looked up."""

SPOKEN_MINIMUM = 3
"""Hanzi that a word looked up by its sound must have."""


class Strength(StrEnum):
    ACT = "act"
    REVIEW = "review"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Word:
    """``text`` as written in the list. ``exceptions`` void it when they stand in the same message.

    ``sounded`` words are looked up by their sound only, in characters other than their own.
    """

    text: str
    category: str
    strength: Strength = Strength.ACT
    weight: float = 3.0
    exceptions: tuple[str, ...] = ()
    sounded: bool = False

    @property
    def whole(self) -> bool:
        return self.text.startswith("=")


class WordFormatError(ValueError):
    """A line of a word list that cannot be read."""


def parse_words(lines: Iterable[str]) -> list[Word]:
    """Read a list: ``[category strength weight]`` heads a block, a line is ``text !exception …``.

    ``=text`` is the whole message only, ``*`` stands for up to six characters, ``~text`` is looked up by its sound,
    ``#`` begins a comment.
    """
    words: list[Word] = []
    head: tuple[str, Strength, float] | None = None
    for number, raw in enumerate(lines, 1):
        line = raw.split("#", 1)[0].strip()
        if not line:
            continue
        if line.startswith("["):
            parts = line.strip("[]").split()
            try:
                head = (parts[0], Strength(parts[1]), float(parts[2]) if len(parts) > 2 else 3.0)
            except (IndexError, ValueError) as error:
                raise WordFormatError(f"line {number}: {line}") from error
            continue
        if head is None:
            raise WordFormatError(f"line {number}: a word before the first [category strength]")
        text, *rest = line.removeprefix("~").split()
        sounded = line.startswith("~")
        exceptions = tuple(compact(part[1:]) for part in rest if part.startswith("!"))
        fits = _can_be_sounded(text) if sounded else _long_enough(text, head[1])
        if len(exceptions) != len(rest) or "" in exceptions or not fits:
            raise WordFormatError(f"line {number}: {line}")
        words.append(Word(text, *head, exceptions, sounded))
    return words


def _can_be_sounded(text: str) -> bool:
    """Two syllables sound like too much else."""
    return len(text) >= SPOKEN_MINIMUM and all("一" <= c <= "鿿" for c in text)


def _long_enough(text: str, strength: Strength) -> bool:
    form = compact(text)
    if text.startswith("=") or (strength is Strength.EVIDENCE and not form.isascii()):
        return bool(form)
    return len(form) >= MINIMUM


def load_words(folder: Path = WORDS) -> list[Word]:
    """Every ``*.txt`` of the folder, in the order of their names."""
    words: list[Word] = []
    for path in sorted(folder.glob("*.txt")):
        try:
            words += parse_words(path.read_text("utf-8").splitlines())
        except WordFormatError as error:
            raise WordFormatError(f"{path.name}: {error}") from error
    return words
