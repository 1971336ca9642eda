"""What the regulation in force states about the day of an activity, else what holds without a clause."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.durations import parse_duration
from bot.domain.regulation import Clause, Duty
from bot.governance import hours
from bot.governance.directory import GroupState
from plugins.activities.domain.reminders import Quiet

ATTENDANCE = "event.attendance"
REMIND_BEFORE = "1d|1h"
LATE_AFTER = timedelta(minutes=10)
CORRECT_WITHIN = timedelta(days=3)
ABSENCES_WINDOW = timedelta(days=365)
PICTURES_KEPT = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class AbsenceRule:
    """After ``times`` absences without notice within ``window`` the clause is answered by a case."""

    clause: Clause
    duty: Duty
    times: int
    window: timedelta


def remind_before(group: GroupState) -> tuple[timedelta, ...]:
    """How long before the start those who come are reminded; what cannot be read is left out."""
    said = REMIND_BEFORE
    if group.regulation is not None:
        said = group.regulation.text.parameter(ATTENDANCE, "remind_before") or REMIND_BEFORE
    return tuple(length for word in said.split("|") if (length := parse_duration(word)) is not None)


def late_after(group: GroupState) -> timedelta:
    return _duration(group, ATTENDANCE, "late_after", LATE_AFTER)


def correct_within(group: GroupState) -> timedelta:
    return _duration(group, ATTENDANCE, "correct_within", CORRECT_WITHIN)


def pictures_kept(group: GroupState) -> timedelta:
    """As long as the regulation has what is archived kept."""
    regulation = group.regulation
    for code in ("event.summary", "archive.messages"):
        days = regulation.number(code, "retention_days", 0) if regulation is not None else 0
        if days:
            return timedelta(days=days)
    return PICTURES_KEPT


def absence_rule(group: GroupState) -> AbsenceRule | None:
    """The clause that states how many absences are too many; None where no clause does, or only tells it."""
    if group.regulation is None:
        return None
    for clause in group.regulation.text.clauses_for(ATTENDANCE):
        duty = clause.duty(ATTENDANCE)
        times = duty.parameters.get("absences", "") if duty is not None else ""
        if duty is None or not times.isdecimal() or not int(times):
            continue
        window = parse_duration(duty.parameters.get("absences_window", "")) or ABSENCES_WINDOW
        return AbsenceRule(clause, duty, int(times), window) if duty.via != "show" else None
    return None


def quiet_of(group: GroupState) -> Quiet:
    here = hours.of(group)
    return Quiet(lambda moment: here.quiet.start_of(moment, here.calendar), here.next_loud)


def _duration(group: GroupState, code: str, name: str, default: timedelta) -> timedelta:
    return group.regulation.duration(code, name, default) if group.regulation is not None else default
