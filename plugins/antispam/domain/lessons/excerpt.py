"""What is kept of a lesson's text for people to know it again: little, and nothing personal."""

import re

SHOWN = 6
_TELLING = re.compile(r"[0-9A-Za-z@_./:+\-]+")
"""Numbers, names of accounts, addresses: covered whole."""


def excerpt(text: str, shown: int = SHOWN) -> str:
    """The first few letters, with numbers and handles covered, and the length: ``加微信＊领…（34字）``."""
    line = " ".join(text.split())
    head = _TELLING.sub("＊", line)[:shown]
    return f"{head}{'…' if len(line) > shown else ''}（{len(line)}字）"
