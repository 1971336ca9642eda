"""What must have been said to whom, worked out from the notices alone: nothing here is shared with the bot."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
BEFORE, AFTER = (2 * HOUR, 30 * MINUTE), (HOUR, DAY)
EARLY, SLACK = 10 * MINUTE, 3 * MINUTE
_ZONE = ZoneInfo("Asia/Shanghai")
_SIGN = re.compile(r"【通知 ([#\d、]+)·提醒 ")
_LINE = re.compile(r"#(\d+) .*?(?:：((?:员工\d+、?)+))?$")


def is_quiet(moment: datetime) -> bool:
    clock = moment.astimezone(_ZONE).time()
    return clock >= time(22) or clock < time(7)


def loud(moment: datetime) -> datetime:
    if not is_quiet(moment):
        return moment
    local = moment.astimezone(_ZONE)
    day = local.date() + DAY if local.time() >= time(22) else local.date()
    return datetime.combine(day, time(7), _ZONE).astimezone(moment.tzinfo)


def quiet_since(moment: datetime) -> datetime:
    local = moment.astimezone(_ZONE)
    day = local.date() if local.time() >= time(22) else local.date() - DAY
    return datetime.combine(day, time(22), _ZONE).astimezone(moment.tzinfo)


@dataclass
class Told:
    """A notice as the simulation knows it; ``answered`` by member, only until ``closed``."""

    group: str
    number: int
    published: datetime
    deadline: datetime
    urgent: bool
    asked: frozenset[str]
    answered: dict[str, datetime] = field(default_factory=dict[str, datetime])
    closed: datetime | None = None

    def dues(self) -> list[datetime]:
        found: list[datetime] = []
        for before in BEFORE:
            due = self.deadline - before
            if due <= self.published:
                continue
            if self.urgent or not is_quiet(due):
                found.append(due)
            elif loud(due) < self.deadline:
                found.append(loud(due))
            elif quiet_since(due) - EARLY > self.published and not is_quiet(quiet_since(due) - EARLY):
                found.append(quiet_since(due) - EARLY)
        later = [self.deadline, *(self.deadline + after for after in AFTER)]
        return sorted([*found, *(each if self.urgent else loud(each) for each in later)])


@dataclass(frozen=True)
class Mentioned:
    at: datetime
    group: str
    member: str
    notice: int


def read_reminder(at: datetime, group: str, text: str, members: list[str]) -> list[Mentioned]:
    """Who was mentioned for what in a message of the bot; none where it is no reminder."""
    sign = _SIGN.search(text)
    if sign is None:
        return []
    numbers = [int(each) for each in re.findall(r"\d+", sign[1])]
    if len(numbers) == 1:
        return [Mentioned(at, group, member, numbers[0]) for member in members]
    found: list[Mentioned] = []
    for line in text.splitlines():
        match = _LINE.match(line)
        if match is None or int(match[1]) not in numbers:
            continue
        named = set(re.findall(r"员工(\d+)", match[2] or "")) or set(members)
        found += [Mentioned(at, group, member, int(match[1])) for member in members if member in named]
    return found


def faults(
    notices: Iterable[Told], said: Iterable[Mentioned], away: list[tuple[datetime, datetime]], end: datetime
) -> list[str]:
    """Every reminder lost, doubled, to whom it was not due, or in quiet hours; ``away``: when no bot ran.

    What would be said after ``end`` nobody has seen.
    """
    said = list(said)
    known = {(notice.group, notice.number): notice for notice in notices}
    by_person: defaultdict[tuple[str, str], list[Mentioned]] = defaultdict(list)
    found: list[str] = []
    for one in said:
        by_person[one.group, one.member].append(one)
        notice = known[one.group, one.notice]
        if one.member not in notice.asked:
            found.append(f"not asked: {one}")
        if (answered := notice.answered.get(one.member)) is not None and answered < one.at:
            found.append(f"had answered: {one}")
        if notice.closed is not None and notice.closed < one.at:
            found.append(f"was closed: {one}")
        if is_quiet(one.at) and not notice.urgent:
            found.append(f"in quiet hours: {one}")
    for mentions in by_person.values():
        found += _too_often(mentions)
    for notice in known.values():
        for member in notice.asked:
            mine = by_person[notice.group, member]
            found += _lost(notice, member, mine, away, end) + _doubled(notice, member, mine)
    return found


def _too_often(mentions: list[Mentioned]) -> list[str]:
    times = sorted({one.at for one in mentions})
    found = [f"twice within the hour: {a} {b}" for a, b in itertools.pairwise(times) if b - a < HOUR]
    return found + [f"seven times a day: {a}" for a, b in zip(times, times[6:], strict=False) if b - a < DAY]


def _doubled(notice: Told, member: str, mentions: list[Mentioned]) -> list[str]:
    mine = [one.at for one in mentions if one.notice == notice.number]
    for at in mine:
        passed = sum(due - EARLY <= at for due in notice.dues())
        if sum(other <= at for other in mine) > passed:
            return [f"more often than there were occasions: #{notice.number} {member} {at}"]
    return []


def _lost(
    notice: Told, member: str, mentions: list[Mentioned], away: list[tuple[datetime, datetime]], end: datetime
) -> list[str]:
    times = sorted({one.at for one in mentions})
    mine = [one.at for one in mentions if one.notice == notice.number]
    over = min(each for each in (notice.answered.get(member), notice.closed, end) if each)
    found: list[str] = []
    for due in notice.dues():
        latest = _allowed(due, notice.urgent, times, away)
        if latest + SLACK >= over:
            continue
        if not any(due - EARLY <= at <= latest + SLACK for at in mine):
            found.append(f"lost: #{notice.number} in {notice.group}, {member}, due {due}, allowed {latest}")
    return found


def _allowed(due: datetime, urgent: bool, times: list[datetime], away: list[tuple[datetime, datetime]]) -> datetime:
    moment = due
    while True:
        before = moment
        for gone, back in away:
            if gone <= moment < back:
                moment = back
        if not urgent:
            moment = loud(moment)
        recent = [each for each in times if moment - DAY < each < moment]
        if recent and recent[-1] > moment - HOUR:
            moment = recent[-1] + HOUR
        elif len(recent) >= 6:
            moment = recent[-6] + DAY
        if moment == before:
            return moment
