"""Nobody is spammed: how often a person hears from the bot about notices, and who misses which."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import MemberId

APART = timedelta(hours=1)
A_DAY = 6
DAY = timedelta(days=1)
LINES = 10
"""More notices than these are counted, not named, in one reminder."""


@dataclass(frozen=True, slots=True)
class Missed:
    """One notice in a reminder with those who are mentioned for it, in the order of the mentions."""

    notice: int
    members: tuple[MemberId, ...]


def allowed_at(told: Iterable[datetime], now: datetime) -> datetime:
    """When this person may be reminded again: at most once an hour and six times in any 24 hours.

    ``told`` are the times of the messages that reminded them, each message once.
    """
    times = sorted(moment for moment in told if moment > now - DAY)
    allowed = now
    if times:
        allowed = max(allowed, times[-1] + APART)
    if len(times) >= A_DAY:
        allowed = max(allowed, times[-A_DAY] + DAY)
    return allowed


def by_notice(missing: Mapping[MemberId, Iterable[int]]) -> list[Missed]:
    """The notices in their order, each with the members who miss it."""
    notices = sorted({notice for ids in missing.values() for notice in ids})
    return [Missed(notice, tuple(m for m, ids in missing.items() if notice in set(ids))) for notice in notices]


def same_for_all(lines: Sequence[Missed], members: int) -> bool:
    """Whether everybody mentioned misses the very same notices: then no names are needed."""
    return all(len(line.members) == members for line in lines)


def sign(round_number: int, batch: int, remaining: int, most: int) -> tuple[str, str]:
    """``1`` and ``2/3``: the how-manieth reminder, and which of its messages; "" where there is only one."""
    total = batch - 1 + math.ceil(remaining / most)
    return str(round_number), f"{batch}/{total}" if total > 1 else ""
