"""Which occasions of a notice are due in a group and were not given there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import GroupId
from bot.governance.directory import GroupState
from plugins.notices.domain.occasions import SUPERIOR, Occasion, now_due
from plugins.notices.models import Notice, Reminder

from .planning import Plan

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Due:
    """``to_superiors``: not those who are missing are told, but their superiors."""

    occasion: Occasion
    to_superiors: bool


Given = Mapping[tuple[int, GroupId], Sequence[tuple[str, datetime]]]
"""The reminders of a notice in a group so far: occasion and time, by hand too."""


async def given_for(rows: Sequence[Notice]) -> Given:
    home = {row.id: GroupId(row.group_id) for row in rows}
    found: defaultdict[tuple[int, GroupId], list[tuple[str, datetime]]] = defaultdict(list)
    ids = sorted(home)
    for start in range(0, len(ids), _CHUNK):
        reminders = Reminder.filter(notice_id__in=ids[start : start + _CHUNK])
        for notice, occasion, at in await reminders.values_list("notice_id", "occasion", "at"):
            found[notice, place_of(occasion, home[notice])].append((occasion, at))
    return found


def due_in(plan: Plan, group: GroupState, given: Given, now: datetime) -> list[Due]:
    """At most one for those who are missing and one for their superiors: the latest stands for those before it."""
    here = given.get((plan.row.id, group.id), ())
    planned = plan.occasions(group)
    found: list[Due] = []
    for to_superiors in (False, True):
        mine = [one for one in planned if (one.name == SUPERIOR) is to_superiors]
        occasion = now_due(mine, [at for name, at in here if (SUPERIOR in name) is to_superiors], now)
        if occasion is not None:
            found.append(Due(occasion, to_superiors))
    return found


def place_of(occasion: str, home: GroupId) -> GroupId:
    """An occasion's name bears the group where that is not the notice's own."""
    _, _, place = occasion.partition("@")
    return GroupId(int(place)) if place else home
