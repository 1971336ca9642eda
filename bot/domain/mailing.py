"""E-mail addresses as people type them."""

import re

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,180}[A-Za-z0-9])?")


def is_address(text: str) -> bool:
    """Whether this can stand as the one recipient of a letter: no display name, nothing quoted, no line ends."""
    return _ADDRESS.fullmatch(text) is not None and ".." not in text
