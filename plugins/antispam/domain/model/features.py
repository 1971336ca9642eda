"""Hashed character n-grams of several views of a text at once, without numpy.

A view becomes one large integer with a 32-bit lane for each character. Shifts and additions then put the n-grams of
a length into the lanes, and two multiplications hash all of them in one go, which for chat messages is faster than
numpy and loads nothing. No lane carries into its neighbour: the sizes of symbols, keys and factors are chosen so.
The numbers are the same in every process and version of Python: files of weights need that.
"""

import re
from functools import cache

from ..text.homophones import FIRST_SOUND, SOUNDS
from ..text.normalise import Normalised, normalise

SCHEME = "4"
"""Changes whenever the same views of a text would give other buckets: weights of another scheme mean nothing."""
BITS = 17
"""So many bits number a bucket. Half a megabyte of weights fits into the cache of a processor; more were no better."""
HEAD, TAIL = 200, 100
"""Characters of a long text that are read, at its begin and its end: what is offered, and where to go."""
LONGEST_SHAPE = 120
_INSERTED = 0.3
"""Signs and spaces for each letter, digit and hanzi, above which they are taken for inserted ones; English has .2."""
_STUCK = 3
"""Pictures that read as a word or a number, from which they are taken for inserted ones too."""

_LEFT_OUT, _BEGIN, _BETWEEN = "\x01", "\x02", "\x03"
_FOUR_DIGITS, _A_HANZI, _A_WORD, _A_SIGN, _A_DIGIT = "\x04", "\x05", "\x06", "\x07", "\x08"
"""The compact view has no control characters, so the two of a line cannot be taken for each other."""

_STRAY = re.compile("[^0-9a-z一-鿿]|[丨丶丿乀亅乙乚乛乁乂]")
"""What no Chinese message is written in, and bare strokes."""
_HANZI, _LETTERS, _DIGITS = re.compile("[一-鿿]+"), re.compile("[a-z]+"), re.compile("[0-9]+")
_OTHERS = re.compile(r"[^\w\s\x05-\x08，。！？、：；“”…,.!?:;()（）【】/@+\-~]+")
_BEYOND = re.compile("[\U00010000-\U0010ffff]+")
_NUMERALS = "零〇一二三四五六七八九十两壹贰叁肆伍陆柒捌玖幺0123456789"
_STICKERS = re.compile("[0-9#*]\ufe0f?\u20e3|[\U0001f200-\U0001f251㊀-㊰🐀-🐾🛰🛩✈💰💵]")
_A_STICKER = re.compile("[\u20e3\U0001f200-\U0001f251㊀-㊰🐀-🐾🛰🛩✈💰💵]")
"""A sign of one of them: a class alone is found in half the time."""

_LANE = 32
_SYMBOL, _SOUND, _RARE, _RARES = 10, 0x80, 0x280, 0x180
"""Bits of a symbol; the first one for sounds; the first of those that all other characters share, and their number."""
_PAIR, _CHARACTER = 1 << 30, 1 << 31
"""Keys of pairs and of characters as written are told from those of three symbols by their highest bits."""
_LOW = 15
_FACTOR, _OTHER_FACTOR = 0x1E35B, 0x429F
"""Odd, of 17 and 15 bits: with the 15 low and 17 high bits of a key they fill a lane."""
_DROPPED = 12
"""Of a hash the lowest bits: they are the least mixed ones."""


def buckets_of(text: Normalised) -> set[int]:
    """The distinct buckets of a text, from 0 to 2**BITS - 1; never empty.

    Of how it sounds and of its shape two and three symbols each, of what was written one. Most disguises leave the
    sounds. Numbers, spelt or not, all sound like 0: which number is advertised tells nothing, that there is one does.
    Of the word lists the model knows nothing, so that it can contradict them.
    """
    if _A_STICKER.search(text.original) and len(_STICKERS.findall(text.original)) >= _STUCK:
        text = normalise(_STICKERS.sub("", text.original))
    said = cut(text.compact)
    few = len(text.folded) - len(text.compact) <= _INSERTED * len(text.compact)
    written = cut(text.folded) if few else said  # signs put between all characters would drown out the rest
    line = _BEGIN + said.translate(_HEARD).replace(_LEFT_OUT, "") + _BETWEEN + shape(written) + _BETWEEN
    return set(memoryview(_hashes(line, said)).cast("I"))


