"""A roster made ready for many applicants: kept as people come, change and go, not built anew."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.domain.applicants.lexer import Lexicon
from bot.domain.applicants.settling import FIELDS
from bot.domain.people.departments import department_key
from bot.domain.people.normal import name_key, plain
from bot.domain.people.person import Person

PERSONAL = ("name", "phone", "staff_number")
_POST = ("department", "position")
"""Together they may point at one person only; alone neither points at anybody."""
KEYS: dict[str, Callable[[str], str]] = {
    "name": name_key,
    "department": department_key,
    "phone": str,
    "staff_number": str.upper,
    "position": lambda text: "".join(plain(text).casefold().split()),
}
Digest = Callable[[str, str], str]
"""What stands in the index for a column's value; for phones and staff numbers a keyed hash where they are sealed."""


def _itself(column: str, value: str) -> str:
    del column
    return value


class RosterIndex:
    """People by name, phone, staff number and post. ``rows`` are the roster's own ids, in order of coming."""

    def __init__(self, people: Iterable[Person] = (), *, digest: Digest = _itself) -> None:
        self._digest = digest
        self.rows: dict[int, Person] = {}
        self._by: dict[str, dict[str, Person | list[Person]]] = {name: {} for name in (*PERSONAL, "post")}
        self._said: dict[str, Counter[str]] = {name: Counter() for name in _POST}
        self._filled: Counter[str] = Counter()
        self._people: tuple[Person, ...] | None = None
        self._lexicon: Lexicon | None = None
        for row, person in enumerate(people):
            self.put(row, person)

    def put(self, row: int, person: Person, digests: dict[str, str | None] | None = None) -> None:
        """Somebody new, or anew. ``digests`` of phone and staff number spare the work where they are known."""
        self.drop(row)
        self.rows[row] = person
        self._people = None
        for table, key in self._keys(person, digests).items():
            _add(self._by[table], key, person)
        self._count(person, digests, 1)

    def drop(self, row: int) -> None:
        person = self.rows.pop(row, None)
        if person is None:
            return
        self._people = None
        for table, key in self._keys(person, None).items():
            _take(self._by[table], key, person)
        self._count(person, None, -1)

    def _count(self, person: Person, digests: dict[str, str | None] | None, by: int) -> None:
        for column in FIELDS:
            known = digests is not None and column in digests
            value = digests[column] if digests is not None and known else getattr(person, column)
            if value is not None:
                self._filled[column] += by
        for column, counter in self._said.items():
            value = getattr(person, column)
            if value is not None:
                counter[value] += by
                if counter[value] <= max(by, 0):
                    self._lexicon = None  # a word came, or went

    def _keys(self, person: Person, digests: dict[str, str | None] | None) -> dict[str, str]:
        keys = {"name": name_key(person.name)}
        if person.department is not None and person.position is not None and person.state != "departed":
            keys["post"] = post_key(person.department, person.position)
        for column in ("phone", "staff_number"):
            if digests is not None and column in digests:
                digest = digests[column]
            else:
                value: str | None = getattr(person, column)
                digest = self._digest(column, KEYS[column](value)) if value is not None else None
            if digest is not None:
                keys[column] = digest
        return keys

    @property
    def people(self) -> tuple[Person, ...]:
        if self._people is None:
            self._people = tuple(self.rows.values())
        return self._people

    @property
    def columns(self) -> set[str]:
        """The fields that at least one person has."""
        return {column for column in FIELDS if self._filled[column] > 0}

    @property
    def departments(self) -> list[str]:
        return [name for name, count in self._said["department"].items() if count > 0]

    @property
    def lexicon(self) -> Lexicon:
        if self._lexicon is None:
            self._lexicon = Lexicon(
                departments=self.departments,
                names=_Known(self, "name", name_key),
                staff_numbers=_Known(self, "staff_number", str.upper),
                positions=[name for name, count in self._said["position"].items() if count > 0],
            )
        return self._lexicon

    def named_by(self, stated: dict[str, str]) -> list[Person]:
        """Everybody whom name, phone or staff number points at, each once, in roster order of each.

        Where none of these is stated, those who hold the stated post in the stated department.
        """
        if not any(column in stated for column in PERSONAL):
            both = all(column in stated for column in _POST)
            return list(_those(self._by["post"], post_key(*(stated[c] for c in _POST)))) if both else []
        hits = [person for column in PERSONAL if column in stated for person in self.of(column, stated[column])]
        return list({id(person): person for person in hits}.values())

    def of(self, column: str, value: str) -> Iterator[Person]:
        """Those with this name, phone or staff number."""
        key = KEYS[column](value)
        return _those(self._by[column], key if column == "name" else self._digest(column, key))


@dataclass(frozen=True, slots=True)
class _Known:
    """A column's values as a look-up, without a second copy of them."""

    index: RosterIndex
    column: str
    key: Callable[[str], str]

    def get(self, text: str, /) -> str | None:
        """The value as the roster writes it."""
        found = next(self.index.of(self.column, self.key(text)), None)
        return getattr(found, self.column) if found is not None else None

    def __contains__(self, text: object, /) -> bool:
        return isinstance(text, str) and next(self.index.of(self.column, self.key(text)), None) is not None


def post_key(department: str, position: str) -> str:
    return f"{KEYS['department'](department)}\0{KEYS['position'](position)}"


def _add(table: dict[str, Person | list[Person]], key: str, person: Person) -> None:
    there = table.get(key)
    if there is None:
        table[key] = person
    elif isinstance(there, list):
        there.append(person)
    else:
        table[key] = [there, person]


def _take(table: dict[str, Person | list[Person]], key: str, person: Person) -> None:
    there = table.get(key)
    if isinstance(there, list):
        left = [each for each in there if each is not person]
        table[key] = left if len(left) > 1 else left[0]
    elif there is person:
        del table[key]


def _those(table: dict[str, Person | list[Person]], key: str) -> Iterator[Person]:
    there = table.get(key)
    if there is not None:
        yield from there if isinstance(there, list) else (there,)
