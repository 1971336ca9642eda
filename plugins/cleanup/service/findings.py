"""What a look at the group finds: members, roster and keeps, judged by the regulation in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.domain.ids import MemberId
from bot.domain.members import MemberInfo
from bot.domain.ports import Ability
from bot.effects.accounts import accounts
from bot.governance import cases, people, permissions, roster
from bot.governance.directory import GroupState
from bot.governance.roster import Member
from bot.governance.standings import Standing, standings
from plugins.cleanup.domain.inactivity import figures_lie
from plugins.cleanup.domain.known_people import KnownPeople
from plugins.cleanup.domain.members import Ground, MemberFacts, Proposal
from plugins.cleanup.domain.proposing import propose
from plugins.cleanup.domain.rules import Rules, read_rules
from plugins.cleanup.models import Keep, Sign

from .gaps import gaps_of


@dataclass(frozen=True)
class Findings:
    """``members`` are those who are no bots of ours; ``believed`` False where the member list was not told."""

    rules: Rules
    members: tuple[MemberFacts, ...]
    proposals: tuple[Proposal, ...]
    believed: bool = True

    def of(self, member: MemberId) -> Proposal | None:
        return self._by_member.get(member)

    @cached_property
    def _by_member(self) -> dict[MemberId, Proposal]:
        return {proposal.member.id: proposal for proposal in self.proposals}


def persons_of(findings: Findings) -> dict[MemberId, int]:
    """The rows of the roster of those who are proposed, where one is known."""
    return {p.member.id: p.member.person for p in findings.proposals if p.member.person is not None}


def rules_of(group: GroupState) -> Rules | None:
    return read_rules(group.regulation.text) if group.regulation is not None else None


async def look(group: GroupState, *, now: datetime) -> Findings:
    """Ask the platform for the member list, then judge. Not inside a transaction. Raises NoClause."""
    difference = await roster.look_at_list(group, now=now)
    told = {info.id: info for info in difference.listed}
    return await judge(group, told, now=now, believed=difference.trusted)


async def judge(
    group: GroupState, told: Mapping[MemberId, MemberInfo], *, now: datetime, believed: bool = True
) -> Findings:
    """By what the store has and what the platform has ``told`` of some or all. Raises NoClause."""
    rules = rules_of(group)
    if rules is None:
        raise cases.NoClause()
    members = await _members(group, told)
    ground = Ground(
        people=KnownPeople((await people.roster_of(group.organisation_id)).index),
        rules=rules,
        keeps={MemberId(row.member_id): row.until for row in await Keep.filter(group_id=group.id, until__gt=now)},
        watched_since=group.enabled_at,
        gaps=await gaps_of(group.id),
        has_roles=_has_roles(group),
        figures_lie=figures_lie(members, now),
    )
    return Findings(rules, tuple(members), tuple(propose(members, ground, now)), believed)


async def _members(group: GroupState, told: Mapping[MemberId, MemberInfo]) -> list[MemberFacts]:
    standing_of = {each.member: each for each in await standings(group)}
    signs = {MemberId(row.member_id): row.seen_at for row in await Sign.filter(group_id=group.id)}
    found: list[MemberFacts] = []
    for member in await roster.members_of(group.id):
        standing = standing_of.get(member.id)
        if standing is not None and not roster.is_ours(member.id):
            seen = max((t for t in (member.last_spoke_at, signs.get(member.id)) if t is not None), default=None)
            found.append(_facts(group, member, told.get(member.id), seen, standing))
    return found


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
        last_spoke_at=member.last_spoke_at,
        last_sent_at=told.last_sent_at if told is not None else None,
        joined_at=member.joined_at,
        role=role,
        is_bot=told is not None and told.is_robot,
        granted=member.id in group.grants or permissions.standing().is_superuser(member.id),
        person=standing.row,
        linked=standing.linked,
    )


def _has_roles(group: GroupState) -> bool:
    """Assume yes where the account is not connected: an unknown role then protects."""
    platform = accounts.get(group.account) if group.account is not None else None
    return platform is None or Ability.ROLES in platform.capabilities
