"""Whoever has not passed yet is reminded in working time, and handed to the administrators in the end."""

from datetime import datetime, timedelta

from bot.domain.ids import GroupId, MemberId
from bot.domain.members import SYSTEM
from bot.domain.messages import Mention
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance import hours, voice
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction
from plugins.induction.domain.course import FIRST_REMINDER, HANDED_OVER, OPEN, turn_of
from plugins.induction.models import Course

from .asking import wanted
from .courses import settle, with_names

LASTS = timedelta(hours=8)
NAMED = 20


async def plan_reminder(group: GroupState, now: datetime) -> None:
    """Inside a transaction: a look in working time after a day; one an hour for the whole group."""
    start = now + FIRST_REMINDER + timedelta(hours=1)
    if not hours.is_working(group, start):
        start = hours.add_working_time(group, start, timedelta(minutes=30))
    key = f"induction:remind:{group.id}:{int(start.timestamp()) // 3600}"
    await schedule.at("induction.remind", key, start, {}, group_id=group.id)


@transaction
async def remind(work: Work) -> None:
    """All whose turn it is, in one message; those reminded often enough in another to the administrators."""
    group = directory.get(GroupId(work.group_id or 0))
    if group is None:
        return
    rows = await Course.filter(group_id=group.id, state=OPEN).order_by("since", "id")
    turns = {row.id: turn_of(row.since, row.reminded_at, row.reminders, work.now) for row in rows}
    reminded = [row for row in rows if turns[row.id] == "remind"]
    given_up = [row for row in rows if turns[row.id] == "hand_over"]
    if reminded:
        await _remind(group, reminded, work)
    if given_up:
        await _hand_over(group, given_up, work)
    if len(rows) > len(given_up):
        await plan_reminder(group, work.now)


async def _remind(group: GroupState, rows: list[Course], work: Work) -> None:
    """In observe mode members are left alone; their time runs all the same."""
    for row in rows:
        await Course.filter(id=row.id).update(reminders=row.reminders + 1, reminded_at=work.now)
    if group.mode == "observe" or group.halted:
        return
    await voice.say_in(
        group,
        "induction/reminder",
        key=f"said:{work.key}",
        now=work.now,
        mention=[Mention(MemberId(row.member_id), row.member_name) for row in await with_names(group, rows[:NAMED])],
        valid_for=LASTS,
        fields={"count": len(rows), "wanted": wanted(group)},
    )


async def _hand_over(group: GroupState, rows: list[Course], work: Work) -> None:
    for row in rows:
        await settle(group, row, HANDED_OVER, actor=SYSTEM, now=work.now)
    await voice.tell_administrators(
        group,
        "induction/handed_over",
        key=f"handed:{work.key}",
        now=work.now,
        valid_for=LASTS,
        fields={"rows": await with_names(group, rows[:NAMED]), "count": len(rows), "wanted": wanted(group)},
    )
