"""Right before a reminder is sent, and what follows from how it ended."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.ids import AccountId, GroupId
from bot.domain.ports import Platform
from bot.effects import outbox
from bot.effects.accounts import accounts
from bot.effects.outbox import Effect, Settlement
from bot.governance.directory import GroupState, directory
from bot.store import audit
from bot.store.transaction import after_commit, insert_once
from plugins.notices.models import Notice, NoticeMessage, Nudge
from plugins.notices.service.board import board
from plugins.notices.service.files import load_entry

from .judging import judge
from .planning import look_at
from .telling import OWNER, tell_next

MOST_TRIES = 60
FALL_BACK = timedelta(minutes=2)
"""Those who cannot be written to in private are gathered this long, then mentioned in the group."""
FOUND = "found"
"""The settlement's detail where a message of unknown outcome was seen in the group."""
_SENT = frozenset({"done", "unverified", "needs_person"})


async def still_right(effect: Effect, now: datetime) -> str | None:
    """A reason not to send it as it is: somebody in it has answered, a notice is over, it is quiet by now."""
    group = directory.get(GroupId(effect.group_id or 0))
    if group is None:
        return "group_disabled"
    nudges = await Nudge.filter(batch=effect.key, state="put").order_by("id")
    if not nudges:
        return "closed"
    verdict = await judge(group, nudges, now)
    if len(verdict.ready) < len(nudges):
        return "changed"
    return await _no_quota(effect) if effect.about["way"] == "all" else None


async def _no_quota(effect: Effect) -> str | None:
    """Mentioning everybody is silently lost, or fails, once the day's number is used up: never without asking."""
    platform: Platform | None = accounts.get(AccountId(effect.account or ""))
    left = await platform.mentions_of_all_left(effect.action.chat) if platform is not None else None
    return None if left is not None and left > 0 else "no_quota"


async def settled(effect: Effect, settlement: Settlement) -> None:
    """Sent: the next message. Cancelled or expired: the same people as things stand now. Refused: another way."""
    group = directory.get(GroupId(effect.group_id or 0))
    nudges = await Nudge.filter(batch=effect.key, state="put").order_by("id")
    ids = [nudge.id for nudge in nudges]
    if group is None:
        await Nudge.filter(id__in=ids).update(state="void")
        return
    now, batch = settlement.at, int(effect.about["batch"])
    if settlement.state in _SENT:
        # found afterwards, it stands there since it was put: whoever waited for the bot need not wait an hour more
        since = nudges[0].told_at if nudges and settlement.detail == FOUND else None
        await Nudge.filter(id__in=ids).update(state="told", told_at=since or now)
        await _remember_message(group, effect, settlement)
        await tell_next(group, now, batch=batch + 1)
        return
    if settlement.state in ("cancelled", "expired"):
        way = "group" if settlement.detail == "no_quota" else str(effect.about["way"])
        await _wait_again(nudges, way)
        await tell_next(group, now, batch=batch)
        return
    await _refused(group, nudges, effect, settlement)


async def _wait_again(nudges: Sequence[Nudge], way: str, due: datetime | None = None) -> None:
    """Where no ``due`` is given it stays as it is: what could not be said for a day is missed."""
    for nudge in nudges:
        state = "waiting" if nudge.tries < MOST_TRIES else "void"
        await Nudge.filter(id=nudge.id).update(state=state, way=way, due_at=due or nudge.due_at, told_at=None, batch="")


async def _refused(group: GroupState, nudges: Sequence[Nudge], effect: Effect, settlement: Settlement) -> None:
    """In private: once more in the group, gathered. In the group: recorded, and not tried again."""
    now, way, in_private = settlement.at, str(effect.about["way"]), effect.action.chat.user is not None
    if in_private or way == "all":
        due = (now + FALL_BACK).replace(second=0, microsecond=0) if in_private else now
        await _wait_again(nudges, "superior" if way == "superior" else "group", due)
        await look_at(group, due)
        return
    await Nudge.filter(id__in=[nudge.id for nudge in nudges]).update(state="void")
    await audit.record(
        f"group:{group.id}",
        at=now,
        actor="",
        action="notice.reminder_not_sent",
        subject=",".join(f"notice:{notice}" for notice in effect.about["notices"][:10]),
        state=settlement.state,
        detail=settlement.detail,
        people=len(nudges),
    )
    await tell_next(group, now)


async def _remember_message(group: GroupState, effect: Effect, settlement: Settlement) -> None:
    """A reply to a reminder, or a reaction, answers every notice in it."""
    result = settlement.result
    if result is None or result.message is None or effect.account is None or effect.about["what"] != "remind":
        return
    account, message = AccountId(effect.account), result.message
    for notice_id in effect.about["notices"]:
        row = await Notice.get_or_none(id=notice_id, state="open")
        if row is None:
            continue
        await insert_once(NoticeMessage(notice_id=row.id, account=account, message_id=message, place_id=group.id))
        if row.id not in board.open_in(group.id):
            entry = await load_entry(row, group.id)  # published by another process
            if entry is not None:
                after_commit(lambda entry=entry: board.add(entry))
        after_commit(lambda notice=row.id: board.locate(group.id, notice, (account, message)))


outbox.register(OWNER, check=still_right, settled=settled)
