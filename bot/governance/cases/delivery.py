"""At delivery: is this effect still right, and what follows from how it ended."""

from datetime import datetime

from bot.domain.ids import GroupId
from bot.domain.members import Role
from bot.effects import outbox
from bot.effects.outbox import Effect, Settlement
from bot.governance import permissions, roster, signals, voice
from bot.governance.cases.effects import OWNER
from bot.governance.cases.queries import CaseFile, case_file
from bot.governance.directory import GroupState, directory
from bot.store import audit, models

_TO_PERSONS = frozenset({"unsupported", "denied", "needs_person", "expired"})


async def still_right(effect: Effect, now: datetime) -> str | None:
    """Asked by the outbox right before the platform is called: a reason to drop the effect, or None.

    A pardoned case, a halt, a demoted administrator or a promoted member stop what was decided.
    """
    row = await models.Case.get_or_none(id=effect.about["case"])
    if row is None or row.state != "standing":
        return "case_not_standing"
    case = case_file(row)
    group = directory.get(case.group_id)
    if group is None:
        return "group_disabled"
    if effect.about["what"] == "tell":
        return None
    if case.automatic and group.halted and case.decided_by is None:
        return "halted"
    if effect.about["what"] == "kick" and await _came_again(case):
        return "joined_again"
    return await _power(group, case)


async def _came_again(case: CaseFile) -> bool:
    """Whoever was let in again after the decision is not removed by it."""
    member = await roster.member_of(case.group_id, case.member)
    return member is not None and member.left_at is None and member.first_seen_at > (case.decided_at or case.opened_at)


async def _power(group: GroupState, case: CaseFile) -> str | None:
    standing = permissions.standing()
    target = await standing.target(group, group.chat, group.account, case.member)
    if target.is_bot:
        return "target_protected"
    decider = case.decided_by or case.actor
    if not decider:
        return "target_protected" if target.role is not None and target.role >= Role.ADMIN else None
    role = await standing.role(group, group.chat, group.account, decider)
    refusal = permissions.authorize(decider, role, needs=Role.ADMIN, target=target)
    return None if refusal is None else refusal.code


async def settled(effect: Effect, settlement: Settlement) -> None:
    """How it ended, in the transaction that settles the job: audit, and a work order where it did not."""
    row = await models.Case.get_or_none(id=effect.about["case"])
    what = str(effect.about["what"])
    if row is None:
        return
    case = case_file(row)
    await audit.record(
        f"group:{case.group_id}",
        at=settlement.at,
        actor="",
        action=f"case.{what}.{settlement.state}",
        subject=f"case:{case.number}",
        detail=settlement.detail,
    )
    group = directory.get(GroupId(case.group_id))
    if group is None:
        return
    if what == "tell":
        if settlement.state in _TO_PERSONS and effect.about.get("alone"):
            await _untold(group, case, settlement)
        return
    if settlement.state in _TO_PERSONS and what in ("mute", "kick"):
        signal = signals.SanctionNotDelivered(group.id, case.id, what, settlement.state)
        await signals.emit(signal, signals.Context(group.id, settlement.at))
    elif settlement.state in _TO_PERSONS or settlement.state == "cancelled":
        await voice.tell_administrators(
            group,
            "cases/not_done",
            key=f"notdone:{case.id}:{what}",
            now=settlement.at,
            fields={"case": case, "what": what, "state": settlement.state, "detail": settlement.detail},
        )


async def _untold(group: GroupState, case: CaseFile, settlement: Settlement) -> None:
    """Whoever goes is told in private why. Where that cannot be, only the administrators can: they are not there."""
    await voice.tell_administrators(
        group,
        "cases/not_told",
        key=f"untold:{case.id}",
        now=settlement.at,
        marker=f"案件 #{case.number}",
        fields={"case": case},
    )


outbox.register(OWNER, check=still_right, settled=settled)
