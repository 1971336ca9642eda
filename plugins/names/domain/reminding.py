"""When whoever has a wrong card is reminded, and when the administrators get the list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import MemberId

GRACE = timedelta(days=7)
MOST_REMINDERS = 3
APART = timedelta(days=2) - timedelta(hours=1)
"""Between two reminders; an hour less, for rounds begin at a clock's time and not to the second."""
LISTED_AGAIN = timedelta(days=7) - timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A member whose card is wrong since ``since``. ``proposal`` is the exact right card, "" where nobody can say."""

    member: MemberId
    name: str
    faults: tuple[str, ...]
    proposal: str
    since: datetime
    reminders: int = 0
    reminded_at: datetime | None = None
    listed_at: datetime | None = None


def to_remind(wrong: Collection[Wrong], now: datetime, grace: timedelta) -> list[Wrong]:
    """Whose turn it is: three times at most, two days apart, not once the grace time is over.

    Whoever was reminded least comes first, for a message names only some.
    """
    turn = [
        each
        for each in wrong
        if now < each.since + grace
        and each.reminders < MOST_REMINDERS
        and (each.reminded_at is None or now - each.reminded_at >= APART)
    ]
    return sorted(turn, key=lambda each: (each.reminders, each.since))


def overdue(wrong: Collection[Wrong], now: datetime, grace: timedelta) -> list[Wrong]:
    """Whose grace time is over, most reminded first."""
    late = [each for each in wrong if now >= each.since + grace]
    return sorted(late, key=lambda each: (-each.reminders, each.since))


def worth_listing(late: Collection[Wrong], now: datetime) -> bool:
    """Whether somebody is late whom the administrators have not been shown in a week."""
    return any(each.listed_at is None or now - each.listed_at >= LISTED_AGAIN for each in late)
