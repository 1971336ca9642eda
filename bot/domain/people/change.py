"""What an imported roster would change."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace

from bot.domain.people.departments import department_key
from bot.domain.people.normal import name_key
from bot.domain.people.person import Person


@dataclass(frozen=True, slots=True)
class PersonChange:
    old: Person
    new: Person
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RosterChange:
    """``missing`` are the old people whom the new roster does not name, but for those who departed already."""

    added: tuple[Person, ...]
    changed: tuple[PersonChange, ...]
    missing: tuple[Person, ...]
    unchanged_count: int


_ALL = frozenset(field.name for field in fields(Person))


def diff(old: Sequence[Person], new: Sequence[Person], columns: Collection[str] = _ALL) -> RosterChange:
    """Pairs people by staff number, then by name and phone, then name and department, then a name that is
    single on both sides.

    Of whom both know, only ``columns`` can change: the rest stays as it was.
    """
    pairs = _pair(old, new)
    taken = set(pairs.values())
    changed: list[PersonChange] = []
    for at, before in sorted(pairs.items()):
        after = replace(new[at], **{name: getattr(old[before], name) for name in _ALL.difference(columns)})
        names = changed_fields(old[before], after)
        if names:
            changed.append(PersonChange(old[before], after, names))
    return RosterChange(
        added=tuple(person for at, person in enumerate(new) if at not in pairs),
        changed=tuple(changed),
        missing=tuple(p for at, p in enumerate(old) if at not in taken and p.state != "departed"),
        unchanged_count=len(pairs) - len(changed),
    )


def changed_fields(old: Person, new: Person) -> tuple[str, ...]:
    return tuple(field.name for field in fields(Person) if getattr(old, field.name) != getattr(new, field.name))


def _pair(old: Sequence[Person], new: Sequence[Person]) -> dict[int, int]:
    """Index in new → index in old."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for step in range(4):
        left = _single_marks(old, step, taken)
        right = _single_marks(new, step, pairs.keys())
        for mark, at in right.items():
            before = left.get(mark)
            if before is not None and _may_be_one(old[before], new[at]):
                pairs[at] = before
                taken.add(before)
    return pairs


def _single_marks(people: Sequence[Person], step: int, done: Collection[int]) -> dict[object, int]:
    marks: dict[object, int] = {}
    double: set[object] = set()
    for at, person in enumerate(people):
        mark = _mark(person, step)
        if mark is None or at in done:
            continue
        if mark in marks:
            double.add(mark)
        marks[mark] = at
    return {mark: at for mark, at in marks.items() if mark not in double}


def _mark(person: Person, step: int) -> object:
    if step == 0:
        return person.staff_number
    name = name_key(person.name)
    if step == 1:
        return (name, person.phone) if person.phone is not None else None
    if step == 2:
        return (name, department_key(person.department)) if person.department is not None else None
    return name


def _may_be_one(old: Person, new: Person) -> bool:
    """Two different staff numbers are two people, whatever else is equal."""
    return old.staff_number is None or new.staff_number is None or old.staff_number == new.staff_number
