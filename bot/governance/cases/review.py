"""Deciding what is open: confirm, reject, pardon."""

from datetime import datetime

from bot.domain.errors import NoSuchNumber
from bot.domain.members import Actor
from bot.governance import regulations, signals
from bot.governance.cases import escalation
from bot.governance.cases.answering import recorded, tell_member
from bot.governance.cases.appeals import grant_appeal, has_open_appeal
from bot.governance.cases.effects import lift_effects, put_effects
from bot.governance.cases.queries import CaseFile, find_case, took_message_away, was_told
from bot.governance.cases.refusals import AlreadyDecided, OwnCase, OwnDecision
from bot.governance.cases.undoing import tell_higher_rungs
from bot.governance.directory import GroupState
from bot.store import models
from bot.store.transaction import transaction


async def _move(group: GroupState, number: int, allowed: tuple[str, ...], *, to: str, actor: Actor, reason: str,
                now: datetime) -> CaseFile:  # fmt: skip
    """Write first: of two who decide at once, one finds it decided.

    Raises AlreadyDecided, NoSuchNumber, OwnCase.
    """
    _not_own(await find_case(group.id, number), actor)
    changed = await models.Case.filter(group_id=group.id, number=number, state__in=allowed).update(
        state=to, decided_at=now, decided_by=actor.id, decision=reason
    )
    case = await find_case(group.id, number)
    if not changed:
        raise AlreadyDecided(case=case)
    return case


@transaction
async def confirm_case(group: GroupState, number: int, *, actor: Actor, now: datetime) -> CaseFile:
    """A proposed case is carried out on this administrator's word.

    An observed one is agreed with, once: nothing is done, and it goes on counting for nothing.
    """
    if (await find_case(group.id, number)).state == "observed":
        return await _agree(group, number, actor, now)
    case = await _move(group, number, ("proposed",), to="standing", actor=actor, reason="", now=now)
    regulation = await regulations.version(case.regulation_id)
    clause = regulation.text.find(case.clause) if regulation is not None else None
    if clause is None:
        raise NoSuchNumber(number=number)
    await recorded(group, case, "confirmed", actor, now)
    await put_effects(group, case, clause, now=now)
    return case


async def _agree(group: GroupState, number: int, actor: Actor, now: datetime) -> CaseFile:
    _not_own(await find_case(group.id, number), actor)
    undecided = models.Case.filter(group_id=group.id, number=number, state="observed", decided_at=None)
    changed = await undecided.update(decided_at=now, decided_by=actor.id)
    case = await find_case(group.id, number)
    if not changed:
        raise AlreadyDecided(case=case)
    await recorded(group, case, "confirmed", actor, now)
    return case


@transaction
async def reject_case(group: GroupState, number: int, reason: str, *, actor: Actor, now: datetime) -> CaseFile:
    """A proposed or observed case is dropped; it never counts for the ladder."""
    case = await _move(group, number, ("proposed", "observed"), to="rejected", actor=actor, reason=reason, now=now)
    await recorded(group, case, "rejected", actor, now, reason=reason)
    return case


@transaction
async def pardon_case(group: GroupState, number: int, reason: str, *, actor: Actor, now: datetime) -> CaseFile:
    """A standing case is taken back with all that can be taken back; an open appeal against it is granted.

    Its mute and its ban end, it counts no more, the group that read of it reads the correction, whoever
    was told above is told so, and administrators learn which later cases stand higher because of it.
    Raises OwnDecision where an appeal is open and the actor is one of those who sanctioned.
    """
    before = await find_case(group.id, number)
    if actor.id in before.deciders and await has_open_appeal(before):
        raise OwnDecision(case=before)
    case = await _move(group, number, ("standing",), to="pardoned", actor=actor, reason=reason, now=now)
    told, recalled = await was_told(before), await took_message_away(before)
    appealed = await grant_appeal(case, actor, reason, now)
    lifted = await lift_effects(group, before, now=now)
    await signals.emit(signals.CasePardoned(group.id, case.id), signals.Context(group.id, now))
    await recorded(group, case, "pardoned", actor, now, reason=reason)
    if told or appealed:
        words = {"reason": reason, "lifted": lifted, "recalled": recalled}
        await tell_member(group, case, "cases/pardoned", f"pardon:{case.id}", now, aloud=told, **words)
    await escalation.correct(group, case, now=now)
    await tell_higher_rungs(group, case, now=now)
    return case


def _not_own(case: CaseFile, actor: Actor) -> None:
    if case.member == actor.id:
        raise OwnCase(case=case)
