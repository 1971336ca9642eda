"""What the weights of a text's buckets amount to: by a small compiled library where one was built, else in Python.

The library (``totals.c``, built by ``tools/build_totals.py``) does the same in a fraction of the time. It is only
believed once it has answered as Python does on a few texts; where it is missing, nothing is missing but speed.
"""

import ctypes
import sysconfig
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from .features import BITS, FACTORS, Views, hashed

LIBRARY = Path(__file__).with_name(f"totals.{sysconfig.get_platform()}.so")
_PROBES = (Views("", ""), Views("\x02加V信", "加v"), Views("\x02日赚𠮷300\x03\x05\x07" * 40, "日赚300🧧" * 60))


class Totals(NamedTuple):
    """So many distinct ``buckets``, and the sums of their bytes of either task."""

    buckets: int
    spam: int
    abuse: int


Weigh = Callable[[Views], Totals]


def weighing(spam: bytes, abuse: bytes, library: Path = LIBRARY) -> Weigh:
    """Of two tasks' weights, a byte for each bucket, the quickest way there is. Never raises for a library's sake."""
    plain = _in_python(spam, abuse)
    try:
        compiled = _compiled(spam, abuse, plain, library)
        return compiled if all(compiled(probe) == plain(probe) for probe in _PROBES) else plain
    except (OSError, AttributeError):  # there is none, or it is another machine's
        return plain


def is_compiled(weigh: Weigh) -> bool:
    return getattr(weigh, "__name__", "") == "compiled"


def _in_python(spam: bytes, abuse: bytes) -> Weigh:
    def plain(views: Views) -> Totals:
        buckets = hashed(views)
        if len(buckets) < 2:  # of one alone an itemgetter tells no tuple
            return Totals(len(buckets), *(sum(weights[bucket] for bucket in buckets) for weights in (spam, abuse)))
        pick = itemgetter(*buckets)
        return Totals(len(buckets), sum(pick(spam)), sum(pick(abuse)))

    return plain


class _Weighing(ctypes.Structure):
    """The structure of the same fields in C."""

    _fields_ = (
        ("factors", ctypes.c_uint64 * len(FACTORS)),
        ("spam", ctypes.c_char_p),
        ("abuse", ctypes.c_char_p),
        ("totals", ctypes.c_int64 * 2),
        ("bits", ctypes.c_int32),
    )


def _compiled(spam: bytes, abuse: bytes, plain: Weigh, library: Path) -> Weigh:
    """Raises OSError or AttributeError where ``library`` cannot be used. Texts too long for it go to ``plain``."""
    weigh = ctypes.PyDLL(str(library)).qungui_weigh  # this keeps the interpreter's lock: one text at a time
    weigh.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_int)
    by = _Weighing((ctypes.c_uint64 * len(FACTORS))(*FACTORS), spam, abuse, (ctypes.c_int64 * 2)(), BITS)
    where, answer = ctypes.addressof(by), by.totals

    def compiled(views: Views) -> Totals:
        line, alone = views
        text = line + alone
        count = weigh(where, text.encode("utf-32-le", "surrogatepass"), len(line), len(text))
        return Totals(count, *answer) if count >= 0 else plain(views)

    return compiled
