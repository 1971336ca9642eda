"""The organisation's roster of people: imported whole, looked up by what applicants write, linked to members."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime

from bot.domain.applicants import RosterIndex
from bot.domain.errors import Refusal
from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor
from bot.domain.people import Person, RosterChange, RosterSheet, diff
from bot.governance import signals
from bot.governance.directory import GroupState
from bot.governance.groups import the_organisation
from bot.store import audit, models
from bot.store.transaction import transaction

_FIELDS = tuple(field.name for field in fields(Person))
_BATCH = 1_000
_CACHED = 16


class SheetRefused(Refusal):
    """Rows of the table cannot be read: nothing of it was imported. ``errors`` are the RowErrors."""

    code = "joining.sheet_refused"


@dataclass(frozen=True)
class Roster:
    """An organisation's people ready for look-ups; replaced whole when the roster changes."""

    index: RosterIndex
    ids: dict[int, int]
    """By ``id()`` of a Person of the index: the id of its row."""

    @property
    def people(self) -> tuple[Person, ...]:
        return self.index.people

    def __bool__(self) -> bool:
        return bool(self.index.people)

    def row_of(self, person: Person) -> int:
        """The row's id of one of this roster's own people."""
        return self.ids[id(person)]

    def by_row(self, row: int | None) -> Person | None:
        return next((person for person in self.people if self.ids[id(person)] == row), None)


_rosters: OrderedDict[int, tuple[str, Roster]] = OrderedDict()


def chain(organisation_id: int) -> str:
    """The audit chain of what happens to the organisation's roster."""
    return f"organisation:{organisation_id}"


async def organisation_id() -> int:
    """The organisation of a store that has one only, made where there is none yet."""
    return await the_organisation()


async def roster_of(organisation_id: int) -> Roster:
    """The roster, built once after each change, also of one that another process made."""
    head = await models.AuditHead.get_or_none(chain=chain(organisation_id))
    seal = head.digest if head is not None else ""
    known = _rosters.get(organisation_id)
    if known is not None and known[0] == seal:
        return known[1]
    rows = await models.Person.filter(organisation_id=organisation_id).order_by("id")
    people = [_person(row) for row in rows]
    index = RosterIndex(people)
    roster = Roster(index, {id(person): row.id for person, row in zip(people, rows, strict=True)})
    _ = index.lexicon
    _rosters[organisation_id] = (seal, roster)
    _rosters.move_to_end(organisation_id)
    if len(_rosters) > _CACHED:
        _rosters.popitem(last=False)
    return roster


async def preview_roster(organisation_id: int, sheet: RosterSheet) -> RosterChange:
    """What an import would change. Raises SheetRefused."""
    if sheet.errors:
        raise SheetRefused(errors=sheet.errors)
    return diff((await roster_of(organisation_id)).people, sheet.people, sheet.columns)


@transaction
async def import_roster(organisation_id: int, sheet: RosterSheet, *, now: datetime, actor: Actor) -> RosterChange:
    """Take over a whole table, or nothing of it. Raises SheetRefused where a row cannot be read.

    People whom the table does not name stay as they are and are told as ``missing``: a table of one
    department must not remove the others. Columns that the table lacks are left as they are.
    """
    change = await preview_roster(organisation_id, sheet)
    roster = await roster_of(organisation_id)
    for changed in change.changed:
        values = {name: getattr(changed.new, name) for name in changed.fields}
        await models.Person.filter(id=roster.row_of(changed.old)).update(**values)
    rows = [models.Person(organisation_id=organisation_id, **_values(person)) for person in change.added]
    await models.Person.bulk_create(rows, batch_size=_BATCH)
    await audit.record(
        chain(organisation_id),
        at=now,
        actor=actor.id,
        action="roster.imported",
        added=len(change.added),
        changed=len(change.changed),
        missing=len(change.missing),
        unchanged=change.unchanged_count,
    )
    moved = tuple(signals.PersonChange(roster.row_of(each.old), each.old, each.new) for each in change.changed)
    await _tell_changes(organisation_id, moved, now)
    return change


async def _tell_changes(organisation_id: int, moved: tuple[signals.PersonChange, ...], now: datetime) -> None:
    if moved:
        await signals.emit(signals.RosterChanged(organisation_id, moved), signals.Context(None, now))


@transaction
async def correct_person(
    organisation_id: int, row: int, values: dict[str, str], *, actor: Actor, now: datetime
) -> None:
    """Write what a person told about themselves into the roster: an administrator has agreed."""
    unknown = set(values) - set(_FIELDS)
    if unknown:
        raise ValueError(f"no fields of a person: {sorted(unknown)}")
    old = (await roster_of(organisation_id)).by_row(row)
    await models.Person.filter(id=row, organisation_id=organisation_id).update(**values)
    await audit.record(
        chain(organisation_id),
        at=now,
        actor=actor.id,
        action="person.corrected",
        subject=f"person:{row}",
        fields=sorted(values),
    )
    if old is not None:
        change = signals.PersonChange(row, old, replace(old, **values))
        await _tell_changes(organisation_id, (change,), now)


@transaction
async def link_member(group: GroupState, member: MemberId, row: int, *, actor: Actor, now: datetime) -> None:
    """Note that this member is that person of the roster."""
    members = models.Membership.filter(group_id=group.id, member_id=member)
    if not await members.update(person_id=row):
        await models.Membership.create(group_id=group.id, member_id=member, first_seen_at=now, person_id=row)
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor=actor.id,
        action="member.linked",
        subject=f"member:{member}",
        person=row,
    )


async def linked_person(group_id: GroupId, member: MemberId) -> int | None:
    """The row of the person this member was linked with, or None."""
    found = await models.Membership.get_or_none(group_id=group_id, member_id=member)
    return _person_id(found) if found is not None else None


async def members_linked(group_id: GroupId, row: int) -> list[MemberId]:
    """Present members that are linked with this person: normally one."""
    found = await models.Membership.filter(group_id=group_id, person_id=row, left_at=None)
    return [MemberId(each.member_id) for each in found]


def forget_rosters() -> None:
    """Read every roster afresh at its next use: for tests."""
    _rosters.clear()


def _person(row: models.Person) -> Person:
    state = row.state if row.state in ("on_leave", "departed") else "in_post"
    return Person(row.name, row.department, row.position, row.phone, row.staff_number, row.superior, state)


def _person_id(row: models.Membership) -> int | None:
    return getattr(row, "person_id", None)


def _values(person: Person, names: Iterable[str] = _FIELDS) -> dict[str, str | None]:
    return {name: getattr(person, name) for name in names}
