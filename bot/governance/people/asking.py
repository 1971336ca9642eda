"""Whom to ask whether their details are still right: once a year, and when something did not arrive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import GroupId
from bot.governance.directory import directory
from bot.store import models
from bot.store.transaction import transaction

YEARLY = timedelta(days=365)
_MOST = 1_000
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class ToAsk:
    """``member`` is the account by which the person is in ``group``; ``bounced``: a message did not arrive."""

    person: int
    group: GroupId
    member: str
    name: str
    bounced: bool


@transaction
async def to_ask(organisation_id: int, *, now: datetime) -> list[ToAsk]:
    """Each person once, in the first enabled group they are in; who is in none, or departed, is left out.

    Somebody of whom nothing is known yet begins their year today.
    """
    people = models.Person.filter(organisation_id=organisation_id).exclude(state="departed")
    await people.filter(confirmed_at=None).update(confirmed_at=now)
    old = await people.filter(confirmed_at__lt=now - YEARLY).limit(_MOST)
    yearly = {row.id for row in old if row.asked_at is None or row.asked_at < now - YEARLY}
    returned = await models.Account.filter(organisation_id=organisation_id, bounced_at__isnull=False).limit(_MOST)
    rows = await people.filter(id__in=[each.person_id for each in returned])
    asked = {row.id: row.asked_at for row in rows}
    bounced = {
        each.person_id
        for each in returned
        if each.person_id in asked and _later(each.bounced_at, asked[each.person_id])
    }
    return await _placed(sorted(yearly | bounced), bounced)


@transaction
async def note_asked(persons: Sequence[int], *, now: datetime) -> None:
    """They have been asked: not again before a year, or before something else does not arrive."""
    for start in range(0, len(persons), _CHUNK):
        await models.Person.filter(id__in=list(persons[start : start + _CHUNK])).update(asked_at=now)


async def _placed(persons: list[int], bounced: set[int]) -> list[ToAsk]:
    enabled = {group.id: group for group in directory.enabled()}
    found: dict[int, ToAsk] = {}
    for start in range(0, len(persons), _CHUNK):
        rows = models.Membership.filter(person_id__in=persons[start : start + _CHUNK], left_at=None)
        for row in await rows.order_by("group_id", "id"):
            person: int = row.person_id or 0
            if row.group_id in enabled and person not in found:
                name = row.card or row.nickname or row.member_id
                found[person] = ToAsk(person, GroupId(row.group_id), row.member_id, name, person in bounced)
    return sorted(found.values(), key=lambda each: (each.group, each.person))


def _later(bounced_at: datetime | None, asked_at: datetime | None) -> bool:
    return bounced_at is not None and (asked_at is None or bounced_at > asked_at)
