"""Who is proposed for removal, each with reasons and their evidence; and who never is."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.cards import check, has_real_name
from bot.domain.ids import MemberId
from bot.domain.members import Role
from bot.domain.people import Person, plain

from .inactivity import inactive
from .members import (
    DEPARTED,
    DUPLICATE,
    NO_REAL_NAME,
    OFF_ROSTER,
    VANISHED,
    Ground,
    MemberFacts,
    Proposal,
    Reason,
)

PLATFORM_BOTS = frozenset({MemberId("2854196310")})
"""QQ's own group assistant: a member of the list and nobody's account."""

_VANISHED = re.compile(
    r"(?:该|此)?(?:QQ|微信|用户|[账帐]号|[账帐]户)?已(?:经)?(?:被)?注销|Deleted Account", re.IGNORECASE
)
_ALIVE = timedelta(days=30)


def propose(members: Sequence[MemberFacts], ground: Ground, now: datetime) -> list[Proposal]:
    """Those with at least one reason, in the order of ``members``."""
    twins = _twins(members, ground, now)
    found: list[Proposal] = []
    for member in members:
        if is_protected(member, ground, now):
            continue
        departed = _departed_person(member, ground)
        reasons = [
            _departed(member, departed),
            None if departed is not None else _off_roster(member, ground, now),
            None if departed is None and _is_named(member, ground) else _no_real_name(member, ground, now),
            inactive(member, ground, now),
            twins.get(member.id),
            _vanished(member, now),
        ]
        told = tuple(reason for reason in reasons if reason is not None)
        if told:
            found.append(Proposal(member, told))
    return found


def is_protected(member: MemberFacts, ground: Ground, now: datetime) -> bool:
    """Bots, owner, administrators, whoever holds a granted role, whoever is kept.

    A role that the platform knows and did not tell protects too: it may be an administrator's.
    """
    if member.is_bot or member.granted or member.id in PLATFORM_BOTS:
        return True
    if member.role is None:
        if ground.has_roles:
            return True
    elif member.role > Role.MEMBER:
        return True
    until = ground.keeps.get(member.id)
    return until is not None and until > now


def _departed_person(member: MemberFacts, ground: Ground) -> Person | None:
    if not ground.rules.departed:
        return None
    if member.person is not None:
        person = ground.people.of_row(member.person)
        return person if person is not None and person.state == "departed" else None
    return ground.people.departed_on_card(member.shown)


def _departed(member: MemberFacts, person: Person | None) -> Reason | None:
    if person is None:
        return None
    return Reason(DEPARTED, {"person": person.name, "by": "link" if member.linked else "card"})


def _off_roster(member: MemberFacts, ground: Ground, now: datetime) -> Reason | None:
    if not ground.rules.off_roster or not ground.people or member.person is not None or _is_named(member, ground):
        return None
    here = now - ground.since(member)
    return Reason(OFF_ROSTER, {"days": here.days}) if here >= ground.rules.grace else None


def _is_named(member: MemberFacts, ground: Ground) -> bool:
    """Whether the card has the name of somebody on the roster: what else is wrong with it is mended, nobody goes
    for it."""
    return ground.people.is_on_card(member.shown)


def _no_real_name(member: MemberFacts, ground: Ground, now: datetime) -> Reason | None:
    rules = ground.rules
    if not rules.real_name or now - ground.since(member) < timedelta(days=rules.card_days):
        return None
    if rules.pattern is None:
        proper = has_real_name(member.shown)
    else:
        proper = check(rules.pattern, member.shown, None, ground.people.departments).is_right
    wanted = rules.pattern.text if rules.pattern is not None else ""
    return None if proper else Reason(NO_REAL_NAME, {"card": member.shown, "wanted": wanted})


def _twins(members: Sequence[MemberFacts], ground: Ground, now: datetime) -> dict[MemberId, Reason]:
    """Of two accounts of one person the one that is used is left alone: protected, linked, latest seen."""
    accounts: dict[int, list[MemberFacts]] = defaultdict(list)
    for member in members:
        if member.person is not None and not member.is_bot:
            accounts[member.person].append(member)
    found: dict[MemberId, Reason] = {}
    for same in accounts.values():
        if len(same) < 2:
            continue
        used = max(same, key=lambda m: (is_protected(m, ground, now), m.linked, m.last_seen_at or m.first_seen_at))
        for other in same:
            if other is not used:
                found[other.id] = Reason(DUPLICATE, {"other": used.id, "name": used.name})
    return found


def _vanished(member: MemberFacts, now: datetime) -> Reason | None:
    """By the nickname that platforms give a deleted account; a card stays as it was, words of late disprove it."""
    if _VANISHED.fullmatch(plain(member.nickname)) is None:
        return None
    if member.last_seen_at is not None and now - member.last_seen_at < _ALIVE:
        return None
    return Reason(VANISHED, {"nickname": member.nickname})
