"""Hashed character n-grams of several views of a text at once, without numpy.

The views become one large integer with a 64-bit lane for each character. A multiplication, a shift and an
addition then hash all n-grams of a length in one go, which for chat messages is faster than numpy and
loads nothing. No lane carries into its neighbour: a code point has 21 bits, a factor 40, and at most three
products are added. The numbers are the same in every process and version of Python: files of weights need that.
"""

import re
from functools import cache

from ..text.homophones import sounded
from ..text.normalise import Normalised, normalise

SCHEME = "3"
"""Changes whenever the same views of a text would give other buckets: weights of another scheme mean nothing."""
BITS = 19
"""So many bits number a bucket."""
HEAD, TAIL = 200, 100
"""Characters of a long text that are read, at its begin and its end: what is offered, and where to go."""
LONGEST_SHAPE = 120
_INSERTED = 0.3
"""Signs and spaces for each letter, digit and hanzi, above which they are taken for inserted ones; English has .2."""
_STUCK = 3
"""Pictures that read as a word or a number, from which they are taken for inserted ones too."""

_LANE = 64
_PRODUCT_BITS = 40
_BEGIN, _BETWEEN = "\x02", "\x03"
_A_HANZI, _A_WORD, _A_DIGIT, _A_SIGN = "\x05", "\x06", "\x07", "\x08"
"""The compact view has no control characters, so the two of a line cannot be taken for each other."""

_DIGIT = re.compile("[0-9]")
_DIGITS = re.compile("[0-9]+")
_HANZI = re.compile("[一-鿿]+")
_ASCII = re.compile("[0-9a-z]")
_LETTERS = re.compile("[a-z]+")
_OTHERS = re.compile(r"[^\w\s\x05-\x08，。！？、：；“”…,.!?:;()（）【】/@+\-~]+")
_STRAY = re.compile("[^0-9a-z一-鿿]|[丨丶丿乀乁乂亅乚乛]")
"""What no Chinese message is written in, and bare strokes."""
_SAID = re.compile(r"[\w\s]+")
_NUMERAL = re.compile("[零〇一二三四五六七八九十两壹贰叁肆伍陆柒捌玖幺]")
_STICKERS = re.compile("[0-9#*]\ufe0f?\u20e3|[\U0001f200-\U0001f251㊀-㊰🐀-🐾🛰🛩✈💰💵]")


def buckets_of(text: Normalised) -> set[int]:
    """The distinct buckets of a text's n-grams of one to three characters, from 0 to 2**BITS - 1; never empty.

    Of how it sounds and of its shape two and three, of what was said and of its signs one: most disguises
    leave the sounds. Numbers, spelt or not, are all 0: which number is advertised tells nothing, that there
    is one does.
    """
    if len(_STICKERS.findall(text.original)) >= _STUCK:
        text = normalise(_STICKERS.sub("", text.original))
    said = _cut(_STRAY.sub("", text.compact))
    few = len(text.folded) - len(text.compact) <= _INSERTED * len(text.compact)
    written = _cut(text.folded) if few else said  # signs put between all characters would drown out the rest
    said = said if text.plain else _DIGIT.sub("0", said)
    line = _BEGIN + sounded(_NUMERAL.sub("0", said)) + _BETWEEN + shape(written) + _BETWEEN
    lanes = len(line) - 1
    number = _lanes(line)
    rest = number >> _LANE
    two = number * _FACTORS[0] + rest * _FACTORS[1]
    three = two + (rest >> _LANE) * _FACTORS[2]
    parts = [_hashes(two, lanes, 0), _hashes(three, lanes - 1, 1)]
    if said:
        parts.append(_hashes(_lanes(said) * _FACTORS[3], len(said), 2))
    if few and (signs := _SAID.sub("", written)):
        parts.append(_hashes(_lanes(signs) * _FACTORS[4], len(signs), 2))
    return set(memoryview(b"".join(parts)).cast("Q"))


def _lanes(line: str) -> int:
    return int.from_bytes(("\0".join(line) + "\0").encode("utf-32-le", "surrogatepass"), "little")


def _hashes(total: int, lanes: int, kind: int) -> bytes:
    """Some middle bits of each lane: other ones for each kind of n-gram, so that equal factors do not meet."""
    return ((total >> _PRODUCT_BITS - BITS - kind) & _mask(lanes)).to_bytes(8 * lanes, "little")


def shape(written: str) -> str:
    """A mark for a run of hanzi, letters or rare signs, and one to four for digits by their number."""
    marks = _HANZI.sub(_A_HANZI, written)
    if _ASCII.search(marks):
        marks = _DIGITS.sub(_digits, _LETTERS.sub(_A_WORD, marks))
    return _OTHERS.sub(_A_SIGN, marks)[:LONGEST_SHAPE]


def _digits(run: re.Match[str]) -> str:
    return _A_DIGIT * min(4, (run.end() - run.start() + 2) // 3)


def _cut(text: str) -> str:
    return text if len(text) <= HEAD + TAIL else text[:HEAD] + text[-TAIL:]


def _factor(number: int) -> int:
    """The n-th odd factor, of 40 bits (splitmix64)."""
    z = (number * 0x9E3779B97F4A7C15 + 0x1F83D9ABFB41BD6B) & (1 << 64) - 1
    z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & (1 << 64) - 1
    z = ((z ^ z >> 27) * 0x94D049BB133111EB) & (1 << 64) - 1
    return (z ^ z >> 31) >> 24 | 1


_FACTORS = tuple(map(_factor, range(1, 6)))


@cache
def _mask(lanes: int) -> int:
    """The low BITS bits of each lane. No line has more than HEAD + TAIL + LONGEST_SHAPE + 3."""
    return int.from_bytes(((1 << BITS) - 1).to_bytes(8, "little") * lanes, "little")
