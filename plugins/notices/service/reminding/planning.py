"""When which group is looked at for reminders: rows of the schedule, one for a group and a moment.

A row says only when to look. What is due is read from the notices then, so an edited deadline, a closed
notice or another regulation need nothing taken back.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.domain.durations import parse_duration
from bot.effects import schedule
from bot.governance import hours
from bot.governance.directory import GroupState, directory
from bot.governance.hours import GroupHours
from bot.governance.regulations import Regulation
from plugins.notices.domain.occasions import Occasion, Pace, occasions
from plugins.notices.models import Notice, NoticePlace, NoticeVersion
from plugins.notices.service.files import notice_file, places_of

KIND = "notices.remind"
CODE = "notice.followup"
BEFORE = "2h"
SUPERIOR_AFTER = timedelta(hours=24)
_SUPERIORS = ("上级", "主管领导", "部门负责人", "部门领导", "分管领导", "直属领导")
"""Words of a clause that ask for the superior of those who do not answer."""


@dataclass(frozen=True, slots=True)
class QuietOf:
    """A group's hours as the plan of a notice asks for them."""

    hours: GroupHours

    def is_quiet(self, now: datetime) -> bool:
        return self.hours.is_quiet(now)

    def next_loud(self, now: datetime) -> datetime:
        return self.hours.next_loud(now)

    def quiet_since(self, now: datetime) -> datetime:
        return self.hours.quiet.start_of(now, self.hours.calendar) or now


def pace_of(regulation: Regulation | None) -> Pace | None:
    """None where no clause asks for reminders: then only administrators remind."""
    clause = regulation.clause(CODE) if regulation is not None else None
    if regulation is None or clause is None:
        return None
    stated = regulation.text.parameter(CODE, "superior_after")
    superior = parse_duration(stated)
    if superior is None and (stated or any(word in clause.text for word in _SUPERIORS)):
        superior = SUPERIOR_AFTER
    return Pace(
        _lengths(regulation, "remind_before", BEFORE),
        _lengths(regulation, "remind_after", ""),
        superior if stated != "no" else None,
        private=regulation.text.parameter(CODE, "private") == "yes",
        mention_all=regulation.text.parameter(CODE, "mention_all") == "yes",
    )


def _lengths(regulation: Regulation, name: str, default: str) -> tuple[timedelta, ...]:
    found = [parse_duration(word) for word in regulation.words(CODE, name, default)]
    return tuple(length for length in found if length is not None)


async def asked_since(row: Notice) -> tuple[int, datetime]:
    """The version that set the present deadline, and when: reminders before that were of another one."""
    started = row.published_at or row.written_at
    if row.version == 1:
        return 1, started
    found = (1, started)
    versions = await NoticeVersion.filter(notice_id=row.id).order_by("version")
    before: datetime | None = versions[0].deadline if versions else None
    for version in versions[1:]:
        if version.deadline != before:
            found = (version.version, version.edited_at)
        before = version.deadline
    return found


def occasions_of(group: GroupState, row: Notice, since: datetime) -> list[Occasion]:
    """When the notice is reminded of in this group; nothing without a deadline or a clause."""
    pace = pace_of(group.regulation)
    if pace is None or row.deadline is None:
        return []
    return occasions(row.deadline, since, pace, QuietOf(hours.of(group)), urgent=row.urgent)


async def look_at(group: GroupState, due: datetime) -> None:
    """Have the group looked at then; at the same moment it is looked at once."""
    moment = due.astimezone(UTC)
    await schedule.at(KIND, f"notices:remind:{group.id}:{moment:%Y%m%dT%H%M%S.%f}", due, {}, group_id=group.id)


async def plan_reminders(row: Notice, now: datetime) -> None:
    """Plan all that is still to come of an open notice, in each of its groups; saying it again changes nothing."""
    if row.deadline is None or row.state != "open":
        return
    version, since = await asked_since(row)
    for group in await groups_of(row):
        for occasion in occasions_of(group, row, since):
            if occasion.due > now:
                await look_at(group, occasion.due)
    key = f"notice:{row.id}:deadline" if version == 1 else f"notice:{row.id}:v{version}:deadline"
    await schedule.at("notices.deadline", key, row.deadline, {"notice": row.id}, group_id=row.group_id)


async def groups_of(row: Notice) -> list[GroupState]:
    """The enabled groups it was published in."""
    found = [directory.get(place.group_id) for place in await places_of(row)]
    return [group for group in found if group is not None]


async def open_in(group: GroupState) -> list[Notice]:
    """Open notices of this group and those published to it, oldest first."""
    elsewhere = await NoticePlace.filter(group_id=group.id, notice__state="open").values_list("notice_id", flat=True)
    kept = await Notice.filter(group_id=group.id, state="open").order_by("id")
    here = [row for row in kept if notice_file(row).at_home]
    more = await Notice.filter(id__in=[int(str(n)) for n in elsewhere]).order_by("id") if elsewhere else []
    return sorted([*here, *more], key=lambda row: row.id)
