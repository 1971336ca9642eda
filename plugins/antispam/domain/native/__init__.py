"""The judge's inner loops in C, built by ``make`` where there is a compiler (``tools/build_native.py``).

Python says what is right, and does it where nothing was built: whoever calls one of these has the same in Python
beside it, and believes the library only once both have answered alike.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from sysconfig import get_config_var
from typing import Protocol, TypeVar, cast

FOLDER = Path(__file__).parent
LIBRARY = FOLDER / f"_native{get_config_var('EXT_SUFFIX')}"
KNOWN = 0x20000
"""The library knows the characters below this: all that are usual."""
DROPPED, UNKNOWN = 0x110000, 0x110001
"""What stands in a table of folds for a character that is left out, and for one that Python has to look at."""
Tables = tuple[bytes, bytes, bytes, bytes, int, int]


class Native(Protocol):
    """Each answers None for a text that takes more thought, and raises TypeError where an argument is no such thing."""

    def fold(self, folds: bytes, kinds: bytes, text: str, /) -> tuple[str, str, int] | None:
        """The text folded, the same without what separates, and all kinds of its characters.

        ``folds``: of each known character the one it is folded to, 4 bytes each. ``kinds``: what a folded one is, a
        byte each: 1 separates, 2 is a numeral, 4 is in no run, others up to 64 are free. The answer has besides 128
        where there are runs, 256 where some characters were left out, 512 where six numerals stand in a row.
        """
        ...

    def loosen(self, kinds: bytes, folded: str, /) -> tuple[str, str, int] | None:
        """The same of a text that is folded."""
        ...

    def kept(self, kinds: bytes, folded: str, /) -> list[int] | None:
        """The places of the characters of a folded text that do not separate, in order."""
        ...

    def anchors(self, form: str, /) -> tuple[str, ...]:
        """Of a compact form the parts that near copies share; of a short one none."""
        ...

    def sound(self, sounds: bytes, text: str, /) -> str | None:
        """Each character of the text as it sounds. ``sounds``: of each below 0x10000 another, 2 bytes each."""
        ...

    def neighbours(self, usual: bytes, compact: str, /) -> tuple[int, int]:
        """The pairs of hanzi side by side, and those of them that ``usual``, a table of ``pairs``, does not have."""
        ...

    def totals(self, tables: Tables, original: str, folded: str, compact: str, /) -> tuple[int, int, int] | None:
        """How many distinct buckets a text's views have, and the sums of their two weights.

        ``tables``: the weights, the kinds of characters, their sounds, the factors, how many bits number a bucket,
        and the signs for each hundred characters from which on they are taken for inserted ones.
        """
        ...


def load(library: Path = LIBRARY) -> Native | None:
    """None where there is no library, or another machine's."""
    loader = ExtensionFileLoader("_native", str(library))
    spec = spec_from_loader("_native", loader)
    if spec is None:
        return None
    try:
        module = module_from_spec(spec)
        loader.exec_module(module)
    except ImportError:
        return None
    return cast(Native, module)


BUILT = load()
Way = TypeVar("Way", bound=Callable[..., object])


def quickest(
    native: Native | None, make: Callable[[Native], Way], plain: Way, probes: Iterable[tuple[object, ...]]
) -> Way:
    """The way that ``make`` makes with the library, where it answers as ``plain`` does; else ``plain``."""
    if native is None:
        return plain
    try:
        way = make(native)
        return way if all(way(*probe) == plain(*probe) for probe in probes) else plain
    except (AttributeError, TypeError, ValueError):  # it was built from another source
        return plain


def kinds_of(patterns: Mapping[int, re.Pattern[str]]) -> bytes:
    """Of each known character the kinds it is of, a byte each: by kind a pattern that finds its characters."""
    every, kinds = "".join(map(chr, range(KNOWN))), bytearray(KNOWN)
    for kind, pattern in patterns.items():
        for match in pattern.finditer(every):
            for place in range(match.start(), match.end()):
                kinds[place] |= kind
    return bytes(kinds)