def _hashes(line: str, said: str) -> bytes:
    """Of all pairs and threes of the line and of all single characters said, a bucket in four bytes each."""
    symbol, pair, a_pair, three = _line_masks(len(line))
    symbols = _lanes(line) & symbol
    pairs = symbols + (symbols >> _LANE - _SYMBOL) & pair
    threes = pairs + (symbols >> 2 * (_LANE - _SYMBOL)) & three
    count = len(line) - 1
    keys = pairs | a_pair | threes << _LANE * count
    count += count - 1
    if said:
        keys |= (_lanes(said) | _every(_CHARACTER, len(said))) << _LANE * count
        count += len(said)
    low, high, bucket = _masks(count)
    mixed = (keys & low) * _FACTOR ^ (keys >> _LOW & high) * _OTHER_FACTOR
    mixed ^= mixed >> _LOW & high
    return (mixed >> _DROPPED & bucket).to_bytes(_LANE // 8 * count, "little")


def _lanes(line: str) -> int:
    return int.from_bytes(line.encode("utf-32-le", "surrogatepass"), "little")


def shape(written: str) -> str:
    """A mark for a run of hanzi, of letters or of rare signs, and marks for digits that tell how many they are."""
    if _BEYOND.search(written):
        written = _BEYOND.sub(_A_SIGN, written)
    marks = written.translate(_SHAPES)
    for mark in (_A_HANZI, _A_WORD, _A_SIGN):
        while mark + mark in marks:  # halves the runs each time, and is faster than an expression
            marks = marks.replace(mark + mark, mark)
    return marks.replace(4 * _A_DIGIT, _FOUR_DIGITS)[:LONGEST_SHAPE]


def cut(text: str) -> str:
    """What is read of a long text."""
    return text if len(text) <= HEAD + TAIL else text[:HEAD] + text[-TAIL:]


@cache
def _line_masks(length: int) -> tuple[int, int, int, int]:
    """For a line its symbols; and its pairs, what marks them as such, and its threes, of which there are less."""
    return (
        _every((1 << _SYMBOL) - 1, length),
        _every((1 << 2 * _SYMBOL) - 1, length - 1),
        _every(_PAIR, length - 1),
        _every((1 << 3 * _SYMBOL) - 1, length - 2),
    )


@cache
def _masks(lanes: int) -> tuple[int, int, int]:
    """For keys their low and their high bits, and for hashes a bucket's bits."""
    return _every((1 << _LOW) - 1, lanes), _every((1 << _LANE - _LOW) - 1, lanes), _every((1 << BITS) - 1, lanes)


@cache
def _every(value: int, lanes: int) -> int:
    """The value in each lane. A text has at most 3 · (HEAD + TAIL) + 2 · LONGEST_SHAPE + 4 of them."""
    return int.from_bytes(value.to_bytes(_LANE // 8, "little") * lanes, "little")


def _heard() -> str:
    """By code point the symbol of how it sounds; _LEFT_OUT where there is none."""
    table = [code if code < _SOUND else _RARE + code % _RARES for code in range(0x10000)]
    for code, sound in enumerate(map(ord, SOUNDS)):
        if sound >= FIRST_SOUND > code:
            table[code] = _SOUND + sound - FIRST_SOUND
    for run in _STRAY.finditer(_PLANE):
        table[run.start()] = ord(_LEFT_OUT)
    for numeral in _NUMERALS:
        table[ord(numeral)] = ord("0")
    return "".join(map(chr, table))


def _shapes() -> str:
    """By code point the mark of its kind, or itself."""
    table = _PLANE
    for kind, mark in ((_OTHERS, _A_SIGN), (_HANZI, _A_HANZI), (_LETTERS, _A_WORD), (_DIGITS, _A_DIGIT)):
        table = kind.sub(lambda run, mark=mark: mark * (run.end() - run.start()), table)
    return table


_PLANE = "".join(map(chr, range(0x10000)))
_HEARD, _SHAPES = _heard(), _shapes()
