"""Personal data and secrets: what others must not learn from a group."""

import re
from collections.abc import Iterable, Sequence

from ..text.normalise import Normalised
from .found import SIGNS, Personal
from .homes import exposes, homes
from .keys import connections, keys, passwords, speaks_of_passwords
from .markings import marked_files, markings, own_secrets, own_secrets_of_files, private_files, speaks_of_marks
from .numbers import (
    cards,
    email_lists,
    identities,
    insurances,
    mobile_lists,
    mobiles,
    numbered_files,
    plate_lists,
    travel_papers,
    valid_card,
    valid_identity,
)

__all__ = ["SIGNS", "Personal", "find_personal", "find_secrets", "may_hold", "mobiles", "valid_card", "valid_identity"]

_FEW_DIGITS = re.compile(r"\d\D?\d\D?\d")
_LONG_NUMBER = re.compile(r"\d[\d \-]{9,}")


def may_hold(text: Normalised, own_words: Iterable[str] = ()) -> bool:
    """Whether there is anything to look for, at a microsecond's cost; False is certain."""
    if speaks_of_marks(text) or (own_words and any(own_secrets(text, own_words))):
        return True
    return not text.plain and (
        _FEW_DIGITS.search(text.folded) is not None
        or "@" in text.folded
        or speaks_of_passwords(text.folded)
        or "-----BEGIN" in text.original
    )


def find_personal(text: Normalised, files: Sequence[str] = ()) -> list[Personal]:
    """Numbers and homes of persons; what one needs to be reached at work is none, told one by one."""
    folded = text.folded
    found = [*private_files(files), *numbered_files(files)] if files else []
    if text.plain:
        return found
    if "@" in folded:
        found += email_lists(text)
    if not _FEW_DIGITS.search(folded):
        return found
    phones: list[Personal] = []
    if _LONG_NUMBER.search(folded):
        found += identities(text)
        found += cards(text, found)
        phones = mobiles(text)
    exposed = exposes(folded)
    if exposed:
        found += phones
    elif phones:
        found += mobile_lists(text, phones)
        found += plate_lists(text, len(phones))
    found += travel_papers(text)
    found += insurances(text)
    found += homes(text, exposed=exposed, reachable=bool(phones))
    return found


def find_secrets(text: Normalised, files: Sequence[str] = (), own_words: Sequence[str] = ()) -> list[Personal]:
    """Keys, passwords of accounts, marks of confidential papers, and the unit's own words."""
    found: list[Personal] = []
    if not text.plain:
        found += keys(text)
        if "://" in text.original:
            found += connections(text)
        if speaks_of_passwords(text.folded):
            found += passwords(text)
    if speaks_of_marks(text):
        found += markings(text)
    if own_words:
        found += own_secrets(text, own_words)
    if files:
        found += marked_files(files)
        found += own_secrets_of_files(files, own_words)
    return found
