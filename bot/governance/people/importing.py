"""A table of people taken into the roster: told beforehand what it changes, and then whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from bot.domain.errors import Refusal
from bot.domain.members import Actor
from bot.domain.people import Person, PersonChange, RosterChange, RosterSheet, diff
from bot.governance import signals
from bot.governance.people.kept import opened
from bot.governance.people.roster import Roster, chain, roster_of
from bot.store import audit, keys, models
from bot.store.audit import Fact
from bot.store.bulk import insert_new, update_each
from bot.store.people_models import MARKED, mark_of
from bot.store.transaction import transaction

FIELDS = tuple(field.name for field in fields(Person))
_OPEN = ("department", "position", "state")
"""Fields whose values stand in the history; of the others it says only that they changed."""
_ADDED = ("organisation_id", *FIELDS, *MARKED.values(), "revision", "confirmed_at", "departed_at")
_PAGE = 5_000


class SheetRefused(Refusal):
    """Rows of the table cannot be read: nothing of it was imported. ``errors`` are the RowErrors."""

    code = "joining.sheet_refused"


@dataclass(frozen=True, slots=True)
class _Planned:
    change: RosterChange
    rows: dict[int, int]
    """By ``id()`` of a person before the change: the id of its row."""


async def preview_roster(organisation_id: int, sheet: RosterSheet) -> RosterChange:
    """What an import would change. Raises SheetRefused."""
    return (await _plan(organisation_id, sheet)).change


async def _plan(organisation_id: int, sheet: RosterSheet) -> _Planned:
    if sheet.errors:
        raise SheetRefused(errors=sheet.errors)
    roster: Roster = await roster_of(organisation_id)
    rows = {row: opened(person) for row, person in roster.index.rows.items()}
    change = diff(tuple(rows.values()), sheet.people, sheet.columns)
    return _Planned(change, {id(person): row for row, person in rows.items()})


@transaction
async def import_roster(organisation_id: int, sheet: RosterSheet, *, now: datetime, actor: Actor) -> RosterChange:
    """Take over a whole table, or nothing of it. Raises SheetRefused where a row cannot be read.

    People whom the table does not name stay as they are and are told as ``missing``: a table of one
    department must not remove the others. Columns that the table lacks are left as they are.
    """
    planned = await _plan(organisation_id, sheet)
    change = planned.change
    position = await audit.record(
        chain(organisation_id),
        at=now,
        actor=actor.id,
        action="roster.imported",
        added=len(change.added),
        changed=len(change.changed),
        missing=len(change.missing),
        unchanged=change.unchanged_count,
    )
    facts = await _write_changed(change.changed, planned.rows, position, now)
    facts += await _write_added(organisation_id, change.added, position, now)
    await audit.record_many(chain(organisation_id), at=now, actor=actor.id, facts=facts)
    moved = tuple(signals.PersonChange(planned.rows[id(each.old)], each.old, each.new) for each in change.changed)
    await tell_changes(organisation_id, moved, now)
    return change


async def tell_changes(organisation_id: int, moved: tuple[signals.PersonChange, ...], now: datetime) -> None:
    if moved:
        await signals.emit(signals.RosterChanged(organisation_id, moved), signals.Context(None, now))


async def _write_changed(
    changes: Sequence[PersonChange], rows: dict[int, int], position: int, now: datetime
) -> list[Fact]:
    """Changes of the same columns are one statement."""
    alike: dict[tuple[str, ...], list[list[Any]]] = {}
    for each in changes:
        values = stored_values(each.new, each.fields, now=now, revision=position)
        alike.setdefault(tuple(values), []).append([*values.values(), rows[id(each.old)]])
    for columns, updates in alike.items():
        await update_each(models.Person, columns, ("id",), updates)
    return [
        Fact("person.changed", f"person:{rows[id(each.old)]}", changed_details(each.old, each.new, each.fields))
        for each in changes
    ]


async def _write_added(organisation_id: int, added: Sequence[Person], position: int, now: datetime) -> list[Fact]:
    newest = await models.Person.all().order_by("-id").first()
    before = newest.id if newest is not None else 0
    for start in range(0, len(added), _PAGE):
        rows: list[list[Any]] = []
        for person in added[start : start + _PAGE]:
            values = stored_values(person, FIELDS, now=now, revision=position)
            values = {"organisation_id": organisation_id, "confirmed_at": now, "departed_at": None, **values}
            rows.append([values[name] for name in _ADDED])
        await insert_new(models.Person, _ADDED, rows)
    ids = models.Person.filter(organisation_id=organisation_id, id__gt=before, revision=position).order_by("id")
    return [Fact("person.added", f"person:{row}", {}) for row in await ids.values_list("id", flat=True)]


def stored_values(person: Person, columns: Sequence[str], *, now: datetime, revision: int) -> dict[str, Any]:
    """These fields as they lie in the database, with all that follows from them."""
    values: dict[str, Any] = {}
    for column in columns:
        value: str | None = getattr(person, column)
        if column in MARKED:
            values[MARKED[column]] = mark_of(column, value)
            value = keys.seal(f"person.{column}", value) if value is not None else None
        values[column] = value
    if "state" in values:
        values["departed_at"] = now if person.state == "departed" else None
    return {**values, "revision": revision}


def changed_details(old: Person, new: Person, columns: Sequence[str]) -> dict[str, Any]:
    """What the history keeps: the fields, and of those that are no personal data what they were and are."""
    shown = {name: [getattr(old, name), getattr(new, name)] for name in columns if name in _OPEN}
    return {"fields": list(columns), **({"values": shown} if shown else {})}
