"""One stretch of the day, on the days it is for."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.hours.days import ALWAYS, PLAIN_WEEK, Days

DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """Minutes of the day from ``start`` (0 to 1439) to ``end``; beyond 1440 it ends on the next day."""

    start: int
    end: int
    days: Days = ALWAYS

    def __post_init__(self) -> None:
        if not 0 <= self.start < DAY_MINUTES or not 0 < self.end - self.start <= DAY_MINUTES:
            raise ValueError(f"hours from minute {self.start} to {self.end}")

    def __str__(self) -> str:
        return f"{_clock(self.start)}-{_clock(self.end if self.end == DAY_MINUTES else self.end % DAY_MINUTES)}"


def never_ends(stretches: tuple[Stretch, ...]) -> bool:
    """Whether a plain week has no minute outside them."""
    week = 7 * DAY_MINUTES
    taken = bytearray(week)
    monday = date(2024, 1, 1)
    for i in range(7):
        for stretch in stretches:
            if stretch.days.hold(monday + timedelta(days=i), PLAIN_WEEK):
                start = i * DAY_MINUTES + stretch.start
                for minute in range(start, i * DAY_MINUTES + stretch.end):
                    taken[minute % week] = 1
    return all(taken)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
