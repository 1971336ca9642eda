"""How far a newcomer is, and when they are reminded or handed to a person."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

OPEN, PASSED, HANDED_OVER, EXCUSED = "open", "passed", "handed_over", "excused"
MOST_A_DAY = 12
"""Answers a member may give in a day: enough for whoever reads, too few for whoever guesses through."""
BETWEEN = timedelta(seconds=2)
"""Between two answers."""
FIRST_REMINDER = timedelta(hours=20)
MOST_REMINDERS = 2
KEPT_KEYS = 200
"""Of the questions asked, the newest are kept."""
ROUND = 2
"""In a group the count is told after so many answers at least: it must not tell which of them was right."""


@dataclass(frozen=True, slots=True)
class Progress:
    """``right`` of ``needed`` so far; ``in_round`` answers given since the count was last told."""

    needed: int
    right: int
    answered_today: int
    in_round: int
    day: str = ""
    answered_at: datetime | None = None

    @property
    def is_passed(self) -> bool:
        return self.right >= self.needed


def may_answer(progress: Progress, now: datetime, day: str) -> str | None:
    """Why not now: ``too_fast`` or ``tomorrow``, None where they may. ``day`` is today by people's clocks."""
    if progress.answered_at is not None and now - progress.answered_at < BETWEEN:
        return "too_fast"
    today = progress.answered_today if progress.day == day else 0
    return "tomorrow" if today >= MOST_A_DAY else None


def answered(progress: Progress, right: bool, now: datetime, day: str) -> Progress:
    today = progress.answered_today if progress.day == day else 0
    return replace(
        progress,
        right=progress.right + right,
        answered_today=today + 1,
        in_round=progress.in_round + 1,
        day=day,
        answered_at=now,
    )


def tells_count(progress: Progress, *, private: bool) -> bool:
    """Whether this answer's feedback may name how many were right."""
    return private or progress.is_passed or progress.in_round >= max(ROUND, progress.needed - progress.right)


def turn_of(since: datetime, reminded_at: datetime | None, reminders: int, now: datetime) -> str | None:
    """``remind``, ``hand_over`` or None for whoever is still open, once a working day."""
    last = reminded_at or since
    if now - last < FIRST_REMINDER:
        return None
    return "hand_over" if reminders >= MOST_REMINDERS else "remind"
