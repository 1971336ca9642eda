"""One normaliser for messages and for the words looked up in them.

Two views are made by one table pass each. ``folded`` keeps separators: width, case, styled letters
and digits, traditional and variant forms are folded, invisible characters dropped. ``compact`` keeps
letters, digits and hanzi only, so that inserted symbols, spaces and emoji do not hide a word.
Hanzi are never folded to Latin letters, and Chinese numerals never to digits: that broke ordinary
words (下三滥) elsewhere. Only ``digits`` reads numerals as digits, for numbers alone.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple, cast

MAX_LENGTH = 6_000
"""Characters looked at: platforms send at most about 4,500 at once."""

_COMPATIBILITY = ((0x00A0, 0x3400), (0xF900, 0xFB07), (0xFE00, 0xFFF0), (0x1D400, 0x1D800), (0x1F100, 0x1F200))
_HANZI = ((0x4E00, 0xA000), (0x3000, 0x3040))
_IGNORED = frozenset({"Mn", "Me", "Cf", "Cc", "Cs", "Co"})
_KEPT_CONTROLS = "\n\t\r"
_LOOK_ALIKES = dict(
    zip("авекмнорстхуіѕјАВЕКМНОРСТХУІЅЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "abekmhopctxyisjabekmhopctxyisjabezhikmnoptyxo", strict=True)
)
_SYMBOLS = dict(zip("➕✚✛✙╋┼⼗⓿🐴🐎", "++++++十0马马", strict=True)) | {"🐧": "企鹅"}
_VARIANTS = dict(
    zip(
        "嶶溦黴訫伈囍氵蕶糀仦尐吥沵妳鈊蒍莪箌啲哋兲忄嘚曰籹潶蒖眎朂洧厷匼莋浗萣笩柸鎅迣咔沜蔻冦",
        "微微微信信喜水零花小小不你你心为我到的地天心得日女黑真视最有公合作求定代杯界世卡盘扣扣",
        strict=True,
    )
)
_RUN = re.compile(r"(\D)\1\1+")
_SEPARATORS = re.compile(r"[\W_]+")
_SMALL_CAPITAL = re.compile(r"LATIN LETTER SMALL CAPITAL ([A-Z])$")
_NEGATIVE_LETTER = re.compile(
    r"(?:NEGATIVE (?:CIRCLED|SQUARED)|REGIONAL INDICATOR SYMBOL) LATIN CAPITAL LETTER ([A-Z])$"
)
_DIGITS = str.maketrans("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺两oli", "00123456789123456789120" + "11")


class Span(NamedTuple):
    """A half-open range of characters of the original text."""

    start: int
    end: int


def _fold_symbol(character: str) -> str:
    """What a compatibility character stands for; itself where it stands for nothing else."""
    if character in _KEPT_CONTROLS:
        return character
    if unicodedata.category(character) in _IGNORED:
        return ""
    name = unicodedata.name(character, "")
    for pattern in (_SMALL_CAPITAL, _NEGATIVE_LETTER):
        if found := pattern.match(name):
            return found[1].lower()
    plain = unicodedata.normalize("NFKC", character)
    if plain == character and (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    if len(plain) > 2 and plain[0] == "(" and plain[-1] == ")":
        plain = plain[1:-1]
    if len(plain) == 2 and plain[0].isdigit() and plain[1] in ".,":
        plain = plain[0]
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return bare.casefold() if bare.isascii() else plain.casefold()


def _simplified() -> dict[str, str]:
    raw = cast("dict[str, dict[str, str]]", json.loads((files("zhconv") / "zhcdict.json").read_text("utf-8")))
    return {k: v for k, v in raw["zh2Hans"].items() if len(k) == 1 and len(v) == 1}


def _build() -> dict[int, str]:
    table = {code: chr(code) for first, last in _HANZI for code in range(first, last)}
    table |= {code: chr(code).lower() for code in range(128)}
    for first, last in _COMPATIBILITY:
        table |= {code: _fold_symbol(chr(code)) for code in range(first, last)}
    for source in (_simplified(), _VARIANTS, _LOOK_ALIKES, _SYMBOLS):
        table |= {ord(k): v for k, v in source.items()}
    fillers = (*range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0), 0x3164, 0xFFA0, 0x115F, 0x1160)
    table |= dict.fromkeys(fillers, "")
    table |= {code: "" for code in range(32) if chr(code) not in _KEPT_CONTROLS}
    for code, plain in list(table.items()):
        if len(plain) == 1 and ord(plain) != code:
            table[code] = table.get(ord(plain), plain)
    return table


class _Table(dict[int, str]):
    """Answers for characters outside the table as well, so that a pass never stops at a KeyError."""

    def __missing__(self, code: int) -> str:
        return chr(code)


_FOLDED = _Table(_build())


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    return _FOLDED[ord(character)]


@dataclass(slots=True)
class Normalised:
    """A text with its views. Positions are worked out only when something was found."""

    original: str
    folded: str
    compact: str
    _positions: dict[bool, list[int]] | None = None

    def _map(self, compact: bool) -> list[int]:
        if self._positions is None:
            places = [i for i, c in enumerate(self.original) for _ in _FOLDED[ord(c)]]
            loose = [place for place, c in zip(places, self.folded, strict=True) if c.isalnum()]
            if len(loose) != len(self.compact):
                runs = _RUN.finditer(_SEPARATORS.sub("", self.folded))
                drop = {i for run in runs for i in range(run.start() + 1, run.end())}
                loose = [place for i, place in enumerate(loose) if i not in drop]
            self._positions = {False: places, True: loose}
        return self._positions[compact]

    def places(self, start: int, end: int) -> list[int]:
        """The original index of each character of ``compact[start:end]``."""
        return self._map(True)[start:end]

    def span(self, start: int, end: int) -> Span:
        """Where ``folded[start:end]`` (not empty) stands in the original."""
        places = self._map(False)
        return Span(places[start], places[end - 1] + 1)


def _squeeze(folded: str) -> str:
    loose = _SEPARATORS.sub("", folded)
    return _RUN.sub(r"\1", loose) if _RUN.search(loose) else loose


def compact(text: str) -> str:
    """The form in which words are looked up: for words and messages alike."""
    return _squeeze(fold(text))


def fold(text: str) -> str:
    return text[:MAX_LENGTH].translate(_FOLDED)


def normalise(text: str) -> Normalised:
    text = text[:MAX_LENGTH]
    folded = text.translate(_FOLDED)
    return Normalised(text, folded, _squeeze(folded))


def digits(folded: str) -> str:
    """The folded text with Chinese numerals and o, l, i read as digits; of the same length."""
    return folded.translate(_DIGITS)
