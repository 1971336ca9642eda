"""What a look at the group finds: members, roster and keeps, judged by the regulation in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import MemberId
from bot.domain.members import MemberInfo
from bot.domain.ports import Ability
from bot.effects.accounts import accounts
from bot.governance import cases, people, permissions, roster
from bot.governance.directory import GroupState
from bot.governance.roster import Member
from bot.governance.standings import Standing, standings
from plugins.cleanup.domain.proposing import Ground, MemberFacts, Proposal, propose
from plugins.cleanup.domain.rules import Rules, read_rules
from plugins.cleanup.models import Keep, Sign


@dataclass(frozen=True)
class Findings:
    """``members`` are those who are no bots of ours; ``believed`` False where the member list was not told."""

    rules: Rules
    members: tuple[MemberFacts, ...]
    proposals: tuple[Proposal, ...]
    believed: bool = True

    def of(self, member: MemberId) -> Proposal | None:
        return next((p for p in self.proposals if p.member.id == member), None)


def rules_of(group: GroupState) -> Rules | None:
    return read_rules(group.regulation.text) if group.regulation is not None else None


async def look(group: GroupState, *, now: datetime) -> Findings:
    """Ask the platform for the member list, then judge. Not inside a transaction. Raises NoClause."""
    difference = await roster.look_at_list(group, now=now)
    platform = accounts.get(group.account) if group.account is not None else None
    listed = await platform.members(group.chat) if platform is not None else None
    told = {info.id: info for info in listed or ()}
    return await judge(group, told, now=now, believed=difference.trusted)


async def judge(
    group: GroupState, told: Mapping[MemberId, MemberInfo], *, now: datetime, believed: bool = True
) -> Findings:
    """By what the store has and what the platform has ``told`` of some or all. Raises NoClause."""
    rules = rules_of(group)
    if rules is None:
        raise cases.NoClause()
    known = await people.roster_of(group.organisation_id)
    standing_of = {each.member: each for each in await standings(group)}
    signs = {MemberId(row.member_id): row.seen_at for row in await Sign.filter(group_id=group.id)}
    keeps = {MemberId(row.member_id): row.until for row in await Keep.filter(group_id=group.id, until__gt=now)}
    members: list[MemberFacts] = []
    for member in await roster.members_of(group.id):
        standing = standing_of.get(member.id)
        if standing is not None:
            seen = max((t for t in (member.last_spoke_at, signs.get(member.id)) if t is not None), default=None)
            members.append(_facts(group, member, told.get(member.id), seen, standing))
    ground = Ground(
        persons={known.row_of(person): person for person in known.people},
        rules=rules,
        keeps=keeps,
        watched_since=group.enabled_at,
        has_roles=_has_roles(group),
    )
    return Findings(rules, tuple(members), tuple(propose(members, ground, now)), believed)


def _facts(
    group: GroupState, member: Member, told: MemberInfo | None, seen: datetime | None, standing: Standing
) -> MemberFacts:
    role = told.role if told is not None and told.role is not None else member.role
    return MemberFacts(
        id=member.id,
        name=told.name if told is not None else member.name,
        card=told.card if told is not None else member.card,
        nickname=told.nickname if told is not None else member.nickname,
        first_seen_at=member.first_seen_at,
        last_seen_at=seen,
        last_sent_at=told.last_sent_at if told is not None else None,
        role=role,
        granted=member.id in group.grants or permissions.standing().is_superuser(member.id),
        person=standing.row,
        linked=standing.linked,
    )


def _has_roles(group: GroupState) -> bool:
    """Assume yes where the account is not connected: an unknown role then protects."""
    platform = accounts.get(group.account) if group.account is not None else None
    return platform is None or Ability.ROLES in platform.capabilities
