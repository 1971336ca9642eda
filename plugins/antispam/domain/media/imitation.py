"""Names that pretend to be somebody else's: letters swapped, a brand within another name, a site below a site."""

import unicodedata
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

from ..text.normalise import fold
from .lists import LISTS, covers, split_host

_FAKE_LETTERS = str.maketrans("013457", "oieast")
_DIGIT_FOR_L = str.maketrans("1", "l")
_BY_MANY = (".gov.cn", ".edu.cn")
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_SHORTEST = 6
"""Brands of fewer letters are one letter away from too many ordinary names."""
_ENDINGS = frozenset({"com", "cn", "net", "org", "gov", "edu"})
_AT_HOME = frozenset({"com", "cn", "net", "org", "hk", "tw"})
"""Where the owners of a brand register its very name themselves."""
_NEW_ENDING = 4
"""Registries with longer names are open to everybody; a brand's own countries have two or three letters."""


class Imitation(Enum):
    """``SURE``: nobody has such a name by chance. ``LIKELY``: a person should look."""

    SURE = auto()
    LIKELY = auto()


@lru_cache(maxsize=2048)
def imitates(host: str) -> Imitation | None:
    """Whether a folded host name, itself not listed as known, is made to be taken for a well-known one."""
    parts = split_host(host)
    if parts is None or any(_hides_latin(label) for label in host.split(".") if label.startswith("xn--")):
        return Imitation.SURE if parts is not None else None
    below, name, suffix = parts
    if _shows_a_site(below, name):
        return Imitation.SURE
    named = _names_brand(name)
    if named and (name not in LISTS["brands"] or _is_cheap(suffix)):
        return Imitation.SURE
    if (named and suffix.rsplit(".", 1)[-1] not in _AT_HOME) or _is_one_off(name):
        return Imitation.LIKELY
    return Imitation.SURE if _is_cheap(suffix) and any(_names_brand(label) for label in below) else None


def is_mixed(written: str, host: str) -> bool:
    """Whether letters of other alphabets stand in for Latin ones. ``written`` is the host as it was typed."""
    plain = unicodedata.normalize("NFKC", written).lower()
    foreign = any(c.isalpha() and not c.isascii() and unicodedata.category(c) != "Lo" for c in plain)
    return foreign and host.isascii()


def _is_cheap(suffix: str) -> bool:
    last = suffix.rsplit(".", 1)[-1]
    return last in LISTS["cheap"] or (len(last) >= _NEW_ENDING and last.isascii())


def _names_brand(label: str) -> bool:
    """A brand as one piece of the label, also with digits for letters or ``rn`` for ``m``."""
    brands = LISTS["brands"]
    return any(form in brands for piece in {label, *label.split("-")} for form in _forms(piece))


def _forms(piece: str) -> set[str]:
    forms = {piece, piece.translate(_FAKE_LETTERS), piece.translate(_DIGIT_FOR_L).translate(_FAKE_LETTERS)}
    for pair, letter in _PAIRS:
        forms |= {form.replace(pair, letter) for form in set(forms)}
    return forms


def _shows_a_site(below: tuple[str, ...], name: str) -> bool:
    """``www.icbc.com.cn.example.top``, ``gov-cn.top``: another site's whole name, or the state's, as a decoration."""
    labels = (*below, name)
    pieces = name.split("-")
    if "gov" in pieces and len(pieces) > 1:
        return True
    return any(second == "gov" or (second in _ENDINGS and _names_brand(first)) for first, second in pairwise(labels))


def _is_one_off(name: str) -> bool:
    """One letter more, less, other or swapped than a brand of six letters or more."""
    if len(name) < _SHORTEST - 1 or name in LISTS["not_imitations"] or name.isdigit():
        return False
    return any(_differ_by_one(name, brand) for brand in LISTS["brands"] if len(brand) >= _SHORTEST)


def _differ_by_one(name: str, brand: str) -> bool:
    if name == brand or abs(len(name) - len(brand)) > 1 or brand.isdigit():
        return False
    start = 0
    while start < min(len(name), len(brand)) and name[start] == brand[start]:
        start += 1
    rest, other = name[start:], brand[start:]
    if len(rest) == len(other):
        swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
        return rest[1:] == other[1:] or swapped
    return rest[1:] == other or rest == other[1:]


def _hides_latin(label: str) -> bool:
    """Whether letters of other alphabets stand in an internationalised label for Latin ones, or it cannot be read."""
    try:
        written = label.encode("ascii").decode("idna")
    except UnicodeError:
        return True
    return any(c.isalpha() and not c.isascii() and fold(c).isascii() for c in written)


def is_trusted(host: str) -> bool:
    """On the list of known names, or one that only the state or a university is given."""
    return host.endswith(_BY_MANY) or covers(LISTS["known"], host)
