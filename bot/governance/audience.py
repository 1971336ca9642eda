"""Whom words of the bot can be addressed to: members of a group with the department the roster gives them."""

from dataclasses import dataclass

from bot.domain.ids import MemberId
from bot.domain.people import DepartmentNames, Person
from bot.governance.directory import GroupState
from bot.governance.people import roster_of
from bot.governance.standings import departments_of, standings


@dataclass(frozen=True, slots=True)
class Addressee:
    """A present member who is no bot of ours; ``department`` "" where the roster does not know it."""

    id: MemberId
    name: str
    department: str = ""


async def addressees(group: GroupState) -> list[Addressee]:
    """Everybody in the group but the bots, by first sight; nobody belongs to a department they have left."""
    return [Addressee(each.member, each.name, _department(each.person)) for each in await standings(group)]


def _department(person: Person | None) -> str:
    return person.department or "" if person is not None and person.state != "departed" else ""


async def departments(group: GroupState) -> DepartmentNames:
    """The departments of the organisation's roster, under every name people give them."""
    return departments_of(await roster_of(group.organisation_id))


async def members_of_department(group: GroupState, department: str) -> list[Addressee]:
    """Present members of the department, which is given as the roster writes it."""
    return [someone for someone in await addressees(group) if someone.department == department]
