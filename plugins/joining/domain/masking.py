"""Personal numbers are shown with their middle left out."""

import re
import unicodedata

_BETWEEN = r"[ \-‐‑–—._]"
_LONG_NUMBER = re.compile(rf"(?<!\d)\d(?:{_BETWEEN}?\d){{8,}}[xX]?(?!\d)")
"""Nine digits and more: a date has eight."""
_HAN_NUMBER = re.compile(r"[〇零一二三四五六七八九幺](?:[ \-]?[〇零一二三四五六七八九幺]){8,}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


def mask(text: str) -> str:
    """Numbers of nine and more digits as ``138****0000``, also full-width or with blanks or hyphens in them."""
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    return _HAN_NUMBER.sub("****", _LONG_NUMBER.sub(_short, _INVISIBLE.sub("", digits)))


def _short(found: "re.Match[str]") -> str:
    digits = re.sub(_BETWEEN, "", found[0])
    return f"{digits[:3]}****{digits[-4:]}"
