"""The roster as the clean-up asks it: by row, and the departed by what a card says."""

import re

from bot.domain.applicants import RosterIndex
from bot.domain.people import DepartmentNames, Person, plain

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

    def _departed(self, name: str) -> list[Person]:
        people = list(self._index.of("name", name))
        return people if all(person.state == "departed" for person in people) else []
