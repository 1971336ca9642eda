"""The hours of one regulation: what it states, and what holds where it states nothing."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from loguru import logger

from bot.domain.hours import WORKING_DAYS, Calendar, WeeklyHours
from bot.domain.regulation import Clause, Duty
from bot.governance.regulations import Regulation

CODE = "hours"
DEFAULT_QUIET = "22:00-07:00"
"""For the bot's own reminders only: members are held to nothing that no clause states."""
DEFAULT_WORK = "09:00-18:00"
_NIGHT = time(3)
"""Where the bot must be quiet: a clause about the noon rest alone does not make the nights loud."""
EMERGENCY_WORDS = (
    "紧急", "应急", "急急", "急！", "急事", "加急", "特急", "火急", "速来", "速看", "请速", "救命", "救人", "求救",
    "急救", "打120", "拨120", "叫120", "报120", "打119", "拨119", "叫119", "报119", "打110", "拨110", "叫110",
    "报110", "事故", "故障", "停电", "断电", "停水", "跳闸", "漏水", "漏电", "漏气", "泄漏", "爆管", "爆炸",
    "火灾", "着火", "起火", "失火", "冒烟", "报警", "告警", "宕机", "瘫痪", "中断", "崩了", "挂了", "受伤", "晕倒",
    "昏迷", "抢救", "病危", "失踪", "走失", "被困", "疏散", "撤离", "台风", "暴雨", "洪水", "防汛", "地震", "险情",
    "抢修", "预警", "突发",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StatedQuiet:
    """A clause that states quiet hours; ``hours`` None: the time outside the working hours stated elsewhere."""

    clause: Clause
    duty: Duty
    hours: WeeklyHours | None


@dataclass(frozen=True, slots=True)
class GroupHours:
    """``quiet`` and ``work`` always answer something; ``stated`` is only what clauses say, for members.

    Moments are aware. Nothing here is awaited.
    """

    quiet: WeeklyHours
    work: WeeklyHours
    calendar: Calendar
    stated: tuple[StatedQuiet, ...] = ()
    work_clause: Clause | None = None
    emergency_words: tuple[str, ...] = EMERGENCY_WORDS

    def is_quiet(self, now: datetime) -> bool:
        """Whether the bot's own reminders wait now; what is urgent does not ask."""
        return self.quiet.contains(now, self.calendar)

    def next_loud(self, now: datetime) -> datetime:
        """``now`` where it is not quiet, else when the quiet hours end."""
        if not self.is_quiet(now):
            return now
        end = self.quiet.next_end(now, self.calendar)
        return end.astimezone(now.tzinfo) if end is not None else now

    def is_working(self, now: datetime) -> bool:
        return self.work.contains(now, self.calendar)

    def working_time_between(self, a: datetime, b: datetime) -> timedelta:
        return self.work.working_time_between(a, b, self.calendar)

    def add_working_time(self, start: datetime, length: timedelta) -> datetime:
        """Raises ValueError for a negative length, or one that does not pass within ten years."""
        return self.work.add_working_time(start, length, self.calendar)

    def stated_at(self, now: datetime) -> StatedQuiet | None:
        """The first clause whose quiet hours hold now, or None: then nobody can be reminded of any."""
        return next((each for each in self.stated if self._holds(each, now)), None)

    def began(self, stated: StatedQuiet, now: datetime) -> datetime:
        """When the quiet hours of this clause that hold now began: what makes one night one night."""
        if stated.hours is not None:
            return stated.hours.start_of(now, self.calendar) or now
        last = now
        for _, end in self.work.runs(now - timedelta(days=15), self.calendar, until=now):
            last = end if end <= now else last
        return last

    def _holds(self, stated: StatedQuiet, now: datetime) -> bool:
        if stated.hours is not None:
            return stated.hours.contains(now, self.calendar)
        return not self.is_working(now)


def read_hours(regulation: Regulation | None, zone: tzinfo, calendar: Calendar) -> GroupHours:
    """What the regulation states; a value that cannot be read is logged and counts as not stated."""
    clauses = list(regulation.text.clauses_for(CODE)) if regulation is not None else []
    duties = [(clause, duty) for clause in clauses if (duty := clause.duty(CODE)) is not None]
    work, work_clause = _read_work(duties, zone)
    stated: list[StatedQuiet] = []
    for clause, duty in duties:
        quiet = _read(duty.parameters.get("quiet", ""), zone)
        if quiet is not None:
            stated.append(StatedQuiet(clause, duty, quiet))
        elif duty.parameters.get("outside_working_hours") == "yes" and work is not None:
            stated.append(StatedQuiet(clause, duty, None))
    words = [word for _, duty in duties for word in duty.parameters.get("emergency", "").split("|") if word]
    return GroupHours(
        quiet=_own_quiet(stated, zone),
        work=work or WeeklyHours.parse(DEFAULT_WORK, zone, days=WORKING_DAYS),
        calendar=calendar,
        stated=tuple(stated),
        work_clause=work_clause,
        emergency_words=(*EMERGENCY_WORDS, *words),
    )


def _read_work(duties: list[tuple[Clause, Duty]], zone: tzinfo) -> tuple[WeeklyHours | None, Clause | None]:
    for clause, duty in duties:
        work = _read(duty.parameters.get("work", ""), zone, work=True)
        if work is not None:
            return work, clause
    return None, None


def _read(text: str, zone: tzinfo, *, work: bool = False) -> WeeklyHours | None:
    if not text:
        return None
    try:
        if work:
            return WeeklyHours.parse(text, zone, days=WORKING_DAYS, named_working=True)
        return WeeklyHours.parse(text, zone)
    except ValueError as error:
        logger.warning("hours of a clause cannot be read: {}", error)
        return None


def _own_quiet(stated: list[StatedQuiet], zone: tzinfo) -> WeeklyHours:
    stretches = tuple(stretch for each in stated if each.hours is not None for stretch in each.hours.stretches)
    quiet = WeeklyHours(stretches, zone)
    if quiet.contains(datetime.combine(date(2024, 1, 3), _NIGHT, tzinfo=zone)):
        return quiet
    return WeeklyHours((*stretches, *WeeklyHours.parse(DEFAULT_QUIET, zone).stretches), zone)
