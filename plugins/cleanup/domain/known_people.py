"""The roster as the clean-up asks it: by row, and the departed by what a card says."""

import re

from bot.domain.applicants import RosterIndex
from bot.domain.people import DepartmentNames, Person, plain

_NAME_SIZES = (2, 3, 4)
_CARD_PARTS = (re.compile(r"(?:(?!·)[\W_])+"), re.compile(r"[\W_]+"))


class KnownPeople:
    """Look-ups in the roster's own index: nothing is built for a group. Empty where no roster was imported."""

    def __init__(self, index: RosterIndex) -> None:
        self._index = index

    def __bool__(self) -> bool:
        return bool(self._index.rows)

    def of_row(self, row: int | None) -> Person | None:
        return self._index.rows.get(row) if row is not None else None

    @property
    def departments(self) -> DepartmentNames | None:
        """Under every name people give them; None where the roster tells none."""
        return self._index.lexicon.departments if self._index.departments else None

    def departed_on_card(self, card: str) -> Person | None:
        """The departed person whose name is a part of the card, where nobody in post has the same.

        Not where the card names another department.
        """
        parts = list(dict.fromkeys(p for split in _CARD_PARTS for p in split.split(plain(card)) if p))
        named = [person for part in parts for person in self._departed(part)]
        if not named:
            return None
        names = self.departments
        places = {place for part in parts if names is not None and (place := names.resolve(part)) is not None}
        fitting = [p for p in named if not places or p.department is None or p.department in places]
        return fitting[0] if len(fitting) == 1 else None

    def is_on_card(self, card: str) -> bool:
        """Whether the card has the name of somebody in post: of one person, or of several namesakes."""
        parts = {part for split in _CARD_PARTS for part in split.split(plain(card)) if part}
        return any(self._in_post(name) for part in parts for name in (part, *self._beside_department(part)))

    def _in_post(self, name: str) -> bool:
        return any(person.state != "departed" for person in self._index.of("name", name))

    def _beside_department(self, part: str) -> list[str]:
        """What could be a name in ``技术部王强`` or ``王强技术部``: what is left beside a department."""
        names = self.departments
        if names is None:
            return []
        cuts = [(part[:-size], part[-size:]) for size in _NAME_SIZES if len(part) > size]
        cuts += [(part[size:], part[:size]) for size in _NAME_SIZES if len(part) > size]
        return [name for department, name in cuts if names.resolve(department) is not None]

    def _departed(self, name: str) -> list[Person]:
        people = list(self._index.of("name", name))
        return people if all(person.state == "departed" for person in people) else []
