"""Announcing an activity, or asking for it."""

from datetime import datetime

from bot.domain.members import Actor, Role
from bot.governance import zone
from bot.governance.directory import GroupState
from bot.store.numbers import next_number
from bot.store.transaction import transaction
from plugins.activities.domain.activity import Activity
from plugins.activities.domain.draft import Draft, on_map, read_draft
from plugins.activities.models import ActivityRow, DateChoice, Poster, choices_of

from . import planning
from .codes import draw_code
from .enclosing import NOTHING, Enclosed
from .polls import open_poll
from .records import record, write
from .telling import poster_parts, tell_administrators, tell_group


@transaction
async def propose(
    group: GroupState, text: str, *, actor: Actor, source_key: str, now: datetime, enclosed: Enclosed = NOTHING
) -> Activity:
    """Announce at once where the actor is an organiser or above, else ask the administrators.

    ``text`` is ``标题 | 时间 | 地点 | 内容 [| 名额]``. The same ``source_key`` gives the same activity.
    Raises DraftRefused.
    """
    known = await ActivityRow.get_or_none(source_key=source_key[:200])
    if known is not None:
        return known.activity()
    draft = on_map(read_draft(text, zone.local(now)), enclosed.place)
    row = await _create(group, draft, actor, source_key, now, enclosed)
    if actor.role >= Role.ORGANISER:
        return await publish(group, row, actor, now)
    activity = await write(row)
    await planning.plan_review(group, activity)
    await record(group, activity, "proposed", actor.id, now, title=activity.title)
    await tell_administrators(
        group, activity, "activities/review_wanted", "review", now=now, choices=await choices_of(activity.id),
        enclosed=await poster_parts(activity),
    )  # fmt: skip
    return activity


async def publish(group: GroupState, row: ActivityRow, actor: Actor, now: datetime) -> Activity:
    """Open the sign-up and announce it, or the vote on its date. Inside a transaction."""
    if row.state == "review" and await DateChoice.filter(activity_id=row.id).exists():
        return await open_poll(group, row, actor, now)
    activity = await write(row, state="open", decided_at=now, decided_by=actor.id)
    await planning.plan(group, activity, now=now)
    await record(
        group, activity, "announced", actor.id, now, title=activity.title, starts_at=activity.starts_at.isoformat()
    )
    await tell_group(
        group, activity, "activities/announced", "announced", now=now, until=activity.sign_up_until,
        marker=f"【活动 #{activity.number}】", enclosed=await poster_parts(activity),
    )  # fmt: skip
    return activity


async def _create(
    group: GroupState, draft: Draft, actor: Actor, source_key: str, now: datetime, enclosed: Enclosed
) -> ActivityRow:
    row = await ActivityRow.create(
        group_id=group.id,
        number=await next_number(group.id, "activity"),
        source_key=source_key[:200],
        title=draft.title,
        place=draft.place,
        content=draft.content,
        starts_at=draft.times.starts_at,
        ends_at=draft.times.ends_at,
        deadline=draft.times.deadline,
        capacity=draft.capacity,
        most_guests=draft.options.most_guests,
        waits=draft.options.waits,
        link=enclosed.link[:500],
        poll_until=draft.poll_until,
        organiser_id=actor.id,
        organiser_name=(actor.name or actor.id)[:200],
        state="review",
        code=draw_code(),
        proposed_at=now,
    )
    for place, times in enumerate(draft.choices):
        await DateChoice.create(activity_id=row.id, place=place, starts_at=times.starts_at, ends_at=times.ends_at)
    for content in enclosed.pictures:
        await Poster.create(activity_id=row.id, content=content)
    return row
