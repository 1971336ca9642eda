"""Notices of members who are no administrators wait here for a yes or no."""

from datetime import datetime
from typing import Any

from bot.domain.members import Actor
from bot.domain.messages import Mention
from bot.governance import reviews, voice
from bot.governance.directory import GroupState
from bot.governance.reviews import Decided, ReviewLine
from bot.store import audit
from bot.store.transaction import transaction
from plugins.notices.models import Notice

from . import places
from .enclosing import forget_later
from .files import find_notice
from .names import LASTS
from .refusals import AlreadyDecided
from .repeating import PlanFile
from .saying import tell_author
from .writing import release


async def _approve(group: GroupState, number: int, actor: Actor, now: datetime) -> Decided:
    notice = await find_notice(group.id, number)
    if notice.group_id == group.id and notice.state == "review":
        await places.require_power(group, notice.groups, actor)
        await places.know_everybody(group, notice.groups, now)
    return await approve_notice(group, number, by=actor, now=now)


@transaction
async def approve_notice(group: GroupState, number: int, *, by: Actor, now: datetime) -> Decided:
    """Publish it in its author's name, the reviewer named, or have it published at its time.

    Raises AlreadyDecided, DeadlinePast, NobodyAsked, PlanPast.
    """
    row = await _decide(group, number, "open", by, "")
    wider: dict[str, Any] = row.wider or {}
    row.decision = "edited" if wider.get("edited") else ""
    done = await release(group, row, by, now)
    await _audit(group, number, "notice.approved", by, now)
    if done.how in ("published", "publishing"):
        return Decided("notices/approved", {"notice": done.notice}, shows=True)
    plan = done.notice if isinstance(done.notice, PlanFile) else None
    fields: dict[str, object] = {"notice": done.notice, "plan": plan, "by": by.name}
    await tell_author(group, row, "notices/approved_for_later", key=f"approved:{row.id}", now=now, **fields)
    return Decided("notices/approved_for_later", fields)


@transaction
async def reject_notice(group: GroupState, number: int, reason: str, by: Actor, now: datetime) -> Decided:
    """Drop it and tell its author why. Raises AlreadyDecided."""
    await _decide(group, number, "rejected", by, reason)
    notice = await find_notice(group.id, number)
    await forget_later(notice, now)
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
