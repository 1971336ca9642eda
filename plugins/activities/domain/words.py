"""Bare words that sign up: ``报名``, ``参加``, ``我报名 +2``."""

import re

LONGEST = 12
_JOIN = re.compile(r"我?(?:也|要|想)?(?:报名参加|报名|参加)(?:\s*[+＋]\s*([0-9０-９]{1,2}))?\s*[!！。.~～]?")
_GUESTS = re.compile(r"[+＋]\s*([0-9０-９]{1,2})(?:人|位)?")


def read_join(text: str) -> int | None:
    """How many guests come along when the whole of ``text`` signs up, else None."""
    if len(text) > LONGEST:
        return None
    match = _JOIN.fullmatch(text)
    return int(match[1] or 0) if match else None


def read_guests(text: str) -> int | None:
    """``+2`` as a number of guests, else None."""
    match = _GUESTS.fullmatch(text.strip())
    return int(match[1]) if match else None
