"""The organisation's black list: who is not let in again, in any of its groups."""

from datetime import datetime

from bot.domain.ids import LONGEST_ID, MemberId
from bot.domain.members import Actor
from bot.governance.directory import GroupState
from bot.governance.people import accounts_of
from bot.store import audit, models
from bot.store.transaction import transaction


async def is_banned(group: GroupState, member: MemberId) -> bool:
    """Whether this account is on the list of the group's organisation."""
    return await models.Ban.filter(
        organisation_id=group.organisation_id, platform=group.chat.platform, member_id=member
    ).exists()


async def is_person_banned(group: GroupState, row: int) -> bool:
    """Whether any account of this person of the roster is on the list."""
    accounts = [each.account for each in await accounts_of(row)]
    return (
        bool(accounts)
        and await models.Ban.filter(organisation_id=group.organisation_id, member_id__in=accounts).exists()
    )


@transaction
async def lift(group: GroupState, member: MemberId, *, actor: Actor, now: datetime) -> bool:
    """Take the account off the list. False when it was not on it."""
    if len(member) > LONGEST_ID:
        return False
    removed = await models.Ban.filter(
        organisation_id=group.organisation_id, platform=group.chat.platform, member_id=member
    ).delete()
    if removed:
        await audit.record(
            f"group:{group.id}", at=now, actor=actor.id, action="member.unbanned", subject=f"member:{member}"
        )
    return bool(removed)
