"""An administrator's yes or no to a programme of somebody else's."""

from datetime import datetime, timedelta

from bot.domain.ids import MemberId
from bot.domain.members import Actor
from bot.domain.messages import Mention
from bot.governance import reviews, voice
from bot.governance.directory import GroupState
from bot.governance.reviews import Decided, ReviewLine
from bot.store.transaction import transaction
from plugins.activities.domain.refusals import AlreadyDecided
from plugins.activities.models import Programme

from .programmes import hold_programme, record, set_up, start

_LASTS = timedelta(hours=24)


@transaction
async def propose_programme(group: GroupState, text: str, *, actor: Actor, source_key: str, now: datetime) -> Programme:
    """Set it up; where it has to be approved the administrators are asked. Raises ProgrammeRefused, DraftRefused."""
    row = await set_up(group, text, actor=actor, source_key=source_key, now=now)
    if row.state == "review":
        await ask_administrators(group, row, now=now)
    return row


async def ask_administrators(group: GroupState, row: Programme, *, now: datetime) -> None:
    """Say that a programme waits for them. Inside a transaction."""
    await voice.tell_administrators(
        group,
        "activities/programme_review",
        key=f"programme:{row.id}:review",
        now=now,
        marker=f"例行活动 #{row.number}",
        valid_for=_LASTS,
        fields={"programme": row},
    )


@transaction
async def approve(group: GroupState, number: int, actor: Actor, now: datetime) -> Decided:
    """Let it run. Raises AlreadyDecided."""
    row = await _waiting(group, number)
    await start(group, row, actor=actor, now=now)
    await _tell_proposer(group, row, "activities/programme_started", now)
    return Decided("activities/programme_approved", {"programme": row})


@transaction
async def reject(group: GroupState, number: int, reason: str, actor: Actor, now: datetime) -> Decided:
    """Tell whoever proposed it why not. Raises AlreadyDecided."""
    row = await _waiting(group, number)
    row.state, row.decided_at, row.decided_by, row.reason = "rejected", now, actor.id, reason[:500]
    await row.save(update_fields=["state", "decided_at", "decided_by", "reason"])
    await record(group, row, "rejected", actor.id, now, reason=reason)
    await _tell_proposer(group, row, "activities/programme_rejected_told", now)
    return Decided("activities/programme_rejected", {"programme": row})


async def pending(group: GroupState) -> list[ReviewLine]:
    rows = await Programme.filter(group_id=group.id, state="review").order_by("proposed_at")
    return [ReviewLine(row.number, f"{row.title}（{row.rule}，{row.organiser_name}）", row.proposed_at) for row in rows]


async def _waiting(group: GroupState, number: int) -> Programme:
    row = await hold_programme(group.id, number)
    if row.state != "review":
        raise AlreadyDecided(activity=row)
    return row


async def _tell_proposer(group: GroupState, row: Programme, template: str, now: datetime) -> None:
    await voice.say_in(
        group,
        template,
        key=f"programme:{row.id}:decided",
        now=now,
        mention=[Mention(MemberId(row.organiser_id), row.organiser_name)],
        marker=f"例行活动 #{row.number}",
        valid_for=_LASTS,
        fields={"programme": row},
    )


reviews.register("programme", title="例行活动", approve=approve, reject=reject, pending=pending)
