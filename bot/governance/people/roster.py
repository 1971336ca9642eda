"""The roster in memory: built once, then kept by what the audit chain says has changed since."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from bot.domain.applicants import RosterIndex
from bot.domain.people import Person
from bot.governance.groups import the_organisation
from bot.governance.people.kept import KeptPerson, state_of
from bot.store import models
from bot.store.people_models import mark_of
from bot.store.sealed_people import sealed_people

ERASED = "person.erased"
_CACHED = 4
_PAGE = 5_000
_MOST_AT_ONCE = 2_000
"""Above this many changed rows the roster is read anew."""
_COLUMNS = (
    "id",
    "name",
    "department",
    "position",
    "phone",
    "staff_number",
    "superior",
    "state",
    "phone_mark",
    "staff_mark",
)


def _digest(column: str, value: str) -> str:
    return mark_of(column, value) or ""


@dataclass
class Roster:
    """An organisation's people ready for look-ups. Phones and staff numbers lie in it sealed, found by their marks."""

    index: RosterIndex = field(default_factory=lambda: RosterIndex(digest=_digest))
    ids: dict[int, int] = field(default_factory=dict[int, int])
    """By ``id()`` of a Person of the index, former ones too: the id of its row."""
    former: list[Person] = field(default_factory=list[Person])
    """People as they were before a change: whoever holds one still may ask for its row."""

    @property
    def people(self) -> tuple[Person, ...]:
        return self.index.people

    def __bool__(self) -> bool:
        return bool(self.index.rows)

    def row_of(self, person: Person) -> int:
        """The row's id of one of this roster's own people."""
        return self.ids[id(person)]

    def by_row(self, row: int | None) -> Person | None:
        return self.index.rows.get(row) if row is not None else None

    def put(self, found: Any) -> None:
        row = int(found["id"])
        person = KeptPerson(
            found["name"],
            found["department"],
            found["position"],
            found["phone"],
            found["staff_number"],
            found["superior"],
            state_of(found["state"]),
        )
        self._put_aside(row)
        self.ids[id(person)] = row
        self.index.put(row, person, {"phone": found["phone_mark"], "staff_number": found["staff_mark"]})

    def drop(self, row: int) -> None:
        self._put_aside(row)
        self.index.drop(row)

    def _put_aside(self, row: int) -> None:
        before = self.index.rows.get(row)
        if before is not None:
            self.former.append(before)


@dataclass
class _Known:
    length: int
    seal: str
    roster: Roster


_rosters: OrderedDict[int, _Known] = OrderedDict()


def chain(organisation_id: int) -> str:
    """The audit chain of what happens to the organisation's roster."""
    return f"organisation:{organisation_id}"


async def organisation_id() -> int:
    """The organisation of a store that has one only, made where there is none yet."""
    return await the_organisation()


async def roster_of(organisation_id: int) -> Roster:
    """The roster, with every change since the last look, also of one that another process made."""
    head = await models.AuditHead.get_or_none(chain=chain(organisation_id))
    length, seal = (head.length, head.digest) if head is not None else (0, "")
    known = _rosters.get(organisation_id)
    if known is not None and known.seal == seal:
        return known.roster
    if known is None or not await _caught_up(organisation_id, known):
        known = _Known(length, seal, await _read(organisation_id))
    known.length, known.seal = length, seal
    _ = known.roster.index.lexicon
    _rosters[organisation_id] = known
    _rosters.move_to_end(organisation_id)
    if len(_rosters) > _CACHED:
        _rosters.popitem(last=False)
    return known.roster


async def _caught_up(organisation_id: int, known: _Known) -> bool:
    """Take over what changed since; False where that cannot be told, as after a rollback."""
    name = chain(organisation_id)
    last = await models.AuditEntry.get_or_none(chain=name, position=known.length)
    if known.length and (last is None or last.digest != known.seal):
        return False
    changed = await sealed_people(_COLUMNS, organisation_id, beyond=("revision", known.length), most=_MOST_AT_ONCE + 1)
    if len(changed) > _MOST_AT_ONCE or len(known.roster.former) > 10 * _MOST_AT_ONCE:
        return False
    gone = models.AuditEntry.filter(chain=name, position__gt=known.length, action=ERASED)
    for subject in await gone.values_list("subject", flat=True):
        known.roster.drop(int(str(subject).rpartition(":")[2]))
    for found in changed:
        known.roster.put(found)
    count = await models.Person.filter(organisation_id=organisation_id).count()
    return count == len(known.roster.index.rows)


async def _read(organisation_id: int) -> Roster:
    roster, last = Roster(), 0
    while True:
        page = await sealed_people(_COLUMNS, organisation_id, beyond=("id", last), most=_PAGE)
        for found in page:
            roster.put(found)
        if len(page) < _PAGE:
            return roster
        last = int(page[-1]["id"])


def forget_rosters() -> None:
    """Read every roster afresh at its next use: for tests."""
    _rosters.clear()
