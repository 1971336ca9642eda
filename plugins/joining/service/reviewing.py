"""An administrator's yes or no to a request, a registration or an exit request."""

from datetime import datetime

from bot.domain.ids import MemberId
from bot.domain.members import Actor
from bot.domain.messages import Mention
from bot.governance import bans, reviews, voice
from bot.governance.directory import GroupState
from bot.governance.reviews import Decided, ReviewLine
from bot.store.transaction import transaction
from plugins.joining.domain.asking import APPROVED, EXIT, OPEN, REGISTRATION, REJECTED, REQUEST, Asked
from plugins.joining.domain.masking import mask
from plugins.joining.models import Asking

from .answering import answer
from .leaving import plan_look
from .records import asked_of, decide, find
from .registering import accept
from .telling import LASTS, marker, shown


@transaction
async def approve_request(group: GroupState, number: int, actor: Actor, now: datetime) -> Decided:
    """Let them in. Raises AlreadyDecided."""
    row = await find(group.id, REQUEST, number)
    banned = await bans.is_banned(group, MemberId(row.member_id))
    if banned and row.state == OPEN:
        return Decided("joining/banned_first", {**shown(asked_of(row))})
    asked = await decide(group, row, APPROVED, actor=actor, now=now)
    await answer(group, row, approve=True, reason="", now=now)
    return Decided("joining/approved", shown(asked))


@transaction
async def reject_request(group: GroupState, number: int, reason: str, actor: Actor, now: datetime) -> Decided:
    """Keep them out; they are told the reason. Raises AlreadyDecided."""
    row = await find(group.id, REQUEST, number)
    asked = await decide(group, row, REJECTED, actor=actor, now=now, decision=reason)
    await answer(group, row, approve=False, reason=reason, now=now)
    return Decided("joining/rejected", shown(asked))


@transaction
async def approve_registration(group: GroupState, number: int, actor: Actor, now: datetime) -> Decided:
    """Take their word. Raises AlreadyDecided."""
    row = await find(group.id, REGISTRATION, number)
    asked = await decide(group, row, APPROVED, actor=actor, now=now)
    corrected = await accept(group, row, actor=actor, now=now)
    await _tell_member(group, asked, "joining/registration_accepted", now)
    return Decided("joining/approved", {**shown(asked), "corrected": corrected})


@transaction
async def approve_exit(group: GroupState, number: int, actor: Actor, now: datetime) -> Decided:
    """They may go, and are told so. Raises AlreadyDecided."""
    row = await find(group.id, EXIT, number)
    asked = await decide(group, row, APPROVED, actor=actor, now=now)
    await plan_look(group, asked, now)
    await _tell_member(group, asked, "joining/may_leave", now)
    return Decided("joining/approved", shown(asked))


@transaction
async def reject_registration(group: GroupState, number: int, reason: str, actor: Actor, now: datetime) -> Decided:
    return await _reject(group, REGISTRATION, number, reason, actor, now)


@transaction
async def reject_exit(group: GroupState, number: int, reason: str, actor: Actor, now: datetime) -> Decided:
    return await _reject(group, EXIT, number, reason, actor, now)


async def _reject(group: GroupState, kind: str, number: int, reason: str, actor: Actor, now: datetime) -> Decided:
    row = await find(group.id, kind, number)
    asked = await decide(group, row, REJECTED, actor=actor, now=now, decision=reason)
    await _tell_member(group, asked, "joining/rejected_told", now)
    return Decided("joining/rejected", shown(asked))


async def _tell_member(group: GroupState, asked: Asked, template: str, now: datetime) -> None:
    await voice.say_in(
        group,
        template,
        key=f"joining:{asked.id}:told",
        now=now,
        mention=[Mention(asked.member, asked.member_name)],
        marker=marker(asked),
        valid_for=LASTS,
        fields=shown(asked),
    )


async def pending_requests(group: GroupState) -> list[ReviewLine]:
    return await _pending(group, REQUEST)


async def pending_registrations(group: GroupState) -> list[ReviewLine]:
    return await _pending(group, REGISTRATION)


async def pending_exits(group: GroupState) -> list[ReviewLine]:
    return await _pending(group, EXIT)


async def _pending(group: GroupState, kind: str) -> list[ReviewLine]:
    rows = await Asking.filter(group_id=group.id, kind=kind, state=OPEN).order_by("number")
    return [ReviewLine(row.number, _line(row), row.asked_at) for row in rows]


def _line(row: Asking) -> str:
    why = f"，{row.why}" if row.why else ""
    text = mask(row.text)[:40] or "（空）"
    return f"{row.member_name or row.member_id}：{text}{why}"


reviews.register(REQUEST, title="入群申请", approve=approve_request, reject=reject_request, pending=pending_requests)
reviews.register(
    REGISTRATION,
    title="登记",
    approve=approve_registration,
    reject=reject_registration,
    pending=pending_registrations,
)
reviews.register(EXIT, title="退群申请", approve=approve_exit, reject=reject_exit, pending=pending_exits)
