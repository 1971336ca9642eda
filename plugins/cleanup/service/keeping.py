"""Who stays by an administrator's word, whatever the rules say, until a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor
from bot.domain.messages import Mention
from bot.governance.directory import GroupState
from bot.store import audit
from bot.store.transaction import transaction
from plugins.cleanup.models import Item, Keep, Round

from .files import OPEN, STAGED, UNDER_WAY
from .refusals import KeepTooLong

USUAL_DAYS = 90
MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody who stays, as the lists show them."""

    member: MemberId
    name: str
    until: datetime
    reason: str


@transaction
async def keep_member(
    group: GroupState, member: Mention, days: int, reason: str, *, by: Actor, now: datetime
) -> datetime | None:
    """Until when they stay; 0 ``days`` end it and answer None. They are taken off every list at once.

    Raises KeepTooLong.
    """
    if days > MOST_DAYS:
        raise KeepTooLong(most=MOST_DAYS)
    until = now + timedelta(days=days)
    await Keep.filter(group_id=group.id, member_id=member.user).delete()
    if days:
        await Keep.create(
            group_id=group.id,
            member_id=member.user,
            member_name=member.name[:200],
            reason=reason,
            until=until,
            kept_by=by.id,
            kept_at=now,
        )
        rounds = [row.id for row in await Round.filter(group_id=group.id, state__in=[*OPEN, *UNDER_WAY])]
        listed = Item.filter(round_id__in=rounds, member_id=member.user, state__in=STAGED)
        await listed.update(state="kept", note="keep", changed_at=now)
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor=by.id,
        action="cleanup.keep" if days else "cleanup.keep_ended",
        subject=f"member:{member.user}",
        days=days,
        reason=reason,
    )
    return until if days else None


async def keeps_of(group_id: GroupId, *, now: datetime) -> list[Kept]:
    """Whoever is kept now, whose time ends first."""
    rows = await Keep.filter(group_id=group_id, until__gt=now).order_by("until", "id")
    return [Kept(MemberId(row.member_id), row.member_name, row.until, row.reason) for row in rows]
