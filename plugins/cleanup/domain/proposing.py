"""Who is proposed for removal, each with reasons and their evidence; and who never is."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import MemberId
from bot.domain.members import Role
from bot.domain.people import DepartmentNames, Person, name_key, plain

from .cards import fits, has_real_name
from .rules import Rules

DEPARTED, OFF_ROSTER, NO_REAL_NAME = "departed", "off_roster", "no_real_name"
INACTIVE, DUPLICATE, VANISHED = "inactive", "duplicate", "vanished"

PLATFORM_BOTS = frozenset({MemberId("2854196310")})
"""QQ's own group assistant: a member of the list and nobody's account."""

_VANISHED = re.compile(r"(?:该|此)?(?:用户|[账帐]号|[账帐]户)已(?:经)?注销")
_CARD_PARTS = re.compile(r"[\s\-_—–/|·•,，()（）【】\[\]]+")
_CLOCK_SKEW = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A present member. ``last_seen_at`` is what we saw them do; ``last_sent_at`` the platform's word, if any.

    ``granted`` covers every power given by the bot or its settings. ``person`` is a row of the
    roster, ``linked`` False where only the card names it.
    """

    id: MemberId
    name: str
    card: str
    nickname: str
    first_seen_at: datetime
    last_seen_at: datetime | None = None
    last_sent_at: datetime | None = None
    role: Role | None = None
    is_bot: bool = False
    granted: bool = False
    person: int | None = None
    linked: bool = False

    @property
    def shown(self) -> str:
        """The name the group sees: what a platform without cards can be judged by."""
        return self.card or self.nickname


@dataclass(frozen=True, slots=True)
class Reason:
    """``evidence`` is JSON: texts and whole numbers; times as ISO text."""

    code: str
    evidence: Mapping[str, str | int] = field(default_factory=dict[str, str | int])


@dataclass(frozen=True, slots=True)
class Proposal:
    member: MemberFacts
    reasons: tuple[Reason, ...]

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(reason.code for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Ground:
    """What members are judged against.

    ``persons`` is the roster, empty where none was imported; ``keeps`` until when somebody stays;
    ``watched_since`` when the bot began to watch this group without a break, None if it does not;
    ``has_roles`` False on platforms that know no roles.
    """

    persons: Mapping[int, Person]
    rules: Rules
    keeps: Mapping[MemberId, datetime]
    watched_since: datetime | None
    has_roles: bool = True


def propose(members: Sequence[MemberFacts], ground: Ground, now: datetime) -> list[Proposal]:
    """Those with at least one reason, in the order of ``members``."""
    departed = _DepartedByCard(ground.persons) if ground.rules.departed else None
    twins = _twins(members, ground, now)
    departments = _departments(ground.persons)
    found: list[Proposal] = []
    for member in members:
        if is_protected(member, ground, now):
            continue
        reasons = [
            _departed(member, ground, departed),
            _off_roster(member, ground, departed, now),
            _no_real_name(member, ground, departments, now),
            _inactive(member, ground, now),
            twins.get(member.id),
            _vanished(member),
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


class _DepartedByCard:
    """Departed people by name, where nobody in post has the same."""

    def __init__(self, persons: Mapping[int, Person]) -> None:
        present = {name_key(person.name) for person in persons.values() if person.state != "departed"}
        self._departments = DepartmentNames(sorted({p.department for p in persons.values() if p.department}))
        self._people: dict[str, list[Person]] = defaultdict(list)
        for person in persons.values():
            if person.state == "departed" and name_key(person.name) not in present:
                self._people[name_key(person.name)].append(person)

    def find(self, card: str) -> Person | None:
        """The one whose name is a part of the card; not where the card names another department."""
        parts = [part for part in _CARD_PARTS.split(plain(card)) if part]
        named = [person for part in parts for person in self._people.get(name_key(part), ())]
        places = {place for part in parts if (place := self._departments.resolve(part)) is not None}
        fitting = [p for p in named if not places or p.department is None or p.department in places]
        return fitting[0] if len(fitting) == 1 else None


def _departed(member: MemberFacts, ground: Ground, by_card: _DepartedByCard | None) -> Reason | None:
    person = _departed_person(member, ground, by_card)
    if person is None:
        return None
    return Reason(DEPARTED, {"person": person.name, "by": "link" if member.linked else "card"})


def _departed_person(member: MemberFacts, ground: Ground, by_card: _DepartedByCard | None) -> Person | None:
    if not ground.rules.departed:
        return None
    if member.person is not None:
        person = ground.persons.get(member.person)
        return person if person is not None and person.state == "departed" else None
    return by_card.find(member.shown) if by_card is not None else None


def _off_roster(member: MemberFacts, ground: Ground, by_card: _DepartedByCard | None, now: datetime) -> Reason | None:
    if not ground.rules.off_roster or not ground.persons or member.person is not None:
        return None
    if _departed_person(member, ground, by_card) is not None:
        return None
    here = now - _since(member, ground)
    return Reason(OFF_ROSTER, {"days": here.days}) if here >= ground.rules.grace else None


def _no_real_name(
    member: MemberFacts, ground: Ground, departments: DepartmentNames | None, now: datetime
) -> Reason | None:
    rules = ground.rules
    if not rules.real_name or now - _since(member, ground) < timedelta(days=rules.card_days):
        return None
    if rules.pattern is None:
        proper = has_real_name(member.shown)
    else:
        proper = fits(member.shown, rules.pattern, departments)
    wanted = rules.pattern.text if rules.pattern is not None else ""
    return None if proper else Reason(NO_REAL_NAME, {"card": member.shown, "wanted": wanted})


def _inactive(member: MemberFacts, ground: Ground, now: datetime) -> Reason | None:
    """By what we saw ourselves only; the platform's word can clear, never accuse."""
    days = ground.rules.inactive_days
    if days is None or ground.watched_since is None:
        return None
    person = ground.persons.get(member.person) if member.person is not None else None
    if person is not None and person.state == "on_leave":
        return None
    limit = timedelta(days=days)
    quiet = now - max(_since(member, ground), member.last_seen_at or ground.watched_since)
    if quiet < limit:
        return None
    told = member.last_sent_at
    if told is not None and now - limit < told <= now + _CLOCK_SKEW:
        return None
    evidence: dict[str, str | int] = {"days": quiet.days}
    if member.last_seen_at is not None:
        evidence["last"] = member.last_seen_at.isoformat()
    return Reason(INACTIVE, evidence)


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


def _vanished(member: MemberFacts) -> Reason | None:
    gone = _VANISHED.fullmatch(plain(member.nickname)) is not None and not member.card
    return Reason(VANISHED, {"nickname": member.nickname}) if gone else None


def _departments(persons: Mapping[int, Person]) -> DepartmentNames | None:
    names = {person.department for person in persons.values() if person.department}
    return DepartmentNames(sorted(names)) if names else None


def _since(member: MemberFacts, ground: Ground) -> datetime:
    """Since when we have seen this member here; what was before we watched does not count."""
    return max(member.first_seen_at, ground.watched_since) if ground.watched_since is not None else member.first_seen_at
