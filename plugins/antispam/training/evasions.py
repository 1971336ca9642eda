"""Messages as somebody writes them who wants to slip through: trained on, so that the model knows the tricks."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from random import Random

from ..domain.text import homophones, splitting
from .rows import Row

TABLE = Path(__file__).with_name("evasions.txt")
SIGNS = (*"*.-_~·丶、/|+=^&#@!…，。`'", "  ", " ", "——")
EMOJI = ("❤️", "🔥", "✅", "💰", "🌹", "👉", "⭐", "🎁", "😘", "💋", "🎉", "☎️", "🍎", "💎", "😊")
INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202c", "\ufe0f")
CIRCLED = dict(zip("0123456789", "⓪①②③④⑤⑥⑦⑧⑨", strict=True))
NUMERALS = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
BOLD = {chr(97 + i): chr(0x1D41A + i) for i in range(26)} | {chr(48 + i): chr(0x1D7CE + i) for i in range(10)}
ROUND = {chr(97 + i): chr(0x24D0 + i) for i in range(26)} | CIRCLED
BLURRED = 12
INITIALS = "abcdefghjklmnpqrstwxyz"
LOOKS = {"o": "0", "0": "o", "l": "1", "1": "l", "a": "а", "e": "е", "c": "с", "x": "х", "p": "р", "i": "і"}

LEET = {"0": "oOQD", "1": "lIi", "2": "Zz", "3": "E", "5": "Ss", "6": "bG", "8": "B", "9": "gq", "o": "0", "l": "1"} | {
    "i": "1",
    "s": "5",
    "e": "3",
    "a": "4@",
    "b": "6",
    "g": "9",
    "t": "7",
    "z": "2",
}
ALIKE = 12
"""Characters that share a part, above which the part says little of how they look."""

Trick = Callable[[str, Random], str]
Choices = Mapping[str, str | tuple[str, ...]]


@lru_cache(maxsize=1)
def tables() -> dict[str, dict[str, tuple[str, ...]]]:
    """By heading what is written, and how it may be written instead; longer words first."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    table: dict[str, tuple[str, ...]] = {}
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith("["):
            table = found.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            plain, _, disguises = line.partition("|")
            table[plain] = tuple(disguises.split(" "))
    return {name: dict(sorted(t.items(), key=lambda pair: -len(pair[0]))) for name, t in found.items()}


def _insert(text: str, random: Random, signs: tuple[str, ...], share: float) -> str:
    return "".join(c + random.choice(signs) if c.isalnum() and random.random() < share else c for c in text)


def insert_signs(text: str, random: Random) -> str:
    sign = random.choice(SIGNS)  # mostly one sign all over
    return _insert(text, random, (sign,) if random.random() < 0.7 else SIGNS, random.choice((0.25, 0.5, 0.9)))


def insert_emoji(text: str, random: Random) -> str:
    return _insert(text, random, EMOJI, random.choice((0.15, 0.3, 0.6)))


def insert_invisible(text: str, random: Random) -> str:
    return _insert(text, random, INVISIBLE, random.choice((0.3, 0.8)))


def space_out(text: str, random: Random) -> str:
    return random.choice((" ", "　", " ", "\n")).join(text[:80]) + text[80:]


def repeat(text: str, random: Random) -> str:
    return "".join(c * random.choice((2, 3, 4)) if c.isalnum() and random.random() < 0.2 else c for c in text)


def _swap(text: str, random: Random, table: str, share: float) -> str:
    for plain, disguises in tables()[table].items():
        if plain in text and random.random() < share:
            text = text.replace(plain, random.choice(disguises))
    return text


def code_words(text: str, random: Random) -> str:
    return _swap(text, random, "code_words", 0.8)


def split_characters(text: str, random: Random) -> str:
    return _swap(text, random, "split", 0.9)


def traditional(text: str, random: Random) -> str:
    return _swap(text, random, "traditional", 0.95)


def styled(text: str, random: Random) -> str:
    """Letters and digits of another alphabet, or the width of a hanzi."""
    way = random.randrange(4)
    if way == 3:
        return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    return "".join((BOLD, ROUND, NUMERALS)[way].get(c.lower(), c) for c in text)


def look_alikes(text: str, random: Random) -> str:
    """Letters of other alphabets, or digits for letters; hanzi that share a part."""
    if random.random() < 0.4:
        return "".join(LOOKS.get(c.lower(), c) if random.random() < 0.7 else c for c in text)
    return _exchange(_exchange(text, _alike(), random.choice((0.2, 0.4)), random), LEET, 0.5, random)


