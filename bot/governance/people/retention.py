"""How long people who departed stay: told to the administrators first, then erased."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.members import SYSTEM
from bot.governance.directory import directory
from bot.governance.people.erasing import DEFAULT_KEEP_DAYS, erase_person
from bot.governance.people.roster import roster_of
from bot.store import models
from bot.store.transaction import transaction

TOLD_BEFORE = timedelta(days=14)
STATED = "retention_days"
CODES = ("profile.update", "realname", "join.profile", "cleanup.members")
"""Clauses in which a regulation may say how long it keeps the details of whoever has departed."""
_MOST = 500
_keep = timedelta(days=DEFAULT_KEEP_DAYS)


@dataclass(frozen=True, slots=True)
class Leaving:
    person: int
    name: str
    department: str | None


def use(keep_days: int) -> None:
    """For how many days after departing somebody is kept; 0 for ever."""
    global _keep
    _keep = timedelta(days=keep_days)


def keeps(organisation_id: int) -> timedelta:
    """The setting, or less where a regulation of the organisation says less; zero is for ever."""
    told = [_keep] if _keep else []
    for group in directory.of_organisation(organisation_id):
        days = max((group.regulation.number(code, STATED, 0) for code in CODES), default=0) if group.regulation else 0
        told += [timedelta(days=days)] if days > 0 else []
    return min(told, default=timedelta(0))


@transaction
async def to_announce(organisation_id: int, *, now: datetime) -> list[Leaving]:
    """Who is erased within TOLD_BEFORE and was not announced yet; from now on they are. Longest gone first."""
    keep = keeps(organisation_id)
    if not keep:
        return []
    departed = models.Person.filter(organisation_id=organisation_id, state="departed")
    # known as departed since before days were written down
    await departed.filter(departed_at=None).update(departed_at=now)
    rows = await departed.filter(departed_at__lt=now - keep + TOLD_BEFORE).order_by("departed_at", "id").limit(_MOST)
    new = [row for row in rows if row.asked_at is None or (row.departed_at and row.asked_at < row.departed_at)]
    await models.Person.filter(id__in=[row.id for row in new]).update(asked_at=now)
    return [Leaving(row.id, row.name, row.department) for row in new]


async def erase_departed(organisation_id: int, *, now: datetime) -> int:
    """Erase who has been kept long enough and was announced TOLD_BEFORE ago; how many."""
    keep = keeps(organisation_id)
    if not keep:
        return 0
    rows = models.Person.filter(
        organisation_id=organisation_id,
        state="departed",
        departed_at__lt=now - keep,
        asked_at__lt=now - TOLD_BEFORE + timedelta(hours=1),
    )
    ids = [row.id for row in await rows.order_by("departed_at", "id").limit(_MOST)]
    await roster_of(organisation_id)
    for row in ids:
        await erase_person(organisation_id, row, actor=SYSTEM, now=now, reason="kept_long_enough")
    return len(ids)
