"""Disguises for messages, to measure how much of the judge's sight they cost.

The tables in ``evasions.txt`` are for this measurement alone: nothing is trained or folded by them.
"""

import random
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

TABLES = Path(__file__).with_name("evasions.txt")
MIX = 3
PIECE = 6
_SHARE = 0.5
"""Of the characters that could be disguised, how many are."""
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e"
_BIDI = "\u200e\u200f\u202a\u202c\u202d\u2066\u2069"
_STYLES = (
    (0x24D0, 0x24B6),  # circled
    (0x1D41A, 0x1D400),  # mathematical bold
    (0x1D4EA, 0x1D4D0),  # script
    (0x1D5BA, 0x1D5A0),  # sans-serif
    (0x1F170, 0x1F170),  # negative squared
    (0xFF41, 0xFF21),  # full width
)

Trick = Callable[[str, random.Random], str]


@lru_cache(maxsize=1)
def tables() -> dict[str, dict[str, tuple[str, ...]]]:
    """By trick, what each character or word may be written as."""
    read: dict[str, dict[str, tuple[str, ...]]] = {}
    kind = ""
    for line in TABLES.read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith("["):
            kind = line.strip("[]")
            read[kind] = {}
            continue
        plain, *others = line.split()
        if kind in ("homophones", "traditional", "lookalikes") and not plain.isascii():
            others = [character for other in others for character in other]
        read[kind][plain] = read[kind].get(plain, ()) + tuple(others)
    return read


def _some(count: int, chance: random.Random) -> set[int]:
    """Places among ``count`` that are disguised: half of them, one at least."""
    return set(chance.sample(range(count), max(1, round(count * _SHARE)))) if count else set()


def _between(marks: str | tuple[str, ...], most: int = 2) -> Trick:
    def insert(text: str, chance: random.Random) -> str:
        gaps = _some(max(len(text) - 1, 0), chance)
        parts = [
            c + ("".join(chance.choices(marks, k=chance.randint(1, most))) if i in gaps else "")
            for i, c in enumerate(text)
        ]
        return "".join(parts)

    return insert


def _marks(kind: str, most: int = 2) -> Trick:
    return lambda text, chance: _between(tables()[kind]["marks"], most)(text, chance)


def _stand_ins(kind: str) -> Trick:
    def replace(text: str, chance: random.Random) -> str:
        table = tables()[kind]
        able = [i for i, c in enumerate(text) if c.lower() in table]
        chosen = {able[i] for i in _some(len(able), chance)}
        return "".join(chance.choice(table[c.lower()]) if i in chosen else c for i, c in enumerate(text))

    return replace


def code_words(text: str, chance: random.Random) -> str:
    """Every word that has one is written as its code word; longer ones first."""
    table = tables()["codewords"]
    for plain in sorted(table, key=len, reverse=True):
        for form in (plain, plain.lower(), plain.upper()):
            if form in text:
                text = text.replace(form, chance.choice(table[plain]))
                break
    return text


def styled(text: str, chance: random.Random) -> str:
    """Digits circled or spelt, letters in one of Unicode's styles."""
    lower, upper = chance.choice(_STYLES)
    digits = tables()["circled"]
    style = chance.randrange(6)

    def dress(c: str) -> str:
        if "a" <= c <= "z":
            return chr(lower + ord(c) - 97)
        if "A" <= c <= "Z":
            return chr(upper + ord(c) - 65)
        return digits[c][style % len(digits[c])] if c in digits else c

    return "".join(map(dress, text))


def full_width(text: str, chance: random.Random) -> str:
    del chance
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c for c in text)


def repeated(text: str, chance: random.Random) -> str:
    places = _some(len(text), chance)
    return "".join(c * chance.randint(3, 4) if i in places and c.isalpha() else c for i, c in enumerate(text))


def broken(text: str, chance: random.Random) -> str:
    return _between(("\n", "\n\n", "\r\n"), 1)(text, chance)


def padded(text: str, chance: random.Random) -> str:
    """Between two sentences of small talk."""
    before, after = chance.sample(tables()["padding"]["talk"], 2)
    return f"{before}。{text}。{after}" if text else ""


TRICKS: dict[str, Trick] = {
    "symbols": _marks("symbols"),
    "emoji": _marks("emoji", 1),
    "zero width": _between(_ZERO_WIDTH),
    "direction marks": _between(_BIDI),
    "spaces": _between((" ", "\u3000", "\u2009", "\t"), 1),
    "full width": full_width,
    "styled letters and digits": styled,
    "traditional and variants": _stand_ins("traditional"),
    "split characters": _stand_ins("split"),
    "homophones": _stand_ins("homophones"),
    "look-alikes": _stand_ins("lookalikes"),
    "code words": code_words,
    "repeated characters": repeated,
    "pinyin initials": _stand_ins("initials"),
    "line breaks": broken,
    "small talk around": padded,
}
_SPELLING = (
    "traditional and variants",
    "split characters",
    "homophones",
    "look-alikes",
    "code words",
    "pinyin initials",
)
_SHAPE = tuple(name for name in TRICKS if name not in (*_SPELLING, "small talk around"))


def evade(text: str, trick: str, seed: int = 0) -> str:
    """``text`` under one trick; the same seed gives the same text."""
    return TRICKS[trick](text, random.Random(f"{seed}:{trick}:{text}"))


def mix(text: str, seed: int = 0) -> str:
    """Three tricks one after another: two that spell otherwise or restyle, and one that inserts or breaks."""
    chance = random.Random(f"{seed}:mix:{text}")
    names = [*chance.sample(_SPELLING, 2), chance.choice(_SHAPE)]
    for name in names:
        text = TRICKS[name](text, chance)
    return text


def pieces(text: str) -> list[str]:
    """One message sent as several short ones."""
    return [text[i : i + PIECE] for i in range(0, len(text), PIECE)]
