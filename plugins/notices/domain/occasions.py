"""When a notice is reminded of: before its deadline, at it, after it, and when the superior is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

TOGETHER = timedelta(minutes=10)
"""What falls due within this time is said in one message."""
MARGIN = timedelta(minutes=10)
"""How long before the quiet hours begin that is said which could only be said after the deadline."""
TOO_LATE = timedelta(hours=24)
"""A reminder that could not be given for this long is missed, not given late."""
DEADLINE, SUPERIOR = "deadline", "superior"


class Hours(Protocol):
    """When the bot's own reminders wait."""

    def is_quiet(self, now: datetime) -> bool: ...

    def next_loud(self, now: datetime) -> datetime: ...

    def quiet_since(self, now: datetime) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Pace:
    """What the regulation asks: how long before and after the deadline, and when the superior is told.

    ``superior`` None: never. ``private`` allows writing to people in private, ``mention_all`` to everybody at once.
    """

    before: tuple[timedelta, ...]
    after: tuple[timedelta, ...] = ()
    superior: timedelta | None = None
    private: bool = False
    mention_all: bool = False


@dataclass(frozen=True, slots=True)
class Occasion:
    """``name`` is the same for ever: ``before:7200`` (seconds), ``deadline``, ``after:3600``, ``superior``."""

    name: str
    due: datetime


def occasions(deadline: datetime, since: datetime, pace: Pace, hours: Hours, *, urgent: bool) -> list[Occasion]:
    """All occasions of a notice that went out at ``since``, in the order of their time, moved out of quiet hours.

    What would have been before ``since`` is left out.
    """
    found: list[Occasion] = []
    for before in sorted(set(pace.before), reverse=True):
        due = deadline - before
        moved = due if urgent else _before_deadline(due, deadline, since, hours)
        if before > timedelta(0) and due > since and moved is not None:
            found.append(Occasion(f"before:{_seconds(before)}", moved))
    later = [(DEADLINE, timedelta(0))]
    later += [(f"after:{_seconds(after)}", after) for after in sorted(set(pace.after)) if after > timedelta(0)]
    if pace.superior is not None:
        later.append((SUPERIOR, pace.superior))
    for name, after in later:
        due = deadline + after
        found.append(Occasion(name, due if urgent else hours.next_loud(due)))
    return sorted(found, key=lambda occasion: occasion.due)


def _before_deadline(due: datetime, deadline: datetime, since: datetime, hours: Hours) -> datetime | None:
    """In quiet hours: when they end, if that is before the deadline, else shortly before they begin; else never."""
    if not hours.is_quiet(due):
        return due
    loud = hours.next_loud(due)
    if loud < deadline:
        return loud
    early = hours.quiet_since(due) - MARGIN
    return early if early > since and not hours.is_quiet(early) else None


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())


def now_due(planned: Sequence[Occasion], given: Iterable[datetime], now: datetime) -> Occasion | None:
    """The latest that is due within ``TOGETHER`` and was not given yet; it stands for those before it.

    ``given`` are the times of all reminders of the notice so far, by hand too: one within ``TOGETHER`` before an
    occasion, or after it, stands for it.
    """
    last = max(given, default=None)
    due = [one for one in planned if one.due <= now + TOGETHER]
    open_ones = [one for one in due if last is None or last < one.due - TOGETHER]
    return open_ones[-1] if open_ones else None
