"""Which accounts are whose. A person may have several, on one platform or on two."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import Refusal
from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor
from bot.governance.directory import GroupState
from bot.governance.people.roster import chain
from bot.store import audit, models
from bot.store.transaction import insert_once, transaction

MOST_ACCOUNTS = 4
_CHUNK = 500


class AccountTaken(Refusal):
    """This account is another person's: an administrator must take it away from them first."""

    code = "joining.account_taken"


@dataclass(frozen=True, slots=True)
class PersonAccount:
    """``how`` it was linked: roster (their own words fitted), administrator, code, kept (from before)."""

    platform: str
    account: MemberId
    how: str
    linked_at: datetime


async def accounts_of(row: int) -> list[PersonAccount]:
    """The accounts of a person, oldest first."""
    rows = await models.Account.filter(person_id=row).order_by("linked_at", "id")
    return [PersonAccount(each.platform, MemberId(each.account), each.how, each.linked_at) for each in rows]


async def account_person(organisation_id: int, platform: str, account: MemberId) -> int | None:
    """The row of the person whose account this is, or None."""
    found = await models.Account.get_or_none(organisation_id=organisation_id, platform=platform, account=account)
    return found.person_id if found is not None else None


async def persons_of(organisation_id: int, platform: str, accounts: Collection[MemberId]) -> dict[MemberId, int]:
    """The persons of many accounts at once; accounts of nobody are left out."""
    found: dict[MemberId, int] = {}
    wanted = sorted(accounts)
    for start in range(0, len(wanted), _CHUNK):
        rows = models.Account.filter(
            organisation_id=organisation_id, platform=platform, account__in=wanted[start : start + _CHUNK]
        )
        found.update({MemberId(str(a)): int(p) for a, p in await rows.values_list("account", "person_id")})
    return found


@transaction
async def link_account(
    organisation_id: int, platform: str, account: MemberId, row: int, *, how: str, actor: Actor, now: datetime
) -> None:
    """This account is that person's, in every group of its platform. An account of somebody else changes hands."""
    values = {"person_id": row, "how": how, "linked_at": now, "bounced_at": None}
    theirs = models.Account.filter(organisation_id=organisation_id, platform=platform, account=account)
    if not await theirs.update(**values):
        await insert_once(models.Account(organisation_id=organisation_id, platform=platform, account=account, **values))
    for group in await models.Group.filter(organisation_id=organisation_id, platform=platform):
        await models.Membership.filter(group_id=group.id, member_id=account).update(person_id=row)
    await audit.record(
        chain(organisation_id),
        at=now,
        actor=actor.id,
        action="account.linked",
        subject=f"person:{row}",
        platform=platform,
        how=how,
    )


@transaction
async def unlink_account(
    organisation_id: int, platform: str, account: MemberId, *, actor: Actor, now: datetime
) -> int | None:
    """The account is nobody's any more; answers whose it was."""
    found = await models.Account.get_or_none(organisation_id=organisation_id, platform=platform, account=account)
    if found is None:
        return None
    row = found.person_id
    await found.delete()
    for group in await models.Group.filter(organisation_id=organisation_id, platform=platform):
        await models.Membership.filter(group_id=group.id, member_id=account).update(person_id=None)
    await audit.record(
        chain(organisation_id),
        at=now,
        actor=actor.id,
        action="account.unlinked",
        subject=f"person:{row}",
        platform=platform,
    )
    return row


async def platforms_of(organisation_id: int, account: MemberId) -> list[str]:
    """The platforms on which the organisation knows this account: normally one."""
    rows = models.Account.filter(organisation_id=organisation_id, account=account).order_by("id")
    return [str(each) for each in await rows.values_list("platform", flat=True)]


@transaction
async def link_member(
    group: GroupState, member: MemberId, row: int, *, actor: Actor, now: datetime, how: str = "administrator"
) -> None:
    """Note that this member is that person of the roster: here, and wherever else the account is."""
    members = models.Membership.filter(group_id=group.id, member_id=member)
    if not await members.exists():
        await models.Membership.create(group_id=group.id, member_id=member, first_seen_at=now, person_id=row)
    await link_account(group.organisation_id, group.chat.platform, member, row, how=how, actor=actor, now=now)
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor=actor.id,
        action="member.linked",
        subject=f"member:{member}",
        person=row,
    )


async def attach_memberships(group: GroupState, members: Collection[MemberId]) -> None:
    """New memberships get the persons of their accounts; to be called in the transaction that made them."""
    for member, row in (await persons_of(group.organisation_id, group.chat.platform, members)).items():
        await models.Membership.filter(group_id=group.id, member_id=member).update(person_id=row)


async def linked_person(group_id: GroupId, member: MemberId) -> int | None:
    """The row of the person whose account this member's is, or None."""
    found = await models.Membership.get_or_none(group_id=group_id, member_id=member)
    linked: int | None = getattr(found, "person_id", None)
    return linked


async def members_linked(group_id: GroupId, row: int) -> list[MemberId]:
    """Present members that are this person: normally one."""
    found = await models.Membership.filter(group_id=group_id, person_id=row, left_at=None)
    return [MemberId(each.member_id) for each in found]
