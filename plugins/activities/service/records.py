"""Getting at an activity's row, and writing what was decided about it."""

from datetime import datetime
from typing import Any

from tortoise.expressions import F

from bot.domain.errors import NoSuchNumber
from bot.domain.ids import GroupId
from bot.domain.members import Actor, Role
from bot.governance.directory import GroupState
from bot.store import audit
from bot.store.transaction import after_commit
from plugins.activities.domain.activity import Activity
from plugins.activities.domain.refusals import NotOpen, NotYours
from plugins.activities.models import ActivityRow

from .opensignups import open_sign_ups


async def hold(group_id: GroupId, number: int) -> ActivityRow:
    """The activity, held until the transaction ends: nobody else decides about its places. Raises NoSuchNumber."""
    held = ActivityRow.filter(group_id=group_id, number=number)
    if not await held.update(touched=F("touched") + 1):
        raise NoSuchNumber(number=number)
    return await held.get()


async def hold_by_id(activity_id: int) -> ActivityRow | None:
    held = ActivityRow.filter(id=activity_id)
    return await held.get() if await held.update(touched=F("touched") + 1) else None


async def write(row: ActivityRow, **columns: Any) -> Activity:
    """Set these columns, and the in-memory index after the commit."""
    for name, value in columns.items():
        setattr(row, name, value)
    if columns:
        await row.save(update_fields=list(columns))
    activity = row.activity()
    after_commit(lambda: open_sign_ups.note(activity))
    return activity


async def record(group: GroupState, activity: Activity, action: str, actor: str, now: datetime, **details: Any) -> None:
    await audit.record(
        f"group:{group.id}", at=now, actor=actor, action=f"activity.{action}", subject=activity.subject, **details
    )


def must_be_open(activity: Activity, *states: str) -> None:
    """Raises NotOpen for an activity in none of these states; ``open`` where none is given."""
    if activity.state not in (states or ("open",)):
        raise NotOpen(activity=activity)


def must_manage(activity: Activity, actor: Actor) -> None:
    """Raises NotYours for everybody but the organiser and the administrators."""
    if actor.id != activity.organiser and actor.role < Role.ADMIN:
        raise NotYours(activity=activity)
