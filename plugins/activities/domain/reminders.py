"""When those who come are reminded: never in quiet hours, never two reminders on each other's heels."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

BEFORE_QUIET = timedelta(minutes=30)
"""How long before the quiet hours a reminder is sent that would fall into them."""
APART = timedelta(minutes=30)
"""Reminders closer together than this are one."""
LATEST = timedelta(minutes=10)
"""A reminder later than this before the start is of no use any more."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """The group's quiet hours: when those that hold at a moment began (None: none hold), and when they end."""

    began: Callable[[datetime], datetime | None]
    ends: Callable[[datetime], datetime]


@dataclass(frozen=True, slots=True)
class Due:
    """One reminder; ``name`` tells it from the others. After ``until`` it is missed: the next is near."""

    name: str
    at: datetime
    until: datetime


def reminders(starts_at: datetime, before: Iterable[timedelta], quiet: Quiet, now: datetime) -> list[Due]:
    """The reminders that still lie ahead, soonest first; each stands before the start."""
    found: list[tuple[str, datetime]] = []
    for length in sorted(set(before), reverse=True):
        at = moved(starts_at - length, quiet, now)
        if at is None or at <= now or at > starts_at - min(LATEST, length):
            continue
        if found and at - found[-1][1] < APART:
            continue
        found.append((f"remind:{int(length.total_seconds())}", at))
    return [
        Due(name, at, at + (found[i + 1][1] - at) / 2 if i + 1 < len(found) else starts_at)
        for i, (name, at) in enumerate(found)
    ]


def moved(at: datetime, quiet: Quiet, now: datetime) -> datetime | None:
    """``at``, or shortly before the quiet hours it falls into; where that is past, when they end.

    None where ``at`` is past.
    """
    if at <= now:
        return None
    began = quiet.began(at)
    if began is None:
        return at
    earlier = began - BEFORE_QUIET
    if quiet.began(earlier) is not None:
        earlier = began - timedelta(minutes=1)
    return earlier if earlier > now and quiet.began(earlier) is None else quiet.ends(at)
