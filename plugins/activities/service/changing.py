"""Cancelling and changing an announced activity: those concerned are told, and nobody else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.members import Actor, Role
from bot.domain.messages import Mention
from bot.governance import zone
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.activities.domain.activity import Activity
from plugins.activities.domain.draft import (
    LONGEST_CONTENT,
    LONGEST_PLACE,
    LONGEST_TITLE,
    read_capacity,
    short,
)
from plugins.activities.domain.places import taken
from plugins.activities.domain.poll import MAYBE
from plugins.activities.domain.refusals import Begun, DraftRefused
from plugins.activities.domain.times import read_deadline, read_times
from plugins.activities.models import ActivityRow, others_of, parties_of, votes_of

from . import planning
from .offers import move_up, offers_follow
from .records import hold, must_be_open, must_manage, record, write
from .telling import mentions, tell_administrators, tell_group

CHANGEABLE = {
    "时间": "starts_at", "地点": "place", "内容": "content", "标题": "title", "名额": "capacity", "人数": "capacity",
    "截止": "deadline",
}  # fmt: skip
"""What can be changed, by the word people use."""
_TEXTS = {
    "place": (LONGEST_PLACE, "place_long"),
    "content": (LONGEST_CONTENT, "content_long"),
    "title": (LONGEST_TITLE, "title_long"),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """``told``: the group has been told, mentioning those concerned."""

    activity: Activity
    told: bool


@transaction
async def cancel(group: GroupState, number: int, reason: str, *, actor: Actor, now: datetime) -> Changed:
    """Call it off before it begins. Raises NoSuchNumber, NotYours, NotOpen, Begun."""
    row = await _held(group, number, actor, now)
    people = await _concerned(row, actor)
    await planning.unplan(row.activity())
    activity = await write(row, state="cancelled", reason=reason[:500], decided_at=now, decided_by=actor.id)
    await record(group, activity, "cancelled", actor.id, now, reason=reason)
    if people:
        await tell_group(group, activity, "activities/cancelled", "cancelled", now=now, people=people)
    return Changed(activity, bool(people))


@transaction
async def change(group: GroupState, number: int, word: str, value: str, *, actor: Actor, now: datetime) -> Changed:
    """Change what ``word`` (one of CHANGEABLE) names. Raises like ``cancel``, and DraftRefused."""
    row = await _held(group, number, actor, now)
    before = row.activity()
    columns = await _columns(before, CHANGEABLE[word], value, now)
    if "starts_at" in columns:
        await planning.unplan(before)
        columns["plan"] = before.plan + 1
    activity = await write(row, **columns)
    if "starts_at" in columns and activity.state == "review":
        await planning.plan_review(group, activity)
    elif "starts_at" in columns:
        await planning.plan(group, activity, now=now)
        await offers_follow(group, activity, now)
    await record(group, activity, "changed", actor.id, now, what=CHANGEABLE[word], value=value)
    told = activity.state in ("open", "poll") and await _tell_change(group, row, activity, word, actor, now)
    if CHANGEABLE[word] == "capacity" and activity.state == "open":
        await move_up(group, activity, now)
    return Changed(activity, told)


async def _concerned(row: ActivityRow, actor: Actor, column: str = "") -> list[Mention]:
    """Who comes, waits or may come, or has voted; nobody of an activity that is not announced.

    How many may come and until when one signs up is nothing to those who have their place.
    """
    if row.state not in ("open", "poll"):
        return []
    parties = [party for party in await parties_of(row.id) if not party.going or column not in ("capacity", "deadline")]
    answered = [*parties, *await others_of(row.id, MAYBE)]
    voted = [Mention(vote.member, vote.name) for vote in await votes_of(row.id)] if row.state == "poll" else []
    found = {person.user: person for person in (*mentions(answered), *voted)}
    found.pop(actor.id, None)
    return list(found.values())


async def _tell_change(
    group: GroupState, row: ActivityRow, activity: Activity, word: str, actor: Actor, now: datetime
) -> bool:
    people = await _concerned(row, actor, CHANGEABLE[word])
    if people:
        await tell_group(
            group, activity, "activities/changed", f"changed:{row.touched}", now=now, people=people,
            until=activity.starts_at, word=word, what=CHANGEABLE[word],
        )  # fmt: skip
    if actor.role < Role.ORGANISER and group.console is not None:
        # what they agreed to has changed
        await tell_administrators(
            group,
            activity,
            "activities/changed",
            f"changed:{row.touched}",
            now=now,
            head=f"活动 #{activity.number}",
            word=word,
            what=CHANGEABLE[word],
        )
    return bool(people)


async def _held(group: GroupState, number: int, actor: Actor, now: datetime) -> ActivityRow:
    row = await hold(group.id, number)
    must_manage(row.activity(), actor)
    must_be_open(row.activity(), "open", "review", "poll")
    if row.activity().has_begun(now):
        raise Begun(activity=row.activity())
    return row


async def _columns(before: Activity, column: str, value: str, now: datetime) -> dict[str, Any]:
    """The columns to set. A new start keeps the length, and a deadline that still lies before it."""
    if not value.strip():
        raise DraftRefused("empty")
    if column in _TEXTS:
        return {column: short(value.strip(), *_TEXTS[column])}
    if before.poll_until is not None and column in ("deadline", "starts_at"):
        raise DraftRefused("poll_time", str(before.number))
    if column == "deadline":
        return {"deadline": read_deadline(value, before.starts_at, zone.local(now))}
    if column == "capacity":
        capacity = read_capacity(value)
        if capacity is not None and capacity < taken(await parties_of(before.id)):
            raise DraftRefused("capacity_low")
        return {"capacity": capacity}
    times = read_times(value, zone.local(now))
    length = before.ends_at - before.starts_at if before.ends_at is not None else None
    ends = times.ends_at or (times.starts_at + length if length is not None else None)
    kept = before.deadline if before.deadline is not None and before.deadline < times.starts_at else None
    return {"starts_at": times.starts_at, "ends_at": ends, "deadline": times.deadline or kept}
