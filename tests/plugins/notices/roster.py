"""People of the roster for these tests, linked with the members of that name."""

from bot.governance import people
from bot.store import models
from tests.support.house import TestHouse


async def enrol(
    house: TestHouse,
    name: str,
    *,
    department: str = "技术部",
    position: str = "",
    superior: str = "",
    state: str = "in_post",
) -> int:
    """A person of the roster; the member of that name is linked with them."""
    organisation = house.group.organisation_id
    row = await models.Person.create(
        organisation_id=organisation,
        name=name,
        department=department,
        position=position or None,
        superior=superior or None,
        state=state,
    )
    if name in house.names:
        await link(house, name, row.id)
    people.forget_rosters()
    return row.id


async def link(house: TestHouse, name: str, person: int) -> None:
    """Present in the group under this name, as that person."""
    found = models.Membership.filter(group_id=house.group.id, member_id=house.id_of(name))
    if not await found.update(person_id=person):
        await models.Membership.create(
            group_id=house.group.id,
            member_id=house.id_of(name),
            nickname=name,
            card=name,
            first_seen_at=house.clock.now(),
            person_id=person,
        )


async def set_state(person: int, state: str) -> None:
    await models.Person.filter(id=person).update(state=state)
    people.forget_rosters()
