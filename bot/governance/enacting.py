"""Bringing a version into force, and taking it back: the only place that writes versions but the built-in one.

A group's supplement is a version of its own; what holds in the group is composed of it and the organisation's
regulation, and composed anew whenever one of the two changes. Cases cite what was composed.
"""

from datetime import datetime

from tortoise.expressions import F

from bot.domain.ids import GroupId
from bot.domain.regulation import RegulationText, clauses_to_json
from bot.domain.supplement import in_effect
from bot.governance import regulations
from bot.governance.regulations import COMPOSED, SUPPLEMENT, Regulation
from bot.store import models
from bot.store.transaction import transaction


@transaction
async def enact(
    organisation_id: int,
    text: RegulationText,
    *,
    effective_from: datetime,
    group_id: GroupId | None = None,
    now: datetime,
) -> Regulation:
    """Write a version that holds from ``effective_from``, which is not before ``now``.

    ``group_id``: a supplement of that group. ``compose`` must be called once it holds; for one that holds at
    once that is done here. Raises ValueError for what would reach back.
    """
    if effective_from < now:
        raise ValueError("no version holds before it was decided")
    await _lock(organisation_id)
    before = await current(organisation_id, group_id, now=effective_from)
    row = await models.Regulation.create(
        organisation_id=organisation_id,
        group_id=group_id,
        title=text.title,
        version=text.version,
        digest=regulations.digest(text),
        effective_from=effective_from,
        clauses=clauses_to_json(text.clauses),
        kind=SUPPLEMENT if group_id is not None else None,
        revises=before.id if before is not None else None,
    )
    if effective_from == now:
        await compose(organisation_id, now=now)
    return regulations.from_row(row)


@transaction
async def retract(organisation_id: int, regulation_id: int, *, now: datetime) -> None:
    """End a version: what held before it holds again, where it was in force; one announced never comes to be."""
    await _lock(organisation_id)
    await models.Regulation.filter(id=regulation_id, ended_at=None).update(ended_at=now)
    await compose(organisation_id, now=now)


async def current(organisation_id: int, group_id: GroupId | None, *, now: datetime) -> Regulation | None:
    """The document itself in force: the organisation's, or the supplement of one group; not what is composed."""
    rows = models.Regulation.filter(organisation_id=organisation_id, group_id=group_id, effective_from__lte=now)
    rows = rows.filter(kind=SUPPLEMENT) if group_id is not None else rows.filter(kind=None)
    for row in await rows.order_by("-effective_from", "-id"):
        if row.ended_at is None or row.ended_at > now:
            return regulations.from_row(row)
    return None


@transaction
async def compose(organisation_id: int, *, now: datetime) -> None:
    """Make what holds in each group that has a supplement agree with its two documents. Done twice, nothing new."""
    await _lock(organisation_id)
    base = await current(organisation_id, None, now=now)
    groups = models.Regulation.filter(organisation_id=organisation_id, kind__in=[SUPPLEMENT, COMPOSED])
    for group_id in sorted({int(str(g)) for g in await groups.values_list("group_id", flat=True)}):
        supplement = await current(organisation_id, GroupId(group_id), now=now)
        await _compose_for(organisation_id, GroupId(group_id), base, supplement, now)


async def _compose_for(
    organisation_id: int, group_id: GroupId, base: Regulation | None, supplement: Regulation | None, now: datetime
) -> None:
    holding = await regulations.in_force(group_id, organisation_id, now=now)
    composed = models.Regulation.filter(group_id=group_id, kind=COMPOSED, ended_at=None)
    if base is None or supplement is None:
        await composed.update(ended_at=now)
        return
    text = in_effect(base.text, supplement.text)
    digest = regulations.digest(text)
    if await composed.filter(digest=digest).exists():
        return
    await composed.update(ended_at=now)
    await models.Regulation.create(
        organisation_id=organisation_id,
        group_id=group_id,
        title=text.title,
        version=text.version,
        digest=digest,
        effective_from=now,
        clauses=clauses_to_json(text.clauses),
        kind=COMPOSED,
        revises=holding.id if holding is not None else None,
    )


async def _lock(organisation_id: int) -> None:
    """Written to be locked: two changes come one after the other."""
    await models.Organisation.filter(id=organisation_id).update(name=F("name"))
