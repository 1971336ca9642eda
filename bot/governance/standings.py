"""How the members of a group stand to the roster: linked with a person, or known by their card."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AccountId, MemberId
from bot.domain.people import DepartmentNames, Person
from bot.effects.accounts import accounts
from bot.governance.directory import GroupState
from bot.governance.people import Roster, roster_of
from bot.store import models

_CARD_PARTS = (re.compile(r"(?:(?!·)[\W_])+"), re.compile(r"[\W_]+"))
"""Signs, blanks and emoji between and around the parts; the dot may belong to a name."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A present member and the person of the roster they are; ``linked`` False where only the card tells."""

    member: MemberId
    name: str
    card: str
    person: Person | None
    row: int | None
    linked: bool
    first_seen_at: datetime


async def standings(group: GroupState) -> list[Standing]:
    """Every present member but our bots, with the person they are linked with or whose card names one."""
    roster = await roster_of(group.organisation_id)
    found: list[Standing] = []
    rows = models.Membership.filter(group_id=group.id, left_at=None).order_by("first_seen_at", "id")
    departments = departments_of(roster)
    # Plain values: a model object for each member of a large group costs more than all the rest.
    told = await rows.values_list("member_id", "card", "nickname", "person_id", "first_seen_at")
    for member, card, nickname, row, first_seen in told:
        if member == group.account or accounts.get(AccountId(member)) is not None:
            continue
        linked = roster.by_row(row)
        person = linked or _named_by_card(card or nickname, roster, departments)
        found.append(
            Standing(
                MemberId(member),
                card or nickname or member,
                card,
                person,
                roster.row_of(person) if person is not None else None,
                linked is not None,
                first_seen,
            )
        )
    return found


def departments_of(roster: Roster) -> DepartmentNames:
    """The departments of the roster, under every name people give them."""
    return roster.index.lexicon.departments


def _named_by_card(card: str, roster: Roster, departments: DepartmentNames) -> Person | None:
    """The one person whose name is a part of the card; of namesakes the one whose department is too."""
    parts = card_parts(card)
    named = [person for part in parts for person in roster.index.of("name", part) if person.state != "departed"]
    if len(named) > 1:
        named = _in_departments(named, {departments.resolve(part) for part in parts})
    return named[0] if len(named) == 1 else None


def card_parts(card: str) -> list[str]:
    """What stands between signs, blanks and emoji, each once; names with a dot whole and in parts."""
    found = (part.strip("·") for split in _CARD_PARTS for part in split.split(card))
    return list(dict.fromkeys(part for part in found if part))


def _in_departments(people: Sequence[Person], departments: Collection[str | None]) -> list[Person]:
    return [person for person in people if person.department is not None and person.department in departments]
