"""When which group is looked at for reminders: rows of the schedule, one for a group and a moment.

A row says only when to look. What is due is read from the notices then, so an edited deadline, a closed
notice or another regulation need nothing taken back.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.domain.durations import parse_duration
from bot.domain.ids import GroupId
from bot.effects import schedule
from bot.governance import hours
from bot.governance.directory import GroupState, directory
from bot.governance.hours import GroupHours
from bot.governance.regulations import Regulation
from plugins.notices.domain.occasions import Occasion, Pace, occasions
from plugins.notices.models import Notice, NoticePlace, NoticeVersion
from plugins.notices.service.files import ANSWERABLE, notice_file

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
    if regulation is None:
        return None
    known = _paces.get(id(regulation))
    if known is None or known[0] is not regulation:
        if len(_paces) >= _MOST_REGULATIONS:
            _paces.clear()
        known = _paces[id(regulation)] = (regulation, _read_pace(regulation))
    return known[1]


_paces: dict[int, tuple[Regulation, Pace | None]] = {}
"""Read once: it is asked for each notice and group. The regulation is held, so its id stays its own."""
_MOST_REGULATIONS = 4096


def _read_pace(regulation: Regulation) -> Pace | None:
    clause = regulation.clause(CODE)
    if clause is None:
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


@dataclass(frozen=True, slots=True)
class Look:
    """Work to be planned: a look at a group (``notice`` None), or the report of a notice at its deadline."""

    group: GroupId
    due: datetime
    notice: int | None = None
    version: int = 1

    @property
    def kind(self) -> str:
        return KIND if self.notice is None else "notices.deadline"

    @property
    def key(self) -> str:
        if self.notice is None:
            return f"notices:remind:{self.group}:{self.due.astimezone(UTC):%Y%m%dT%H%M%S.%f}"
        return f"notice:{self.notice}:" + (f"v{self.version}:deadline" if self.version > 1 else "deadline")


async def plan_looks(looks: Iterable[Look]) -> None:
    """In the caller's transaction; what was planned before is left as it is."""
    wanted = {look.key: look for look in looks}
    planned = await schedule.known(wanted)
    for key, look in wanted.items():
        if key not in planned:
            payload = {} if look.notice is None else {"notice": look.notice}
            await schedule.at(look.kind, key, look.due, payload, group_id=look.group)


async def look_at(group: GroupState, due: datetime) -> None:
    """Have the group looked at then; at the same moment it is looked at once."""
    await plan_looks([Look(group.id, due)])


@dataclass(frozen=True, slots=True)
class Plan:
    """A notice with what its reminders depend on: since when its deadline stands, by which version, and where."""

    row: Notice
    version: int
    since: datetime
    groups: tuple[GroupState, ...]

    def occasions(self, group: GroupState) -> list[Occasion]:
        return occasions_of(group, self.row, self.since)

    def looks(self, now: datetime) -> list[Look]:
        """All that is still to come."""
        if self.row.deadline is None:
            return []
        found = [Look(g.id, each.due) for g in self.groups for each in self.occasions(g) if each.due > now]
        return [*found, Look(GroupId(self.row.group_id), self.row.deadline, self.row.id, self.version)]


async def plans_of(rows: Sequence[Notice]) -> list[Plan]:
    """Each with the enabled groups it was published in."""
    further: defaultdict[int, list[int]] = defaultdict(list)
    places = NoticePlace.filter(notice_id__in=[row.id for row in rows]).order_by("id")
    for notice_id, group_id in await places.values_list("notice_id", "group_id"):
        further[notice_id].append(group_id)
    found: list[Plan] = []
    for row in rows:
        home = [row.group_id] if notice_file(row).at_home else []
        groups = [directory.get(GroupId(number)) for number in (*home, *further[row.id])]
        version, since = await asked_since(row)
        found.append(Plan(row, version, since, tuple(group for group in groups if group is not None)))
    return found


async def plan_reminders(row: Notice, now: datetime, *, only: Collection[GroupId] | None = None) -> None:
    """Plan all that is still to come of a notice that asks for answers, in each of its groups or ``only`` in these;
    saying it again changes nothing.
    """
    if row.deadline is None or not row.needs_answer or row.state not in ANSWERABLE:
        return
    for plan in await plans_of([row]):
        looks = plan.looks(now)
        await plan_looks(look for look in looks if only is None or look.notice is not None or look.group in only)


async def open_in(group: GroupState) -> list[Notice]:
    """Open notices of this group and those published to it, oldest first."""
    elsewhere = await NoticePlace.filter(group_id=group.id, notice__state="open").values_list("notice_id", flat=True)
    kept = await Notice.filter(group_id=group.id, state="open").order_by("id")
    here = [row for row in kept if notice_file(row).at_home]
    more = await Notice.filter(id__in=[int(str(n)) for n in elsewhere]).order_by("id") if elsewhere else []
    return sorted([*here, *more], key=lambda row: row.id)
