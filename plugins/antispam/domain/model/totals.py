"""What the weights of a text's buckets amount to: by a small compiled library where one was built, else in Python.

The library (``totals.c``, built by ``tools/build_totals.py``) does the same for ordinary texts in a fraction of the
time. It is only believed once it has answered as Python does on a few; where it is missing, only speed is missing.
"""

import ctypes
import sysconfig
from collections.abc import Callable
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from ..text.normalise import Normalised, normalise
from .features import BITS, FACTORS, HEARD, INSERTED, KINDS, buckets_of

LIBRARY = Path(__file__).with_name(f"totals.{sysconfig.get_platform()}.so")
_KNOWN = 0x20000
"""The library knows the characters below this: all that are usual."""
_PROBES = (
    "",
    "收到",
    "明天下午3点半在203开会，请带PPT v2.pdf！",
    "加V信138❤日赚300🧧",
    "今天天气不错，大家辛苦了~谢谢" * 10,
    "𠮷" * 9,
)


class Totals(NamedTuple):
    """So many distinct ``buckets``, and the sums of their bytes of either task."""

    buckets: int
    spam: int
    abuse: int


Weigh = Callable[[Normalised], Totals]


def weighing(spam: bytes, abuse: bytes, library: Path = LIBRARY) -> Weigh:
    """Of two tasks' weights, a byte for each bucket, the quickest way there is. Never raises for a library's sake."""
    plain = _in_python(spam, abuse)
    try:
        compiled = _compiled(spam, abuse, plain, library)
    except (OSError, AttributeError):  # there is none, or it is another machine's
        return plain
    return compiled if all(compiled(probe) == plain(probe) for probe in map(normalise, _PROBES)) else plain


def is_compiled(weigh: Weigh) -> bool:
    return getattr(weigh, "__name__", "") == "compiled"


def _in_python(spam: bytes, abuse: bytes) -> Weigh:
    def plain(text: Normalised) -> Totals:
        buckets = buckets_of(text)
        pick = itemgetter(*buckets)
        return Totals(len(buckets), sum(pick(spam)), sum(pick(abuse)))

    return plain


class _Weighing(ctypes.Structure):
    """The structure of the same fields in C."""

    _fields_ = (
        ("factors", ctypes.c_uint64 * len(FACTORS)),
        ("weights", ctypes.c_char_p),
        ("kinds", ctypes.c_char_p),
        ("heard", ctypes.c_char_p),
        ("totals", ctypes.c_int64 * 2),
        ("bits", ctypes.c_int32),
        ("inserted", ctypes.c_int32),
    )


def _compiled(spam: bytes, abuse: bytes, plain: Weigh, library: Path) -> Weigh:
    """Raises OSError or AttributeError where ``library`` cannot be used. What it leaves goes to ``plain``."""
    weigh = ctypes.PyDLL(str(library)).qungui_weigh  # this keeps the interpreter's lock: one text at a time
    weigh.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_int, ctypes.c_int)
    by = _Weighing(bits=BITS, inserted=round(100 * INSERTED), factors=(ctypes.c_uint64 * len(FACTORS))(*FACTORS))
    by.weights, by.kinds, by.heard = _side_by_side(spam, abuse), _kinds(), HEARD.encode("utf-16-le", "surrogatepass")
    where, answer = ctypes.addressof(by), by.totals

    def compiled(text: Normalised) -> Totals:
        original, folded, compact = text.original, text.folded, text.compact
        signs = (original + folded + compact).encode("utf-32-le", "surrogatepass")
        buckets = weigh(where, signs, len(original), len(folded), len(compact))
        return Totals(buckets, answer[0], answer[1]) if buckets >= 0 else plain(text)

    return compiled


def _side_by_side(spam: bytes, abuse: bytes) -> bytes:
    """Each bucket's two weights lie together, so that memory is waited for once."""
    both = bytearray(2 * len(spam))
    both[0::2], both[1::2] = spam, abuse
    return bytes(both)


@cache
def _kinds() -> bytes:
    every, kinds = "".join(map(chr, range(_KNOWN))), bytearray(_KNOWN)
    for bit, pattern in enumerate(KINDS):
        for match in pattern.finditer(every):
            for place in range(match.start(), match.end()):
                kinds[place] |= 1 << bit
    return bytes(kinds)
