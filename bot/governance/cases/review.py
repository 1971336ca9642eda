"""Deciding what is open: confirm, reject, pardon, and the member's appeal."""

from datetime import datetime
from typing import Any

from bot.domain.errors import NoSuchNumber, Refusal
from bot.domain.ids import MemberId
from bot.domain.members import Actor
from bot.domain.messages import Mention
from bot.governance import regulations, signals, voice
from bot.governance.cases.effects import lift_effects, put_effects
from bot.governance.cases.queries import CaseFile, case_file, find_case
from bot.governance.directory import GroupState
from bot.store import audit, models
from bot.store.transaction import transaction

APPEALS_PER_CASE = 2


class AlreadyDecided(Refusal):
    """The case is not in a state that this decision could change."""

    code = "cases.already_decided"


class OwnDecision(Refusal):
    """An appeal is decided by another administrator than the one who sanctioned."""

    code = "cases.own_decision"


class NotYours(Refusal):
    """Only the member concerned may appeal."""

    code = "cases.not_yours"


class OwnCase(Refusal):
    """Nobody decides a case against themselves, whatever power they have."""

    code = "cases.own_case"


class AppealPending(Refusal):
    """There is an open appeal, or this case was appealed often enough."""

    code = "cases.appeal_pending"


class NoAppeal(Refusal):
    """There is no open appeal to decide."""

    code = "cases.no_appeal"


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
    await _audit(group, case, f"case.{to}", actor, now, reason=reason)
    return case


@transaction
async def confirm_case(group: GroupState, number: int, *, actor: Actor, now: datetime) -> CaseFile:
    """A proposed case is carried out on this administrator's word."""
    case = await _move(group, number, ("proposed",), to="standing", actor=actor, reason="", now=now)
    regulation = await regulations.version(case.regulation_id)
    clause = regulation.text.find(case.clause) if regulation is not None else None
    if clause is None:
        raise NoSuchNumber(number=number)
    await put_effects(group, case, clause, now=now)
    return case


@transaction
async def reject_case(group: GroupState, number: int, reason: str, *, actor: Actor, now: datetime) -> CaseFile:
    """A proposed or observed case is dropped; it never counts for the ladder."""
    return await _move(group, number, ("proposed", "observed"), to="rejected", actor=actor, reason=reason, now=now)


@transaction
async def pardon_case(group: GroupState, number: int, reason: str, *, actor: Actor, now: datetime) -> CaseFile:
    """A standing case is taken back, with its mute or ban; an open appeal against it is granted.

    Raises OwnDecision where an appeal is open and the actor is one of those who sanctioned.
    """
    before = await find_case(group.id, number)
    appealed = await models.Appeal.filter(case_id=before.id, state="open").exists()
    if appealed and actor.id in before.deciders:
        raise OwnDecision(case=before)
    case = await _move(group, number, ("standing",), to="pardoned", actor=actor, reason=reason, now=now)
    await models.Appeal.filter(case_id=case.id, state="open").update(
        state="granted", decided_at=now, decided_by=actor.id, decision=reason
    )
    await lift_effects(group, before, now=now)
    await signals.emit(signals.CasePardoned(group.id, case.id), signals.Context(group.id, now))
    await _tell_member(group, case, "cases/pardoned", f"pardon:{case.id}", now, reason=reason)
    return case


@transaction
async def appeal_case(group: GroupState, number: int, reason: str, *, by: MemberId, now: datetime) -> CaseFile:
    """The member's objection, told to the administrators. Raises NotYours, AlreadyDecided, AppealPending."""
    case = await find_case(group.id, number)
    if case.member != by:
        raise NotYours(number=number)
    # Written to be locked: two appeals at once, one of them in private, come one after the other.
    if not await models.Case.filter(id=case.id, state="standing").update(state="standing"):
        raise AlreadyDecided(case=case)
    earlier = await models.Appeal.filter(case_id=case.id)
    if any(a.state == "open" for a in earlier) or len(earlier) >= APPEALS_PER_CASE:
        raise AppealPending(case=case)
    appeal = await models.Appeal.create(case_id=case.id, reason=reason, made_at=now)
    await audit.record(
        f"group:{group.id}", at=now, actor=by, action="case.appealed", subject=f"case:{number}", reason=reason
    )
    await voice.tell_administrators(
        group,
        "cases/appealed",
        key=f"appeal:{appeal.id}",
        now=now,
        marker=f"案件 #{number}",
        fields={"case": case, "reason": reason, "group": group},
    )
    return case


@transaction
async def uphold_case(group: GroupState, number: int, reason: str, *, actor: Actor, now: datetime) -> CaseFile:
    """The open appeal is refused by another administrator. Raises NoAppeal, OwnDecision."""
    case = await find_case(group.id, number)
    _not_own(case, actor)
    if actor.id in case.deciders:
        raise OwnDecision(case=case)
    decided = await models.Appeal.filter(case_id=case.id, state="open").update(
        state="refused", decided_at=now, decided_by=actor.id, decision=reason
    )
    if not decided:
        raise NoAppeal(case=case)
    await _audit(group, case, "case.upheld", actor, now, reason=reason)
    await _tell_member(group, case, "cases/upheld", f"upheld:{case.id}:{now.timestamp():.0f}", now, reason=reason)
    return case


def _not_own(case: CaseFile, actor: Actor) -> None:
    if case.member == actor.id:
        raise OwnCase(case=case)


async def reread(case: CaseFile) -> CaseFile:
    """The case as it stands now."""
    return case_file(await models.Case.get(id=case.id))


async def _audit(group: GroupState, case: CaseFile, action: str, actor: Actor, now: datetime, **more: Any) -> None:
    subject = f"case:{case.number}"
    await audit.record(f"group:{group.id}", at=now, actor=actor.id, action=action, subject=subject, **more)


async def _tell_member(
    group: GroupState, case: CaseFile, template: str, key: str, now: datetime, **fields: Any
) -> None:
    await voice.say_in(
        group,
        template,
        key=key,
        now=now,
        mention=[Mention(case.member, case.member_name)],
        marker=f"案件 #{case.number}",
        fields={"case": case, **fields},
    )
