"""Changes of one person: corrected, gone on leave, departed, confirmed by themselves."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.members import Actor
from bot.domain.people import Person, PersonState
from bot.governance import signals
from bot.governance.people.importing import FIELDS, changed_details, stored_values, tell_changes
from bot.governance.people.roster import chain, roster_of
from bot.store import audit, models
from bot.store.transaction import transaction


@transaction
async def correct_person(
    organisation_id: int, row: int, values: dict[str, str], *, actor: Actor, now: datetime
) -> None:
    """Write what a person told about themselves into the roster: an administrator has agreed."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise ValueError(f"no fields of a person: {sorted(unknown)}")
    await _change(organisation_id, row, dict(values), actor=actor, now=now, action="person.corrected")


@transaction
async def set_state(organisation_id: int, row: int, state: PersonState, *, actor: Actor, now: datetime) -> bool:
    """Departed, on leave or back in post. False where they were so already."""
    return await _change(organisation_id, row, {"state": state}, actor=actor, now=now, action="person.changed")


@transaction
async def confirm_details(organisation_id: int, row: int, *, actor: Actor, now: datetime) -> None:
    """The person says that what the roster has is right: they are not asked again for a year."""
    await models.Person.filter(id=row, organisation_id=organisation_id).update(confirmed_at=now)
    await audit.record(
        chain(organisation_id), at=now, actor=actor.id, action="person.confirmed", subject=f"person:{row}"
    )


async def phone_holder(organisation_id: int, phone: str, *, but: int) -> int | None:
    """The row of somebody else, not departed, whom the roster has with this phone."""
    roster = await roster_of(organisation_id)
    held = [each for each in roster.index.of("phone", phone) if each.state != "departed"]
    return next((row for each in held if (row := roster.row_of(each)) != but), None)


async def _change(
    organisation_id: int, row: int, values: dict[str, Any], *, actor: Actor, now: datetime, action: str
) -> bool:
    old: Person | None = (await roster_of(organisation_id)).by_row(row)
    if old is None:
        return False
    new = replace(old, **values)
    columns = [name for name in values if getattr(old, name) != values[name]]
    if not columns:
        return False
    subject = f"person:{row}"
    details = changed_details(old, new, columns)
    position = await audit.record(
        chain(organisation_id), at=now, actor=actor.id, action=action, subject=subject, **details
    )
    stored = stored_values(new, columns, now=now, revision=position)
    # the model's fields seal by themselves what a query sets
    stored.update({name: getattr(new, name) for name in columns})
    await models.Person.filter(id=row, organisation_id=organisation_id).update(**stored)
    await tell_changes(organisation_id, (signals.PersonChange(row, old, new),), now)
    return True
