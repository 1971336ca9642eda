"""The platform's answer to a request: put once, asked again before delivery, looked at after it."""

import hashlib
from datetime import datetime, timedelta

from bot.domain.ids import GroupId, MemberId
from bot.domain.members import Role
from bot.effects import outbox
from bot.effects.actions import AnswerRequest
from bot.effects.outbox import Effect, Settlement
from bot.governance import bans, permissions, roster, voice
from bot.governance.directory import GroupState, directory
from plugins.joining.domain.asking import APPROVED, BY_HAND, OPEN, REJECTED
from plugins.joining.models import Asking

from .records import asked_of, note, open_key
from .telling import LASTS, marker, shown

OWNER = "joining"
ANSWER_LASTS = timedelta(hours=12)


async def answer(group: GroupState, row: Asking, *, approve: bool, reason: str, now: datetime) -> None:
    """Put the answer with the flag as it came, inside the transaction that decided."""
    digest = hashlib.sha256(row.flag.encode()).hexdigest()[:16]
    effect = Effect(
        key=f"joining:{row.id}:{digest}:{now.timestamp():.0f}",
        action=AnswerRequest(group.chat, row.flag, row.sub_type or "add", approve, reason),
        account=group.account,
        group_id=group.id,
        owner=OWNER,
        about={"asking": row.id, "approve": approve},
        valid_until=now + ANSWER_LASTS,
    )
    await outbox.put(effect, now=now)


async def still_right(effect: Effect, now: datetime) -> str | None:
    """A reason to drop the answer, or None: the mode, the black list or the decider's role may have changed."""
    row = await Asking.get_or_none(id=effect.about["asking"])
    approve = bool(effect.about["approve"])
    if row is None or row.state != (APPROVED if approve else REJECTED):
        return "not_decided"
    group = directory.get(GroupId(effect.group_id or 0))
    if group is None:
        return "group_disabled"
    if row.decided_by is None:
        if not group.enforces:
            return "halted"
        return "banned" if approve and await bans.is_banned(group, MemberId(row.member_id)) else None
    decider = MemberId(row.decided_by)
    role = await permissions.standing().role(group, group.chat, group.account, decider)
    refusal = permissions.authorize(decider, role, needs=Role.ADMIN)
    return refusal.code if refusal is not None else None


async def settled(effect: Effect, settlement: Settlement) -> None:
    """Told to do it by hand where the platform did not take the answer; open again where it was dropped."""
    row = await Asking.get_or_none(id=effect.about["asking"])
    group = directory.get(GroupId(effect.group_id or 0))
    if row is None or group is None:
        return
    await note(group, row, f"answer_{settlement.state}", "", settlement.at, detail=settlement.detail[:200])
    if settlement.state in (outbox.DONE, outbox.UNVERIFIED):
        return
    if effect.about["approve"] and await _is_in(group, MemberId(row.member_id)):
        return
    if settlement.state == outbox.CANCELLED:
        await _reopen(group, row)
    else:
        await Asking.filter(id=row.id).update(state=BY_HAND)
    await voice.tell_administrators(
        group,
        "joining/not_answered",
        key=f"joining:{row.id}:not_answered:{settlement.state}",
        now=settlement.at,
        marker=marker(asked_of(row)),
        valid_for=LASTS,
        fields={
            **shown(asked_of(row)),
            "approve": bool(effect.about["approve"]),
            "state": settlement.state,
            "detail": settlement.detail,
        },
    )


async def _reopen(group: GroupState, row: Asking) -> None:
    """To be decided anew, unless the same person's next request is open by now."""
    key = open_key(group, row.kind, row.member_id)
    if await Asking.filter(open_key=key).exists():
        return
    await Asking.filter(id=row.id).update(state=OPEN, open_key=key, decided_by=None, decided_at=None, decision="")


async def _is_in(group: GroupState, member: MemberId) -> bool:
    known = await roster.member_of(group.id, member)
    return known is not None and known.left_at is None


outbox.register(OWNER, check=still_right, settled=settled)
