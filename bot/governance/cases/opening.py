"""Opening a case: number, ladder step, audit entry and effects in one transaction."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from tortoise.expressions import F

from bot.domain.members import Actor
from bot.domain.sanctions import Step
from bot.governance import informed, signals
from bot.governance.cases import digest
from bot.governance.cases.breach import Accused, Breach
from bot.governance.cases.effects import put_effects
from bot.governance.cases.law import law_of
from bot.governance.cases.queries import CaseFile, case_file
from bot.governance.cases.rungs import Also, Choice, choose
from bot.governance.directory import GroupState
from bot.store import audit, models
from bot.store.numbers import next_number
from bot.store.transaction import transaction


@transaction
async def open_case(
    group: GroupState,
    breach: Breach,
    accused: Accused,
    *,
    actor: Actor,
    now: datetime,
    step: Step | None = None,
    doubtful: bool = False,
) -> CaseFile:
    """Open a case; ``step`` None lets the clauses' ladders and their ``action`` choose.

    What the bot decides by itself follows the group's mode: observed, proposed or done; a
    ``doubtful`` one is at most proposed. What an administrator ordered is done in every mode.
    A clause the member has not been told yet is brought to mind first. Raises NoClause where no regulation
    is in force, NotThenInForce for what no clause forbade when it was done.
    """
    regulation, breach = await law_of(group, breach, now)
    source = _source(breach)
    if source is not None:
        # Written to be locked: two openings for one fact come one after the other.
        await models.Group.filter(id=group.id).update(next_number=F("next_number"))
        known = await models.Case.get_or_none(source_key=source)
        if known is not None:
            return case_file(known)
    # The number first: its row is the lock behind which two openings count one after the other.
    number = await next_number(group.id, "case")
    breaches = (Also(breach.code, breach.clause), *breach.also)
    untold = frozenset[str]()
    if step is None:
        untold = await informed.untold(regulation, group.id, accused.id, [each.clause for each in breaches])
    choice = await choose(regulation, group.id, accused.id, breaches, now, step, untold)
    if untold:
        breach = replace(breach, evidence={**breach.evidence, "untold": sorted(untold)})
    decision = _Decision(number, regulation.id, choice, _state(group, actor, doubtful))
    opened = await _record(group, decision, breach, accused, actor, now)
    if opened.state == "standing":
        await put_effects(group, opened, breach.clause, now=now)
    else:
        await digest.tell_undecided(group, opened, breach.clause, now=now)
    signal = signals.CaseOpened(group.id, opened.number, opened.member, opened.step.sanction.value, actor.is_system)
    await signals.emit(signal, signals.Context(group.id, now))
    return opened


@dataclass(frozen=True, slots=True)
class _Decision:
    number: int
    regulation_id: int
    choice: Choice
    state: str


async def _record(
    group: GroupState, decision: _Decision, breach: Breach, accused: Accused, actor: Actor, now: datetime
) -> CaseFile:
    choice = decision.choice
    duration = choice.step.duration
    row = await models.Case.create(
        group_id=group.id,
        number=decision.number,
        regulation_id=decision.regulation_id,
        clause=breach.clause.path,
        offence=breach.code,
        member_id=accused.id,
        member_name=accused.name[:200],
        actor_id="" if actor.is_system else actor.id,
        actor_name=actor.name[:200],
        reason=breach.reason,
        sanction=choice.step.sanction.value,
        duration_seconds=int(duration.total_seconds()) if duration is not None else None,
        step=choice.rung,
        state=decision.state,
        source_key=_source(breach),
        message_id=breach.message,
        evidence=breach.evidence,
        opened_at=now,
        decided_by=None if actor.is_system else actor.id,
        extras="|".join(choice.step.extras) or None,
        also=[{"code": each.code, "clause": each.clause.path} for each in breach.also] or None,
        counted=list(choice.counted) or None,
        counts=choice.counts,
    )
    await _keep_message(group, breach, row.id)
    case = case_file(row)
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor=case.actor,
        action=f"case.{case.state}",
        subject=f"case:{case.number}",
        member=case.member,
        clause=case.clause,
        sanction="+".join((case.step.sanction.value, *case.step.extras)),
    )
    return case


def _source(breach: Breach) -> str | None:
    """The key as the column can hold it: ids of platforms may be long."""
    key = breach.source_key
    return key if key is None or len(key) <= 160 else f"sha256:{sha256(key.encode()).hexdigest()}"


def _state(group: GroupState, actor: Actor, doubtful: bool) -> str:
    if not actor.is_system:
        return "standing"
    if group.halted or group.mode == "observe":
        return "observed"
    return "standing" if group.mode == "enforce" and not doubtful else "proposed"


async def _keep_message(group: GroupState, breach: Breach, case_id: int) -> None:
    """The message stays past its retention as evidence of this case, and of nothing else."""
    if breach.message is not None:
        await models.ArchivedMessage.filter(group_id=group.id, message_id=breach.message).update(kept_for_case=case_id)
