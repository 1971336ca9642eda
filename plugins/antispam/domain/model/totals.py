"""What the weights of a text's buckets amount to: by the compiled library where it was built, else in Python."""

from collections.abc import Callable
from operator import itemgetter

from ..native import Native, Tables, kinds_of, quickest
from ..text.normalise import Normalised, normalise
from .features import BITS, FACTORS, HEARD, INSERTED, KINDS, buckets_of

_PROBES = (
    "",
    "收到",
    "明天下午3点半在203开会，请带PPT v2.pdf！",
    "加V信138❤日赚300🧧",
    "今天天气不错，大家辛苦了~谢谢" * 10,
    "𠮷" * 9,
    "好，谢谢！！——哈哈 2、3",
    "好哈哈哈谢谢你们大家★",
)
Totals = tuple[int, int, int]
"""So many distinct buckets, and the sums of their bytes of either task: spam and abuse."""
Weigh = Callable[[Normalised], Totals]


def weighing(spam: bytes, abuse: bytes, native: Native | None) -> Weigh:
    """Of two tasks' weights, a byte for each bucket, the quickest way there is."""
    plain = _in_python(spam, abuse)
    probes = [(normalise(probe),) for probe in _PROBES]
    return quickest(native, lambda built: _natively(built, spam, abuse, plain), plain, probes)


def is_compiled(weigh: Weigh) -> bool:
    return getattr(weigh, "__name__", "") == "compiled"


def _in_python(spam: bytes, abuse: bytes) -> Weigh:
    def plain(text: Normalised) -> Totals:
        buckets = buckets_of(text)
        pick = itemgetter(*buckets)
        return len(buckets), sum(pick(spam)), sum(pick(abuse))

    return plain


def _natively(native: Native, spam: bytes, abuse: bytes, plain: Weigh) -> Weigh:
    """What the library leaves goes to ``plain``."""
    kinds = kinds_of({1 << bit: pattern for bit, pattern in enumerate(KINDS)})
    heard, factors = HEARD.encode("utf-16-le", "surrogatepass"), b"".join(f.to_bytes(8, "little") for f in FACTORS)
    tables: Tables = _side_by_side(spam, abuse), kinds, heard, factors, BITS, INSERTED

    def compiled(text: Normalised) -> Totals:
        return native.totals(tables, text.original, text.folded, text.compact) or plain(text)

    return compiled


def _side_by_side(spam: bytes, abuse: bytes) -> bytes:
    """Each bucket's two weights lie together, so that memory is waited for once."""
    both = bytearray(2 * len(spam))
    both[0::2], both[1::2] = spam, abuse
    return bytes(both)
