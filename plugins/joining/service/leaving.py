"""``/leave``: a member asks to leave; nobody is removed for it, they go by themselves."""

from datetime import datetime

from bot.domain.ids import GroupId, MemberId
from bot.effects import schedule
from bot.effects.schedule import Work
from bot.governance import roster, voice
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction
from plugins.joining.domain.asking import APPROVED, EXIT, LEAVE_WITHIN, Asked
from plugins.joining.models import Asking

from .records import asked_of, write_down
from .telling import LASTS, marker, plan, shown, tell_asked


@transaction
async def ask_to_leave(group: GroupState, member: MemberId, reason: str, *, name: str, now: datetime) -> Asked | None:
    """Put it before the administrators; None where the regulation asks for no approval. Raises AlreadyAsked."""
    regulation = group.regulation
    if regulation is None or regulation.clause("exit.request") is None:
        return None
    asked = asked_of(await write_down(group, EXIT, member, name=name, text=reason, now=now))
    await tell_asked(group, asked, now=now)
    await plan(group, asked, now)
    return asked


async def plan_look(group: GroupState, asked: Asked, now: datetime) -> None:
    """Inside a transaction: look after some days whether they have gone."""
    key = f"joining:{asked.id}:left"
    await schedule.at("joining.left", key, now + LEAVE_WITHIN, {"asking": asked.id}, group_id=group.id)


@transaction
async def look_whether_left(work: Work) -> None:
    """Whoever may leave and is still here is told to the administrators, once."""
    group = directory.get(GroupId(work.group_id or 0))
    row = await Asking.get_or_none(id=work.payload["asking"], state=APPROVED)
    if group is None or row is None:
        return
    known = await roster.member_of(group.id, MemberId(row.member_id))
    if known is None or known.left_at is not None or (row.decided_at and known.first_seen_at > row.decided_at):
        return
    asked = asked_of(row)
    await voice.tell_administrators(
        group,
        "joining/not_left",
        key=f"joining:{row.id}:not_left",
        now=work.now,
        marker=marker(asked),
        valid_for=LASTS,
        fields=shown(asked),
    )
