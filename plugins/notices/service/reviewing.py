"""Notices of members who are no administrators wait here for a yes or no."""

from datetime import datetime

from bot.domain.members import Actor
from bot.domain.messages import Mention
from bot.governance import reviews, voice
from bot.governance.directory import GroupState
from bot.governance.reviews import Decided, ReviewLine
from bot.store import audit
from bot.store.transaction import transaction
from plugins.notices.models import Notice

from .drafting import know_members
from .files import find_notice
from .publishing import LASTS, go_out
from .refusals import AlreadyDecided


async def _approve(group: GroupState, number: int, actor: Actor, now: datetime) -> Decided:
    await know_members(group, now)
    return await approve_notice(group, number, by=actor, now=now)


@transaction
async def approve_notice(group: GroupState, number: int, *, by: Actor, now: datetime) -> Decided:
    """Publish it in its author's name, the reviewer named. Raises AlreadyDecided, DeadlinePast, NobodyAsked."""
    row = await _decide(group, number, "open", by, "")
    notice = await go_out(group, row, now)
    await _audit(group, number, "notice.approved", by, now)
    return Decided("notices/approved", {"notice": notice}, shows=True)


@transaction
async def reject_notice(group: GroupState, number: int, reason: str, by: Actor, now: datetime) -> Decided:
    """Drop it and tell its author why. Raises AlreadyDecided."""
    await _decide(group, number, "rejected", by, reason)
    notice = await find_notice(group.id, number)
    await _audit(group, number, "notice.rejected", by, now, reason=reason)
    await voice.say_in(
        group,
        "notices/rejected_told",
        key=f"notice:{notice.id}:rejected",
        now=now,
        mention=[Mention(notice.publisher, notice.publisher_name)],
        marker=f"通知 #{number} 未通过审核",
        valid_for=LASTS,
        fields={"notice": notice, "reason": reason},
    )
    return Decided("notices/rejected", {"notice": notice})


async def pending_notices(group: GroupState) -> list[ReviewLine]:
    """What waits, oldest first."""
    rows = await Notice.filter(group_id=group.id, state="review").order_by("id")
    return [ReviewLine(row.number, f"{row.publisher_name}：{row.text}", row.written_at) for row in rows]


async def _decide(group: GroupState, number: int, state: str, by: Actor, reason: str) -> Notice:
    """Write first: of two who decide at once, one finds it decided."""
    changed = await Notice.filter(group_id=group.id, number=number, state="review").update(
        state=state, decided_by=by.id, decided_name=by.name[:200], decision=reason
    )
    notice = await find_notice(group.id, number)
    if not changed:
        raise AlreadyDecided(notice=notice)
    return await Notice.get(id=notice.id)


async def _audit(group: GroupState, number: int, action: str, by: Actor, now: datetime, **details: str) -> None:
    await audit.record(f"group:{group.id}", at=now, actor=by.id, action=action, subject=f"notice:{number}", **details)


reviews.register("notice", title="通知", approve=_approve, reject=reject_notice, pending=pending_notices)
