"""Whom words of the bot can be addressed to: members of a group with the department the roster gives them."""

import re
from dataclasses import dataclass

from bot.domain.ids import AccountId, MemberId
from bot.domain.people import DepartmentNames, name_key
from bot.effects.accounts import accounts
from bot.governance.directory import GroupState
from bot.store import models

_NAME_PARTS = re.compile(r"[\s\-_—–/|·•,，()（）【】\[\]]+")


@dataclass(frozen=True, slots=True)
class Addressee:
    """A present member who is no bot of ours; ``department`` "" where the roster does not know it."""

    id: MemberId
    name: str
    department: str = ""


async def addressees(group: GroupState) -> list[Addressee]:
    """Everybody in the group but the bots, by first sight.

    A member who is not yet linked with a person of the roster is taken for the one person whose
    name is a part of their card; a name that two persons have links nobody.
    """
    rows = await models.Membership.filter(group_id=group.id, left_at=None).order_by("first_seen_at", "id")
    people = await models.Person.filter(organisation_id=group.organisation_id).exclude(state="departed")
    by_id = {person.id: person for person in people}
    by_name: dict[str, models.Person | None] = {}
    for person in people:
        key = name_key(person.name)
        by_name[key] = None if key in by_name else person
    found: list[Addressee] = []
    for row in rows:
        if row.member_id == group.account or accounts.get(AccountId(row.member_id)) is not None:
            continue
        person_id: int | None = getattr(row, "person_id", None)
        person = by_id.get(person_id) if person_id is not None else _by_card(row.card or row.nickname, by_name)
        name = row.card or row.nickname or row.member_id
        found.append(Addressee(MemberId(row.member_id), name, (person.department or "") if person else ""))
    return found


async def departments(group: GroupState) -> DepartmentNames:
    """The departments of the organisation's roster, under every name people give them."""
    people = await models.Person.filter(organisation_id=group.organisation_id).exclude(state="departed")
    return DepartmentNames(sorted({person.department for person in people if person.department}))


async def members_of_department(group: GroupState, department: str) -> list[Addressee]:
    """Present members of the department, which is given as the roster writes it."""
    return [someone for someone in await addressees(group) if someone.department == department]


def _by_card(card: str, by_name: dict[str, models.Person | None]) -> models.Person | None:
    found = {p.id: p for part in _NAME_PARTS.split(card) if part and (p := by_name.get(name_key(part))) is not None}
    return next(iter(found.values())) if len(found) == 1 else None
