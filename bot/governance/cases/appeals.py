"""The member's objection: once, in its time, decided by somebody else, and not forgotten meanwhile."""

from datetime import datetime, timedelta

from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Actor
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance import regulations, superiors, voice
from bot.governance.cases.answering import recorded, tell_member
from bot.governance.cases.queries import CaseFile, appeal_within, case_file, find_case
from bot.governance.cases.refusals import (
    AlreadyDecided,
    AppealedBefore,
    AppealPending,
    AppealTooLate,
    NoAppeal,
    NotYours,
    OwnCase,
    OwnDecision,
)
from bot.governance.directory import GroupState, directory
from bot.store import audit, models
from bot.store.transaction import transaction

REMIND_AFTER = timedelta(hours=24)
ESCALATE_AFTER = timedelta(hours=72)


@transaction
async def appeal_case(group: GroupState, number: int, reason: str, *, by: MemberId, now: datetime) -> CaseFile:
    """The member's objection, told to the administrators.

    The time runs from the decision, by the regulation the case was decided on. Raises NotYours,
    AlreadyDecided, AppealPending, AppealedBefore, AppealTooLate.
    """
    case = await find_case(group.id, number)
    if case.member != by:
        raise NotYours(number=number)
    # Written to be locked: two appeals at once, one of them in private, come one after the other.
    if not await models.Case.filter(id=case.id, state="standing").update(state="standing"):
        raise AlreadyDecided(case=case)
    await _may_still(case, now)
    appeal = await models.Appeal.create(case_id=case.id, reason=reason, made_at=now)
    await audit.record(
        f"group:{group.id}", at=now, actor=by, action="case.appealed", subject=f"case:{number}", reason=reason
    )
    await _tell_deciders(group, case, appeal, "cases/appealed", f"appeal:{appeal.id}", now)
    await schedule.at(
        "cases.appeal", f"appeal:{appeal.id}:remind", now + REMIND_AFTER, {"appeal": appeal.id}, group_id=group.id
    )
    return case


async def _may_still(case: CaseFile, now: datetime) -> None:
    earlier = await models.Appeal.filter(case_id=case.id)
    if any(appeal.state == "open" for appeal in earlier):
        raise AppealPending(case=case)
    if earlier:
        raise AppealedBefore(case=case)
    within = appeal_within(await regulations.version(case.regulation_id))
    if now - (case.decided_at or case.opened_at) > within:
        raise AppealTooLate(case=case, within=within)


@transaction
async def uphold_case(group: GroupState, number: int, reason: str, *, actor: Actor, now: datetime) -> CaseFile:
    """The open appeal is refused by another administrator. Raises NoAppeal, OwnDecision, OwnCase."""
    case = await find_case(group.id, number)
    if case.member == actor.id:
        raise OwnCase(case=case)
    if actor.id in case.deciders:
        raise OwnDecision(case=case)
    decided = await models.Appeal.filter(case_id=case.id, state="open").update(
        state="refused", decided_at=now, decided_by=actor.id, decision=reason
    )
    if not decided:
        raise NoAppeal(case=case)
    await forget_appeal(case, now)
    await recorded(group, case, "upheld", actor, now, reason=reason)
    await tell_member(group, case, "cases/upheld", f"upheld:{case.id}:{now.timestamp():.0f}", now, reason=reason)
    return case


async def has_open_appeal(case: CaseFile) -> bool:
    return await models.Appeal.filter(case_id=case.id, state="open").exists()


async def appeals_of(case: CaseFile) -> list[models.Appeal]:
    """Every objection to this case: one at most since a case can be appealed once."""
    return await models.Appeal.filter(case_id=case.id).order_by("id")


async def open_appeals(group_id: GroupId) -> list[tuple[CaseFile, models.Appeal]]:
    """What waits for a decision in this group, oldest first."""
    found: list[tuple[CaseFile, models.Appeal]] = []
    for appeal in await models.Appeal.filter(state="open").order_by("id"):
        row = await models.Case.get_or_none(id=appeal.case_id, group_id=group_id)
        if row is not None:
            found.append((case_file(row), appeal))
    return found


async def grant_appeal(case: CaseFile, actor: Actor, reason: str, now: datetime) -> bool:
    """The case is pardoned: its open appeal, if there is one, is granted. Whether there was one."""
    granted = await models.Appeal.filter(case_id=case.id, state="open").update(
        state="granted", decided_at=now, decided_by=actor.id, decision=reason
    )
    await forget_appeal(case, now)
    return bool(granted)


async def forget_appeal(case: CaseFile, now: datetime) -> None:
    """Nobody is reminded of it any more."""
    for appeal in await models.Appeal.filter(case_id=case.id):
        await schedule.cancel(f"appeal:{appeal.id}:remind", now=now)
        await schedule.cancel(f"appeal:{appeal.id}:escalate", now=now)


@schedule.work("cases.appeal")
@transaction
async def hurry(work: Work) -> None:
    """An appeal open for a day is brought to mind; after three days the owner and superusers are told."""
    appeal = await models.Appeal.get_or_none(id=work.payload["appeal"], state="open")
    group = directory.get(GroupId(work.group_id or 0))
    if appeal is None or group is None:
        return
    case = case_file(await models.Case.get(id=appeal.case_id))
    if work.payload.get("escalate"):
        await superiors.tell_superiors(
            group,
            "cases/appeal_overdue",
            key=f"appeal:{appeal.id}:overdue",
            now=work.now,
            marker=f"案件 #{case.number}",
            fields={"case": case, "reason": appeal.reason, "since": appeal.made_at},
        )
        await audit.record(
            f"group:{group.id}", at=work.now, actor="", action="appeal.overdue", subject=f"case:{case.number}"
        )
        return
    await _tell_deciders(group, case, appeal, "cases/appeal_waits", f"appeal:{appeal.id}:waits", work.now)
    due = appeal.made_at + ESCALATE_AFTER
    payload = {"appeal": appeal.id, "escalate": True}
    await schedule.at("cases.appeal", f"appeal:{appeal.id}:escalate", due, payload, group_id=group.id)


async def _tell_deciders(
    group: GroupState, case: CaseFile, appeal: models.Appeal, template: str, key: str, now: datetime
) -> None:
    await voice.tell_administrators(
        group,
        template,
        key=key,
        now=now,
        marker=f"案件 #{case.number}",
        fields={"case": case, "reason": appeal.reason, "since": appeal.made_at, "group": group},
    )
