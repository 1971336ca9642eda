"""Not coming, or perhaps: answers that take no place, and give back the one there was."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.activities.domain.activity import Activity
from plugins.activities.domain.poll import NO, YES
from plugins.activities.domain.refusals import Begun, NotSignedUp
from plugins.activities.models import ActivityRow, SignUp

from .offers import move_up
from .records import hold, must_be_open, record


@dataclass(frozen=True, slots=True)
class Said:
    """``answer`` is no or maybe; ``gave_back``: there was a place or one was waited for; ``again``: nothing is new."""

    activity: Activity
    answer: str
    gave_back: bool = False
    again: bool = False


@transaction
async def withdraw(group: GroupState, number: int, *, member: MemberId, now: datetime) -> Activity:
    """Give the places back until the start; whoever of the waiting fits is offered them.

    Raises NoSuchNumber, NotOpen, Begun, NotSignedUp.
    """
    said = await say_not_coming(group, number, NO, member=member, name="", now=now, signed_only=True)
    return said.activity


@transaction
async def say_not_coming(
    group: GroupState, number: int, answer: str, *, member: MemberId, name: str, now: datetime,
    signed_only: bool = False,
) -> Said:  # fmt: skip
    """Keep ``answer`` (no or maybe), giving back the places. ``signed_only``: of nobody who has not said yes or maybe.

    Raises NoSuchNumber, NotOpen, Begun, NotSignedUp.
    """
    activity = await _held(group, number, now)
    mine = await SignUp.get_or_none(activity_id=activity.id, member_id=member)
    if signed_only and (mine is None or mine.answer == NO):
        raise NotSignedUp(activity=activity)
    if mine is not None and mine.answer == answer:
        return Said(activity, answer, again=True)
    gave_back = mine is not None and mine.answer == YES
    if mine is None:
        await SignUp.create(
            activity_id=activity.id, member_id=member, member_name=(name or member)[:200], going=False, answer=answer,
            signed_at=now,
        )  # fmt: skip
    else:
        await SignUp.filter(id=mine.id).update(
            answer=answer, guests=0, going=False, offered_until=None, missed=False, signed_at=now
        )
    await record(group, activity, "withdrawn" if gave_back else "answered", member, now, answer=answer)
    if gave_back:
        await move_up(group, activity, now)
    return Said(activity, answer, gave_back)


@transaction
async def forget_member(group: GroupState, number: int, *, member: MemberId, now: datetime) -> None:
    """Somebody left the group: their answer goes, their places are offered to others."""
    activity = await _held(group, number, now)
    if await SignUp.filter(activity_id=activity.id, member_id=member).delete():
        await record(group, activity, "withdrawn", member, now)
        await move_up(group, activity, now)


async def leave_all(group: GroupState, member: MemberId, *, now: datetime) -> None:
    """Forget somebody who left in every activity to come."""
    rows = await SignUp.filter(member_id=member, activity__group_id=group.id, activity__state="open")
    for coming in await ActivityRow.filter(id__in=[row.activity_id for row in rows], starts_at__gt=now):
        with suppress(Refusal):  # closed or withdrawn meanwhile
            await forget_member(group, coming.number, member=member, now=now)


async def _held(group: GroupState, number: int, now: datetime) -> Activity:
    activity = (await hold(group.id, number)).activity()
    must_be_open(activity)
    if activity.has_begun(now):
        raise Begun(activity=activity)
    return activity
