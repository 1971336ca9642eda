"""Friday's figures for the administrators: how many were answered in time, by department; nobody is named."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import ChatRef, MemberId
from bot.governance import superiors, voice
from bot.governance.directory import GroupState
from bot.governance.standings import standings
from bot.store.transaction import transaction
from plugins.notices.models import Addressed

from .clause import stated

WEEK = timedelta(days=7)
KEPT = timedelta(days=90)


@dataclass
class Line:
    """Of one department, "" where the roster does not tell: asked in all, answered in time, late, missed."""

    department: str
    asked: int = 0
    in_time: int = 0
    late: int = 0
    missed: int = 0


async def week_of(group: GroupState, now: datetime) -> list[Line]:
    """What was asked in the seven days before, those still open left out; most missed first."""
    departments = {
        standing.member: standing.person.department or ""
        for standing in await standings(group)
        if standing.person is not None
    }
    lines: defaultdict[str, Line] = defaultdict(lambda: Line(""))
    rows = Addressed.filter(group_id=group.id, asked_at__gt=now - WEEK, state__in=["answered", "missed"])
    for row in await rows:
        department = departments.get(MemberId(row.member_id), "")
        line = lines[department]
        line.department = department
        line.asked += 1
        line.missed += row.state == "missed"
        late = row.state == "answered" and row.reminded_at is not None
        line.late += late
        line.in_time += row.state == "answered" and not late
    return sorted(lines.values(), key=lambda line: (-line.missed, -line.asked, line.department))


@transaction
async def report_week(group: GroupState, *, now: datetime) -> None:
    """To the administration group, else in private to the owner: never in front of the members."""
    rule = stated(group)
    lines = await week_of(group, now) if rule is not None else []
    if rule is not None and lines:
        key = f"addressed:{group.id}:week:{now:%G-%V}"
        fields = {"group": group, "lines": lines, "clause": rule.clause}
        if group.console is not None:
            await voice.tell_administrators(group, "notices/addressed_week", key=key, now=now, fields=fields)
        else:
            for owner in await superiors.owners_of(group):
                chat = ChatRef(group.chat.platform, user=owner.user)
                await voice.say(
                    chat, group.account, "notices/addressed_week", key=key, now=now, group_id=group.id, fields=fields
                )
    await Addressed.filter(group_id=group.id, asked_at__lt=now - KEPT).delete()
