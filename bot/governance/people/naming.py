"""Whom an administrator means by a name, a staff number or a phone."""

from collections.abc import Iterator

from bot.domain.errors import Refusal
from bot.domain.people import Person, normal_name, normal_phone, normal_staff_number
from bot.governance.people.roster import Roster, roster_of

MOST_SHOWN = 10


class NoSuchPerson(Refusal):
    """Nobody of the roster is called so."""

    code = "joining.no_such_person"


class SeveralPeople(Refusal):
    """More than one is called so: ``people`` are they, to be told apart by department or staff number."""

    code = "joining.several_people"


async def find_person(organisation_id: int, text: str) -> tuple[int, Person]:
    """The one person meant by name, ``部门 姓名``, staff number or phone; of namesakes who has not departed.

    Raises NoSuchPerson, SeveralPeople.
    """
    roster = await roster_of(organisation_id)
    words = text.split()
    found = [person for word in (text, *words) for person in _named(roster, word)]
    found = list({id(person): person for person in found}.values())
    if len(found) > 1 and len(words) > 1:
        places = {roster.index.lexicon.departments.resolve(word) for word in words}
        found = [each for each in found if each.department in places] or found
    if len(found) > 1:
        found = [each for each in found if each.state != "departed"] or found
    if not found:
        raise NoSuchPerson(name=text[:40])
    if len(found) > 1:
        raise SeveralPeople(name=text[:40], people=found[:MOST_SHOWN], more=max(0, len(found) - MOST_SHOWN))
    return roster.row_of(found[0]), found[0]


def _named(roster: Roster, word: str) -> Iterator[Person]:
    of = roster.index.of
    yield from of("name", normal_name(word))
    if (number := normal_staff_number(word)) is not None:
        yield from of("staff_number", number)
    if (phone := normal_phone(word)) is not None:
        yield from of("phone", phone)
