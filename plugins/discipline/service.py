"""Sanctions on an administrator's word."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId, MessageId
from bot.domain.members import Actor
from bot.domain.messages import Mention
from bot.domain.regulation import Clause
from bot.domain.sanctions import Sanction, Step
from bot.governance import bans, cases, workorders
from bot.governance.directory import GroupState
from bot.governance.quoted import quoted_message
from bot.store import audit
from bot.store.transaction import transaction

LONGEST_MUTE = timedelta(days=30) - timedelta(seconds=1)
UNMUTE_WITHIN = timedelta(minutes=30)


class MuteTooLong(Refusal):
    """The platform mutes for less than thirty days."""

    code = "discipline.mute_too_long"


class NotReported(Refusal):
    """A case that was rejected or pardoned is told to nobody."""

    code = "discipline.not_reported"


class NobodyToTell(Refusal):
    """Neither the regulation nor the contacts name anybody."""

    code = "discipline.nobody_to_tell"


class ToldBefore(Refusal):
    """Everybody who is meant has been told of this case."""

    code = "discipline.told_before"


class NotBanned(Refusal):
    """There is no such entry on the black list."""

    code = "discipline.not_banned"


@dataclass(frozen=True, slots=True)
class Order:
    """What an administrator ordered: against whom, on which clause, why, about which message."""

    subject: Mention
    clause: Clause | None
    reason: str
    message: MessageId | None
    key: str


async def sanction(
    group: GroupState, order: Order, step: Step | None, *, actor: Actor, now: datetime
) -> cases.CaseFile:
    """Open a case for the order; ``step`` None applies the ladder.

    Without a clause the regulation's clause on this sanction is cited. A clause that asks for this very
    sanction and, by itself, for the report of it gets both. Raises NoClause, MuteTooLong.
    """
    if step is not None and step.duration is not None and step.duration > LONGEST_MUTE:
        raise MuteTooLong()
    kind = step.sanction if step is not None else Sanction.WARN
    clause = order.clause or (group.regulation.clause(f"sanction.{kind.value}") if group.regulation else None)
    if clause is None:
        raise cases.NoClause()
    if step is not None and _asks_to_escalate(clause, kind):
        step = replace(step, escalate=True)
    breach = cases.Breach(
        code=f"sanction.{kind.value}",
        clause=clause,
        reason=order.reason,
        evidence={"masked": "", "checks": [], "quoted": order.message},
        source_key=f"order:{order.key}",
        acted_at=await _when(group, order.message),
    )
    accused = cases.Accused(order.subject.user, order.subject.name)
    return await cases.open_case(group, breach, accused, actor=actor, now=now, step=step)


async def _when(group: GroupState, message: MessageId | None) -> datetime | None:
    """When the message that was pointed at was sent: it is judged by what was in force then."""
    quoted = await quoted_message(group.id, message) if message is not None else None
    return quoted.sent_at if quoted is not None else None


def _asks_to_escalate(clause: Clause, kind: Sanction) -> bool:
    report = clause.duty("sanction.escalate")
    return report is not None and report.via == "auto" and clause.duty(f"sanction.{kind.value}") is not None


async def escalate(group: GroupState, number: int, to: str | None, reason: str, *, actor: Actor, now: datetime) -> bool:
    """Report a case upwards: to whom the regulation names, or to the contact of this name or duty.

    False where nobody could be reached: the administrators read whom to tell by hand.
    Raises NoSuchNumber, NotReported for a case that was dropped, NobodyToTell, ToldBefore.
    """
    case = await cases.find_case(group.id, number)
    if case.state in ("rejected", "pardoned"):
        raise NotReported(case=case)
    recipients = await cases.chosen(group, to) if to is not None else None
    before = await cases.escalations_of(case)
    made = await cases.escalate(group, case, now=now, actor=actor, reason=reason, to=recipients)
    if not made:
        raise (ToldBefore if before else NobodyToTell)(case=case)
    return any(row.way != "hand" for row in made)


@transaction
async def unmute(group: GroupState, member: MemberId, *, actor: Actor, now: datetime, key: str) -> None:
    """Lift a mute, whoever imposed it, and a silence that was only asked for; the case of it stands."""
    await audit.record(f"group:{group.id}", at=now, actor=actor.id, action="member.unmuted", subject=f"member:{member}")
    await workorders.end_silence(group, member, actor=actor, now=now)
    await cases.lift_mute(group, member, key=f"unmute:{key}", valid_for=UNMUTE_WITHIN, now=now)


async def unban(group: GroupState, member: MemberId, *, actor: Actor, now: datetime) -> None:
    """Take somebody off the organisation's black list. Raises NotBanned."""
    if not await bans.lift(group, member, actor=actor, now=now):
        raise NotBanned(member=member)
