"""What the outbox asks before it sends something of a notice, and what follows from how it ended."""

from datetime import datetime

from bot.domain.ids import AccountId, GroupId
from bot.effects import outbox
from bot.effects.outbox import Effect, Settlement
from bot.governance import voice
from bot.governance.directory import directory
from bot.store import audit
from bot.store.transaction import after_commit, insert_once
from plugins.notices.models import Notice, NoticeMessage

from .board import board
from .files import ANSWERABLE, load_entry, notice_file
from .names import LASTS, OWNER

_NOT_SENT = frozenset({"denied", "unsupported", "expired", "needs_person"})


async def still_right(effect: Effect, now: datetime) -> str | None:
    """A reason to drop the effect, or None."""
    if effect.group_id is None or directory.get(GroupId(effect.group_id)) is None:
        return "group_disabled"
    current = await Notice.filter(id=effect.about["notice"], state__in=["open", "published", "publishing"]).exists()
    return None if current else "closed"


async def settled(effect: Effect, settlement: Settlement) -> None:
    """Remember the message's id, and tell when a notice did not get out."""
    group = directory.get(GroupId(effect.group_id or 0))
    row = await Notice.get_or_none(id=effect.about["notice"])
    if group is None or row is None:
        return
    what = str(effect.about["what"])
    await _remember_message(group.id, row, effect, settlement)
    if what != "publish" or settlement.state not in _NOT_SENT:
        return
    await audit.record(
        f"group:{group.id}",
        at=settlement.at,
        actor="",
        action="notice.not_sent",
        subject=f"notice:{row.number}",
        state=settlement.state,
        detail=settlement.detail,
    )
    await voice.tell_administrators(
        group,
        "notices/not_sent",
        key=f"notice:{row.id}:not_sent",
        now=settlement.at,
        valid_for=LASTS,
        fields={"notice": notice_file(row), "state": settlement.state, "detail": settlement.detail},
    )


async def _remember_message(group_id: GroupId, row: Notice, effect: Effect, settlement: Settlement) -> None:
    result = settlement.result
    if result is None or result.message is None or effect.about["what"] == "announce" or effect.account is None:
        return
    account, message = AccountId(effect.account), result.message
    if not await insert_once(NoticeMessage(notice_id=row.id, account=account, message_id=message, place_id=group_id)):
        return
    if row.state in ANSWERABLE and row.needs_answer and row.id not in board.open_in(group_id):
        entry = await load_entry(row, group_id)  # published by another process; the answers come to this one
        if entry is not None:
            after_commit(lambda: board.add(entry))
    after_commit(lambda: board.locate(group_id, row.id, (account, message)))


outbox.register(OWNER, check=still_right, settled=settled)