def sound_alikes(text: str, random: Random) -> str:
    return _exchange(text, _sounds()[0], random.choice((0.2, 0.4, 0.6)), random)


def initials(text: str, random: Random) -> str:
    """Here and there the first letter of how a hanzi is spelt."""
    return _exchange(text, _sounds()[1], random.choice((0.1, 0.2, 0.3)), random)


def take_apart(text: str, random: Random) -> str:
    """Hanzi written as their parts, after the table of all parts."""
    return _exchange(text, _parts(), random.choice((0.3, 0.6)), random)


def _exchange(text: str, table: Choices, share: float, random: Random) -> str:
    def other(character: str) -> str:
        choices = table.get(character.lower())
        return random.choice(choices) if choices and random.random() < share else character

    return "".join(map(other, text))


@lru_cache(maxsize=1)
def _sounds() -> tuple[dict[str, str], dict[str, str]]:
    """By hanzi all that sound alike, tones left out, and the letter the sound begins with."""
    raw: dict[str, str] = json.loads(homophones.TABLE.read_text("utf-8"))
    return {c: all_ for all_ in raw.values() for c in all_}, {c: sound[0] for sound, all_ in raw.items() for c in all_}


@lru_cache(maxsize=1)
def _parts() -> dict[str, tuple[str, ...]]:
    """By hanzi the pairs of parts it may be taken for."""
    raw: dict[str, dict[str, str]] = json.loads(splitting.TABLE.read_text("utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for first, rest in (pair for kind in ("bare", "plain") for pair in raw[kind].items()):
        for second, whole in zip(rest[::2], rest[1::2], strict=True):
            found[whole] = (*found.get(whole, ()), first + second)
    return found


@lru_cache(maxsize=1)
def _alike() -> dict[str, str]:
    """By hanzi those that share its greater part, and that part."""
    by_part: dict[str, str] = {}
    for whole, pairs in _parts().items():
        part = pairs[0][1]
        by_part[part] = by_part.get(part, part) + whole
    return {
        whole: group.replace(whole, "") for group in by_part.values() if len(group) <= ALIKE + 1 for whole in group[1:]
    }


def blur(text: str, random: Random) -> str:
    """Some hanzi are others, or letters: whatever sound or look-alike nobody thought of. Short texts would be lost."""
    if len(text) < BLURRED:
        return text
    share = random.choice((0.1, 0.2, 0.3))
    pool = INITIALS if random.random() < 0.3 else _hanzi()
    return "".join(random.choice(pool) if "一" <= c <= "鿿" and random.random() < share else c for c in text)


@lru_cache(maxsize=1)
def _hanzi() -> str:
    """All hanzi of the tables, the commonest of advertisements and their disguises."""
    return "".join(sorted({c for c in TABLE.read_text("utf-8") if "一" <= c <= "鿿"}))


SPELLING: tuple[Trick, ...] = (
    sound_alikes,
    sound_alikes,
    look_alikes,
    look_alikes,
    initials,
    take_apart,
    split_characters,
    code_words,
    blur,
    styled,
    traditional,
)
"""Sound and looks twice, for they are what the views let through."""
SHAPE: tuple[Trick, ...] = (insert_signs, insert_emoji, insert_invisible, space_out, repeat)
TRICKS = (*dict.fromkeys(SPELLING), *SHAPE)
SHAPED = 0.45


def disguise(text: str, random: Random) -> str:
    """The text after one to three tricks of spelling and, often, one of shape."""
    for trick in random.sample(SPELLING, random.choice((1, 1, 2, 2, 3))):
        text = trick(text, random)
    return random.choice(SHAPE)(text, random) if random.random() < SHAPED else text


def padded(text: str, talk: str, random: Random) -> str:
    """The text after or before somebody's harmless words, or between them, in the hope of drowning in them."""
    between = random.choice(("，", "。", "\n", " ", "！"))
    return between.join(random.choice(((talk, text), (text, talk), (talk, text, talk))))


def disguised(rows: list[Row], share: float, random: Random) -> list[Row]:
    """Disguised copies, so many of each row on average; what stays as it was is left out."""
    found: list[Row] = []
    for row in rows:
        for _ in range(int(share) + (random.random() < share % 1)):
            text = disguise(row.text, random)
            if text != row.text:
                found.append(row._replace(text=text))
    return found
