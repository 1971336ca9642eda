"""The week, month, quarter or year in which a clause asks for an activity: ``monthly``, ``weekly:friday@10:00``."""

from dataclasses import dataclass
from datetime import datetime, timedelta

_DAY = timedelta(days=1)
_MONTHS = {"monthly": 1, "bimonthly": 2, "quarterly": 3, "half_yearly": 6, "halfyearly": 6, "yearly": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """From ``begins`` until before ``ends``, midnights in the zone people mean; ``name`` tells it from all others."""

    kind: str
    name: str
    begins: datetime
    ends: datetime

    def is_near_end(self, now: datetime) -> bool:
        """Its last third has come, so that there is time left to prepare something."""
        return self.ends - (self.ends - self.begins) / 3 <= now < self.ends


def period_of(schedule: str, now: datetime) -> Period | None:
    """The period of the clause's schedule in which ``now`` lies; None for a schedule without such periods."""
    kind = schedule.partition("@")[0].partition(":")[0].strip().lower()
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if kind == "weekly":
        monday = day - day.weekday() * _DAY
        return Period(kind, f"{monday:%Y-%m-%d}", monday, monday + 7 * _DAY)
    months = _MONTHS.get(kind)
    if months is None:
        return None
    first = day.replace(day=1, month=(day.month - 1) // months * months + 1)
    following = first.month + months
    ends = first.replace(year=first.year + (following > 12), month=following - 12 if following > 12 else following)
    return Period(kind, f"{first:%Y-%m}/{months}", first, ends)
