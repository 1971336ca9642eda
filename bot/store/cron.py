"""When a rule fires, in the wall-clock time of a zone: once for every local time it names."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from croniter import croniter  # type: ignore[import-untyped]


def check_rule(cron: str, timezone: str) -> None:
    """Raises ValueError for a rule of other than five fields, or an unknown zone."""
    if len(cron.split()) != 5 or not croniter.is_valid(cron):  # pyright: ignore[reportUnknownMemberType]
        raise ValueError(f"not a cron rule of five fields: {cron!r}")
    ZoneInfo(timezone)


def next_run(cron: str, timezone: str, after: datetime) -> datetime:
    """The first run strictly later than ``after``, in UTC.

    Where the clock is put back the repeated hour counts once; a time that is left out in spring
    runs as much later as the clock was put forward.
    """
    zone = ZoneInfo(timezone)
    local = after.astimezone(zone).replace(tzinfo=None)
    rule = croniter(cron, local - timedelta(hours=2))
    while True:
        naive: datetime = rule.get_next(datetime)  # pyright: ignore[reportUnknownMemberType]
        run = naive.replace(tzinfo=zone).astimezone(UTC)
        if run > after:
            return run


def last_run(cron: str, timezone: str, first: datetime, now: datetime) -> tuple[datetime, datetime]:
    """The latest run not later than ``now``, counted from ``first``, which is one; and the one after it."""
    zone = ZoneInfo(timezone)
    latest = first
    local = now.astimezone(zone).replace(tzinfo=None)
    rule = croniter(cron, local + timedelta(hours=2))
    while True:
        naive: datetime = rule.get_prev(datetime)  # pyright: ignore[reportUnknownMemberType]
        run = naive.replace(tzinfo=zone).astimezone(UTC)
        if run <= now:
            latest = max(first, run)
            break
    return latest, next_run(cron, timezone, latest)
