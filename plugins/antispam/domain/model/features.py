"""Hashed character n-grams of several views of a text at once, without numpy.

The views become large integers with a 64-bit lane for every other character. Multiplications, shifts and additions
then hash all n-grams of a length in one go, which for chat messages is faster than numpy and loads nothing. No lane
carries into its neighbour: a code point has 21 bits, a factor 40, and at most three products are added. The numbers
are the same in every process and version of Python: files of weights need that.
"""

import re
from typing import NamedTuple

from ..text.homophones import sounds
from ..text.normalise import Normalised, normalise

SCHEME = "4"
"""Changes whenever the same views of a text would give other buckets: weights of another scheme mean nothing."""
BITS = 19
"""So many bits number a bucket."""
HEAD, TAIL = 200, 100
"""Characters of a long text that are read, at its begin and its end: what is offered, and where to go."""
LONGEST_SHAPE = 120
INSERTED = 30
"""Signs and spaces for each hundred letters, digits and hanzi, above which they are taken for inserted ones; English
has twenty."""
_STUCK = 3
"""Pictures that read as a word or a number, from which they are taken for inserted ones too."""

_HALF, _LANE = 32, 64
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
_NAMED = re.compile(r"[^\W\d_]")
_RUN = re.compile(rf"({_NAMED.pattern})\1\1+")
_SAID = re.compile(r"[\w\s]+")
_NUMERALS = "零〇一二三四五六七八九十两壹贰叁肆伍陆柒捌玖幺"
HEARD = sounds(dict.fromkeys(_NUMERALS, "0"))
"""By code point how it sounds; numerals sound like a number."""
_STICKER = re.compile("[\U0001f200-\U0001f251㊀-㊰🐀-🐾🛰🛩✈💰💵]")
_STICKERS = re.compile(f"[0-9#*]\ufe0f?\u20e3|{_STICKER.pattern}")
KINDS = (_STRAY, _DIGIT, _HANZI, _LETTERS, _OTHERS, _SAID, _STICKER, _NAMED)
"""What a character may be, one bit each, in the order of ``totals.c``."""


class Views(NamedTuple):
    """``line`` is how a text sounds, and its shape: of it pairs and threes of neighbours are looked at. Of ``alone``,
    what was said and its signs, each character is."""

    line: str
    alone: str


def buckets_of(text: Normalised) -> set[int]:
    """The distinct buckets of a text's n-grams of one to three characters, from 0 to 2**BITS - 1; never empty."""
    return hashed(views_of(text))


def views_of(text: Normalised) -> Views:
    """Most disguises leave the sounds. Numbers, spelt or not, are all 0: which number is advertised tells nothing, that
    there is one does.
    """
    if len(_STICKERS.findall(text.original)) >= _STUCK:
        text = normalise(_STICKERS.sub("", text.original))
    said = _cut(_STRAY.sub("", text.compact))
    written = text.folded
    few = _are_few(written, text)
    if not few:
        written = _RUN.sub(r"\1", written)  # characters written several times are no signs put between others
        few = _are_few(written, text)
    written = _cut(written) if few else said  # signs put between all characters would drown out the rest
    said = said if text.plain else _DIGIT.sub("0", said)
    line = _BEGIN + said.translate(HEARD) + _BETWEEN + shape(written) + _BETWEEN
    return Views(line, said + _SAID.sub("", written) if few else said)


def _are_few(written: str, text: Normalised) -> bool:
    """Whether there are not more signs in what is written than ordinary writing has."""
    return 100 * (len(written) - len(text.compact)) <= INSERTED * len(text.compact)


def hashed(views: Views) -> set[int]:
    """Even and odd characters have numbers of their own, so that each lane has room for a product."""
    line, alone = views
    text = line + alone
    number = int.from_bytes(text.encode("utf-32-le", "surrogatepass"), "little")
    even, odd = number & _LOWER, number >> _HALF & _LOWER
    after = even >> _LANE
    first, second, third, lone = FACTORS
    pairs = even * first + odd * second, odd * first + after * second
    threes = pairs[0] + after * third, pairs[1] + (odd >> _LANE) * third
    end, size = 4 * len(line), 4 * len(text)
    two = _middle(pairs, 0).to_bytes(size, "little")[: end - 4]
    three = _middle(threes, 1).to_bytes(size, "little")[: end - 8]
    one = _middle((even * lone, odd * lone), 2).to_bytes(size, "little")[end:]
    return set(memoryview(two + three + one).cast("I"))


def _middle(lanes: tuple[int, int], kind: int) -> int:
    """Some middle bits of each lane: other ones for each kind of n-gram, so that equal factors do not meet.

    Of even and odd characters in turn, 32 bits for each.
    """
    shift = _PRODUCT_BITS - BITS - kind
    return lanes[0] >> shift & _KEPT | lanes[1] << _HALF - shift & _KEPT_ABOVE


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
    z = (number * 0x9E3779B97F4A7C15 + 0x80CBAA612D97BA1F) & (1 << 64) - 1
    z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & (1 << 64) - 1
    z = ((z ^ z >> 27) * 0x94D049BB133111EB) & (1 << 64) - 1
    return (z ^ z >> 31) >> 24 | 1


FACTORS = tuple(map(_factor, range(1, 5)))
_MOST = 3 * (HEAD + TAIL) + LONGEST_SHAPE + 4
"""Characters hashed at once at most: the sounds, the single characters and the signs of a text, and its shape."""


def _each_lane(bits: int) -> int:
    """So many low bits of each lane."""
    return int.from_bytes(((1 << bits) - 1).to_bytes(8, "little") * (_MOST // 2), "little")


_LOWER, _KEPT = _each_lane(_HALF), _each_lane(BITS)
_KEPT_ABOVE = _KEPT << _HALF
