"""Hours that come again every week, by the clocks of one zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.domain.hours.days import ALWAYS, PLAIN_WEEK, Calendar, Days
from bot.domain.hours.reading import read_stretches
from bot.domain.hours.stretches import DAY_MINUTES, Stretch, never_ends

_DAY = timedelta(days=1)
_HORIZON_DAYS = 400
"""How far the next start or end is looked for: longer than any run of days off."""


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Stretches of time that come again, by the clocks of ``zone``. Moments given must be aware."""

    stretches: tuple[Stretch, ...]
    zone: tzinfo

    @classmethod
    def parse(cls, text: str, zone: tzinfo, *, days: Days = ALWAYS, named_working: bool = False) -> "WeeklyHours":
        """Read ``22:30-06:30``, ``12:00-14:00|22:00-07:00``, ``周一至周五 09:00-12:00|14:00-18:00`` and the like.

        A stretch without days has those of the one before it, the first one ``days``. ``named_working``:
        named weekdays mean working days (working hours do, quiet hours do not). Raises ValueError with what
        cannot be read, and where the hours would never end.
        """
        stretches = tuple(read_stretches(text, days, named_working))
        if not stretches:
            raise ValueError(f"no hours in {text!r}")
        if never_ends(stretches):
            raise ValueError(f"{text!r} leaves no time free")
        return cls(stretches, zone)

    def __str__(self) -> str:
        return "、".join(str(stretch) for stretch in self.stretches)

    def contains(self, moment: datetime, calendar: Calendar = PLAIN_WEEK) -> bool:
        """Whether ``moment`` lies within; the end of a stretch does not."""
        local = moment.astimezone(self.zone)
        minute = local.hour * 60 + local.minute
        for stretch in self.stretches:
            if stretch.start <= minute < stretch.end and stretch.days.hold(local.date(), calendar):
                return True
            if minute < stretch.end - DAY_MINUTES and stretch.days.hold(local.date() - _DAY, calendar):
                return True
        return False

    def next_start(self, moment: datetime, calendar: Calendar = PLAIN_WEEK) -> datetime | None:
        """When they begin the next time after ``moment``; None where that is more than a year away."""
        return next((start for start, _ in self.runs(moment, calendar) if start > moment), None)

    def next_end(self, moment: datetime, calendar: Calendar = PLAIN_WEEK) -> datetime | None:
        """When the hours that hold at ``moment`` end, or else the next ones; stretches that meet are one."""
        return next((end for _, end in self.runs(moment, calendar)), None)

    def start_of(self, moment: datetime, calendar: Calendar = PLAIN_WEEK) -> datetime | None:
        """When the hours that hold at ``moment`` began, or None where none hold."""
        run = next(self.runs(moment, calendar), None)
        return run[0] if run is not None and run[0] <= moment else None

    def working_time_between(self, a: datetime, b: datetime, calendar: Calendar = PLAIN_WEEK) -> timedelta:
        """How much of the time from ``a`` to ``b`` lies within; nothing where ``b`` is not later."""
        total = timedelta()
        for start, end in self.runs(a, calendar, until=b):
            if start >= b:
                break
            total += max(min(end, b) - max(start, a), timedelta())
        return total

    def add_working_time(self, start: datetime, length: timedelta, calendar: Calendar = PLAIN_WEEK) -> datetime:
        """The moment by which ``length`` of these hours has passed since ``start``; ``start`` itself for none.

        Raises ValueError for a negative length, or one that does not pass within ten years.
        """
        if length < timedelta():
            raise ValueError(f"{length} is less than nothing")
        if not length:
            return start
        left = length
        for begin, end in self.runs(start, calendar, until=start + timedelta(days=3660)):
            begin = max(begin, start)
            if end - begin >= left:
                return (begin + left).astimezone(start.tzinfo)
            left -= end - begin
        raise ValueError(f"{length} of {self} do not pass within ten years")

    def runs(
        self, moment: datetime, calendar: Calendar = PLAIN_WEEK, *, until: datetime | None = None
    ) -> Iterator[tuple[datetime, datetime]]:
        """Begin and end, in UTC, of the run that holds at ``moment`` and of those after it, in order.

        Stretches that meet or overlap are one run. Ends a year on, or with the day of ``until``.
        """
        first = moment.astimezone(self.zone).date() - 2 * _DAY
        last = until.astimezone(self.zone).date() if until is not None else first + _HORIZON_DAYS * _DAY
        open_run: tuple[datetime, datetime] | None = None
        while first <= last:
            for start, end in self._on(first, calendar):
                if open_run is not None and start <= open_run[1]:
                    open_run = (open_run[0], max(open_run[1], end))
                    continue
                if open_run is not None and open_run[1] > moment:
                    yield open_run
                open_run = (start, end)
            first += _DAY
        if open_run is not None and open_run[1] > moment:
            yield open_run

    def _on(self, day: date, calendar: Calendar) -> list[tuple[datetime, datetime]]:
        """The stretches that begin on this day, earliest first, in UTC."""
        found = [
            (self._at(day, stretch.start), self._at(day, stretch.end))
            for stretch in self.stretches
            if stretch.days.hold(day, calendar)
        ]
        return sorted(found)

    def _at(self, day: date, minute: int) -> datetime:
        days, minutes = divmod(minute, DAY_MINUTES)
        wall = datetime.combine(day + days * _DAY, time(minutes // 60, minutes % 60), tzinfo=self.zone)
        return wall.astimezone(UTC)
