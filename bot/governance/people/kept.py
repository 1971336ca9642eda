"""A person of the roster as memory keeps them: phone and staff number stay sealed until somebody asks."""

# A property takes the place of a dataclass's slot, which the type checker cannot follow:
# pyright: reportIncompatibleVariableOverride=false, reportAssignmentType=false, reportUnknownMemberType=false
# pyright: reportAttributeAccessIssue=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from dataclasses import fields
from typing import Any

from bot.domain.people import Person, PersonState
from bot.store import keys

_NAMES = tuple(field.name for field in fields(Person))


def _sealed(column: str) -> Any:
    """Reads the slot, opening what lies there sealed; what is written is kept as it is."""
    slot: Any = getattr(Person, column)
    place = f"person.{column}"

    def read(person: Person) -> str | None:
        stored: str | None = slot.__get__(person)
        return keys.open_sealed(place, stored) if stored is not None else None

    def write(person: Person, value: str | None) -> None:
        slot.__set__(person, value)

    return property(read, write)


class KeptPerson(Person):
    """Equal to a Person with the same fields; opened anew at each look, so that no plain text stays in memory."""

    __slots__ = ()
    phone: str | None = _sealed("phone")
    staff_number: str | None = _sealed("staff_number")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Person):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _NAMES)

    def __hash__(self) -> int:
        return hash(opened(self))

    def __repr__(self) -> str:
        return f"KeptPerson({self.name!r}, {self.department!r})"


def opened(person: Person) -> Person:
    """A plain copy, for work that looks at every field many times."""
    return Person(**{name: getattr(person, name) for name in _NAMES})


def state_of(text: str) -> PersonState:
    return text if text in ("on_leave", "departed") else "in_post"
