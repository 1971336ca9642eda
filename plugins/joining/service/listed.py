"""Requests that a look at the platform's list showed: new ones are taken, settled ones closed, stuck ones told."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.events import JoinRequested, ListedRequest
from bot.domain.ids import MemberId
from bot.governance import roster, voice
from bot.governance.directory import GroupState
from bot.store.transaction import transaction
from plugins.joining.domain.asking import APPROVED, BY_HAND, ELSEWHERE, OPEN, REJECTED, REQUEST, AlreadyAsked
from plugins.joining.models import Asking

from .records import SAME_FLAG_FOR, asked_of, decide, flag_key, note, open_asking
from .requests import take_request
from .telling import LASTS, marker, shown

STUCK_AFTER = timedelta(minutes=15)
"""An answer needs some time until the platform's list shows it."""


async def take_listed(group: GroupState, listed: Sequence[ListedRequest], now: datetime) -> int:
    """How many were new. A request known by its flag, or by person and words, stays the one it is."""
    new = 0
    for each in listed:
        if each.settled:
            await _close(group, each.event, now)
        elif await _is_in(group, each.event.member):
            continue
        elif (row := await _known(group, each.event, now)) is not None and row.state != OPEN:
            await _look_whether_stuck(group, row, each.event, now)
        else:
            try:
                new += await take_request(group, each.event, now) is not None
            except AlreadyAsked:  # its event came in this moment
                continue
    return new


async def _known(group: GroupState, event: JoinRequested, now: datetime) -> Asking | None:
    """By its flag; or asked by the same person in the same words in the last days, whatever the flag looks like."""
    key = flag_key(group, event.member, event.flag)
    row = await Asking.get_or_none(flag_key=key) if key is not None else None
    if row is not None and now - row.asked_at <= SAME_FLAG_FOR:
        return row
    lately = Asking.filter(group_id=group.id, kind=REQUEST, member_id=event.member, asked_at__gte=now - SAME_FLAG_FOR)
    text = event.comment.strip()[:1000]
    return next((row for row in await lately.order_by("-id") if row.text == text), None)


@transaction
async def _close(group: GroupState, event: JoinRequested, now: datetime) -> None:
    """Somebody has answered it on the platform itself."""
    row = await open_asking(group, REQUEST, event.member)
    if row is not None and row.text == event.comment.strip()[:1000]:
        await decide(group, row, ELSEWHERE, actor=None, now=now)


@transaction
async def _look_whether_stuck(group: GroupState, row: Asking, event: JoinRequested, now: datetime) -> None:
    """Answered here, and still waiting there: implementations answer ok to filtered requests without any effect."""
    decided = row.decided_at
    if row.state not in (APPROVED, REJECTED) or decided is None or now - decided < STUCK_AFTER:
        return
    if not await Asking.filter(id=row.id, state=row.state).update(state=BY_HAND):
        return
    await note(group, row, "answer_stuck", "", now, filtered=str(event.filtered))
    await voice.tell_administrators(
        group,
        "joining/not_answered",
        key=f"joining:{row.id}:stuck",
        now=now,
        marker=marker(asked_of(row)),
        valid_for=LASTS,
        fields={**shown(asked_of(row)), "approve": row.state == APPROVED, "state": "stuck", "detail": ""},
    )


async def _is_in(group: GroupState, member: MemberId) -> bool:
    known = await roster.member_of(group.id, member)
    return known is not None and known.left_at is None
