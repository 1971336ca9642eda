"""A clause a week is made known, where the regulation asks for it: what was broken or is not known yet first."""

from collections import Counter
from datetime import datetime, timedelta

from bot.domain.ids import GroupId
from bot.domain.regulation import Clause, wording
from bot.effects import schedule
from bot.governance import cases, hours, informed, voice, zone
from bot.governance.audience import addressees
from bot.governance.directory import GroupState, directory
from bot.governance.regulations import Regulation
from bot.store.transaction import transaction
from plugins.charter.domain.promotion import USUAL, choose, cron_of

from .names import OWNER

CODE = "rules.promote"
PROMOTE = "charter.promote"
LATE = timedelta(hours=8)
_LOOKED_BACK = timedelta(days=30)
_CASES = 200
_ASKED = 200
"""So many members are asked for what they have not been told; more would say nothing new."""


async def set_up(group: GroupState, *, now: datetime) -> None:
    """Have the clause come when the regulation says; none where no clause asks for it, or only that it be shown."""
    duty = None
    if group.regulation is not None:
        clause = group.regulation.clause(CODE)
        duty = clause.duty(CODE) if clause is not None else None
    if duty is None or (duty.via == "show" and "schedule" not in duty.parameters):
        await schedule.stop(f"{PROMOTE}:{group.id}")
        return
    cron = cron_of(duty.parameters.get("schedule", USUAL)) or cron_of(USUAL) or ""
    await schedule.every(
        f"{PROMOTE}:{group.id}", PROMOTE, cron, zone.zone().key, {}, group_id=group.id, late=LATE, now=now
    )


async def promote(group_id: GroupId, key: str, *, now: datetime) -> None:
    """Make one clause known; in quiet hours when they end. Told once for ``key``. Not inside a transaction."""
    group = directory.get(group_id)
    if group is None or group.regulation is None:
        return
    loud = hours.next_loud(group, now)
    if loud > now:
        await schedule.at(PROMOTE, f"{key}:loud"[:200], loud, {}, group_id=group.id, valid_until=loud + LATE)
        return
    clause = await _chosen(group, group.regulation, now)
    if clause is not None:
        await _say(group, group.regulation, clause, key, now)


async def _chosen(group: GroupState, regulation: Regulation, now: datetime) -> Clause | None:
    recent = await cases.cases_of(group.id, limit=_CASES)
    broken = Counter(case.clause for case in recent if now - case.opened_at < _LOOKED_BACK)
    promoted = await informed.promotions(group.id)
    return choose(
        regulation.text.clauses,
        promoted={
            wording(clause.text): promoted[digest]
            for clause in regulation.text.clauses
            if (digest := informed.clause_digest(clause.text)) in promoted
        },
        breaches=broken,
        untold=await _untold(group, regulation),
        now=now,
    )


async def _untold(group: GroupState, regulation: Regulation) -> frozenset[str]:
    """Paths that somebody present has not been told."""
    if regulation.revises is None:
        return frozenset()
    found: set[str] = set()
    for one in (await addressees(group))[:_ASKED]:
        found |= await informed.untold(regulation, group.id, one.id, regulation.text.clauses)
    return frozenset(found)


@transaction
async def _say(group: GroupState, regulation: Regulation, clause: Clause, key: str, now: datetime) -> None:
    title, version = regulation.cited(clause.path)
    await voice.say_in(
        group,
        "charter/promoted",
        key=f"said:{key}"[:200],
        now=now,
        owner=OWNER,
        about={"what": "promoted", "text": clause.text},
        fields={"title": title, "version": version, "clause": clause},
    )
