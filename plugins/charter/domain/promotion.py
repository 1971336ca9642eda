"""Which clause is made known this week, and when."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain.regulation import Clause, wording

USUAL = "weekly:monday@10:00"
RESTS = timedelta(days=42)
"""A clause is not made known again for this long, unless nothing else is left."""
_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_FORM = re.compile(r"(daily|weekly|monthly)(?::(\w+))?(?:@(\d{1,2}):(\d{2}))?")
LONGEST = 400
_UNTOLD = 50.0


def cron_of(schedule: str) -> str | None:
    """``weekly:monday@10:00``, ``monthly:1``, ``daily`` as a cron rule; None for what cannot be read."""
    match = _FORM.fullmatch(schedule)
    if match is None:
        return None
    period, day, hour, minute = match[1], match[2], int(match[3] or 10), int(match[4] or 0)
    if hour > 23 or minute > 59:
        return None
    if period == "daily":
        return f"{minute} {hour} * * *" if day is None else None
    if period == "weekly":
        day = day or "monday"
        return f"{minute} {hour} * * {_DAYS.index(day)}" if day in _DAYS else None
    day = day or "1"
    return f"{minute} {hour} {int(day)} * *" if day.isdecimal() and 1 <= int(day) <= 28 else None


def choose(
    clauses: Sequence[Clause],
    *,
    promoted: Mapping[str, datetime],
    breaches: Mapping[str, int],
    untold: frozenset[str],
    now: datetime,
) -> Clause | None:
    """The clause that most wants to be known; None where there is none that members could read.

    By path: ``breaches`` of the last month, ``untold`` what some present member has not been told. By words:
    ``promoted``, when it was made known last. What rests is taken last, the longest ago first.
    """
    wanted = [clause for clause in clauses if clause.duties and len(clause.text) <= LONGEST]
    if not wanted:
        return None

    def urgency(clause: Clause) -> tuple[bool, float, float]:
        last = promoted.get(wording(clause.text))
        age = (now - last) / timedelta(days=1) if last is not None else 10_000.0
        weight = breaches.get(clause.path, 0) + (_UNTOLD if clause.path in untold else 0.0)
        return last is None or now - last >= RESTS, weight, age

    # The first of equals, so that a regulation is gone through in its order.
    return max(wanted, key=urgency)
