"""A new version of the built-in regulation: taken up at the first start that has it, and told.

Only where the version before it is in force: a regulation of the organisation's own is left alone.
"""

from datetime import datetime

from bot.domain.regulation import Clause, RegulationText
from bot.governance import enacting, informed, regulations, signals, voice
from bot.governance.directory import GroupState, directory
from bot.store import audit
from bot.store.transaction import transaction


@signals.on(signals.KernelStarted)
async def take_up(signal: signals.KernelStarted, context: signals.Context) -> None:
    """Every group on an earlier version gets the present one; its administrators read what is new."""
    outdated = [group for group in directory.enabled() if _is_outdated(group)]
    for group in outdated:
        before = group.regulation
        if before is not None:
            await _renew(group, before.text, context.now)
    if outdated:
        await directory.load(now=context.now)


def changed_clauses(old: RegulationText, new: RegulationText) -> list[Clause]:
    """Clauses of the new version whose words are new."""
    known = {clause.path: clause.text for clause in old.clauses}
    return [clause for clause in new.clauses if known.get(clause.path) != clause.text]


def _is_outdated(group: GroupState) -> bool:
    return group.regulation is not None and regulations.digest(group.regulation.text) in regulations.superseded()


@transaction
async def _renew(group: GroupState, old: RegulationText, now: datetime) -> None:
    await informed.ensure_begun(group.id, group.regulation, now=now)
    row = await regulations.ensure_basic(group.organisation_id, now=now)
    await enacting.compose(group.organisation_id, now=now)
    new = regulations.from_row(row).text
    told = await voice.tell_administrators(
        group,
        "cases/basic_renewed",
        key=f"renewed:{group.id}:{row.id}",
        now=now,
        fields={"title": new.title, "version": new.version, "clauses": changed_clauses(old, new)},
    )
    if told:
        await audit.record(
            f"group:{group.id}", at=now, actor="", action="regulation.renewed", subject=f"regulation:{row.id}"
        )
