"""Other clauses and other people for a test's group."""

from dataclasses import replace

from bot.domain.members import SYSTEM
from bot.domain.people import Person, RosterSheet
from bot.domain.regulation import Clause, Duty
from bot.governance import people
from bot.governance.directory import directory
from tests.support.house import TestHouse


def with_duty(house: TestHouse, code: str, text: str = "本条另有规定。", **parameters: str) -> None:
    """A clause put first, so that what it states holds; the same code in other clauses is gone."""
    regulation = house.group.regulation
    assert regulation is not None
    others = tuple(
        replace(clause, duties=tuple(duty for duty in clause.duties if duty.code != code))
        for clause in regulation.text.clauses
    )
    clause = Clause("第九十九条", text, (Duty(code, "auto", parameters),))
    text_of = replace(regulation.text, clauses=(clause, *others))
    directory._put(replace(house.group, regulation=replace(regulation, text=text_of)))


async def with_people(house: TestHouse, *everybody: Person) -> None:
    """A roster of these people; cards name them."""
    sheet = RosterSheet(people=everybody, errors=(), columns=frozenset({"name", "department", "superior", "state"}))
    await people.import_roster(house.group.organisation_id, sheet, now=house.clock.now(), actor=SYSTEM)
