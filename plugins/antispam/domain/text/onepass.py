"""One pass over a text: its characters folded, the same without what separates them, and what kinds there are."""

import re
from array import array
from collections.abc import Callable
from functools import cache

from ..native import BUILT, DROPPED, KNOWN, UNKNOWN, Native, kinds_of, quickest
from .codewords import HANZI
from .folding import FOLDED, fold_characters
from .splitting import BARE_PARTS

SEPARATES, NUMERAL, NUMBERED, LATIN, DIGIT, BARE, CODE, RUNS, MOVED, SPELT = (1 << bit for bit in range(10))
"""Kinds of characters. Told of a text: LATIN and DIGIT; BARE where it has bare parts of characters, CODE where it has
hanzi that code words are written with; RUNS where the loose one has a character that is no digit three times in a row,
or three hanzi in a row each of which is written twice (加加微微信信); MOVED where not each character was folded to one;
SPELT where six Chinese numerals stand in a row.
"""
NUMERALS = "零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺"
DECORATION = "丶灬乄丿乀彡ヽゝ゛゜ゞの"
Pass = tuple[str, str, int]
"""``folded``, ``loose`` and the kinds of their characters."""

_LOOSE = re.compile(rf"[^\W_{DECORATION}]+")
_SEPARATORS = re.compile(rf"[\W_{DECORATION}]+")
_TWICE = re.compile(r"(\D)\1")
_RUNS = re.compile("(\\D)\\1\\1|(?:([一-鿿])\\2){3}")
"""Of what is written twice most are ordinary words (谢谢)."""
_SPELT = re.compile(f"[{NUMERALS}](?=[{NUMERALS}]{{5}})")
_UNUSUAL = re.compile(f"[0-9a-z{BARE_PARTS}{HANZI}]")
_KINDS = {
    LATIN: re.compile("[a-z]"),
    DIGIT: re.compile("[0-9]"),
    BARE: re.compile(f"[{BARE_PARTS}]"),
    CODE: re.compile(f"[{HANZI}]"),
}
_PROBES = (
    "",
    "收到，谢谢",
    "明天下午3点半在203开会，请带PPT v2.pdf！",
    "加V信138❤日赚300🧧",
    "氵去，好好 好！111",
    "加一三八零零幺，二三四五",
    "加加.微微信信",
    "㎏\u200b開發票の薇",
)


def read_in_python(text: str) -> Pass:
    folded, loose, kinds = loosen_in_python(fold_characters(text))
    moved = text != folded and any(len(FOLDED.get(ord(c), c)) != 1 for c in text)
    return folded, loose, kinds | MOVED if moved else kinds


def loosen_in_python(folded: str) -> Pass:
    loose = _SEPARATORS.sub("", folded)
    kinds = RUNS if (twice := _TWICE.search(loose)) and _RUNS.search(loose, twice.start()) else 0
    if _UNUSUAL.search(folded):
        kinds |= sum(kind for kind, pattern in _KINDS.items() if pattern.search(folded))
    if _SPELT.search(folded):
        kinds |= SPELT
    return folded, loose, kinds


def kept_in_python(folded: str) -> list[int]:
    """The places of what the loose text keeps."""
    return [place for match in _LOOSE.finditer(folded) for place in range(match.start(), match.end())]


def reading(native: Native | None) -> Callable[[str], Pass]:
    """The quickest way there is to read a text."""
    return quickest(native, _read_natively, read_in_python, [(probe,) for probe in _PROBES])


def loosening(native: Native | None) -> Callable[[str], Pass]:
    """The same of one that is folded already."""
    return quickest(native, _loosen_natively, loosen_in_python, [(probe,) for probe in _PROBES])


def keeping(native: Native | None) -> Callable[[str], list[int]]:
    """The quickest way to those places."""
    return quickest(native, _keep_natively, kept_in_python, [(probe,) for probe in _PROBES])


def _read_natively(native: Native) -> Callable[[str], Pass]:
    fold, folds, kinds = native.fold, array("I", map(_fold, range(KNOWN))).tobytes(), _kinds()

    def read(text: str) -> Pass:
        return fold(folds, kinds, text) or read_in_python(text)

    return read


def _loosen_natively(native: Native) -> Callable[[str], Pass]:
    loosen, kinds = native.loosen, _kinds()

    def again(folded: str) -> Pass:
        return loosen(kinds, folded) or loosen_in_python(folded)

    return again


def _keep_natively(native: Native) -> Callable[[str], list[int]]:
    keep, kinds = native.kept, _kinds()

    def places(folded: str) -> list[int]:
        found = keep(kinds, folded)
        return kept_in_python(folded) if found is None else found

    return places


@cache
def _kinds() -> bytes:
    separates, numeral, numbered = rf"[\W_{DECORATION}]", f"[{NUMERALS}]", r"\d"
    alone = {SEPARATES: separates, NUMERAL: numeral, NUMBERED: numbered}
    return kinds_of({kind: re.compile(pattern) for kind, pattern in alone.items()} | _KINDS)


def _fold(code: int) -> int:
    to = FOLDED.get(code, chr(code))
    return DROPPED if not to else ord(to) if len(to) == 1 and ord(to) < KNOWN else UNKNOWN


read, loosen, kept = reading(BUILT), loosening(BUILT), keeping(BUILT)
