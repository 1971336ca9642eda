"""Personal numbers are shown with their middle left out."""

import re

from bot.domain.people import plain

_LONG_NUMBER = re.compile(r"(?<!\d)\d(?:[ \-]?\d){6,}[xX]?(?!\d)")
_HAN_NUMBER = re.compile(r"[〇零一二三四五六七八九幺](?:[ \-]?[〇零一二三四五六七八九幺]){6,}")


def mask(text: str) -> str:
    """Numbers of seven and more digits as ``138****0000``, also with blanks or hyphens in them."""
    return _HAN_NUMBER.sub("****", _LONG_NUMBER.sub(_short, plain(text)))


def _short(found: "re.Match[str]") -> str:
    digits = re.sub(r"[ \-]", "", found[0])
    return f"{digits[:3]}****{digits[-4:]}"
