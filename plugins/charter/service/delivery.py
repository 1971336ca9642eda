"""What follows from how a message of the charter went out: its number is known, and who was there was told."""

from datetime import datetime

from bot.domain.ids import AccountId, GroupId
from bot.effects import outbox
from bot.effects.outbox import DONE, UNVERIFIED, Effect, Settlement
from bot.governance import informed
from bot.governance.directory import directory
from bot.store.transaction import after_commit, insert_once
from plugins.charter.domain.draft import WITHDRAWN
from plugins.charter.models import DraftMessage, RegulationDraft

from .board import board
from .names import OWNER


async def still_right(effect: Effect, now: datetime) -> str | None:
    """A reason to drop the effect, or None."""
    if effect.group_id is None or directory.get(GroupId(effect.group_id)) is None:
        return "group_disabled"
    draft = effect.about.get("draft")
    withdrawn = RegulationDraft.filter(id=draft, state=WITHDRAWN) if draft is not None else None
    return "withdrawn" if withdrawn is not None and await withdrawn.exists() else None


async def settled(effect: Effect, settlement: Settlement) -> None:
    if settlement.state not in (DONE, UNVERIFIED) or effect.group_id is None:
        return
    group_id = GroupId(effect.group_id)
    if effect.about["what"] == "promoted":
        await informed.tell_clauses(group_id, [effect.about["text"]], how=informed.PROMOTED, now=settlement.at)
        return
    result, draft = settlement.result, int(effect.about["draft"])
    if result is None or result.message is None or effect.account is None:
        return
    account, message = AccountId(effect.account), result.message
    row = DraftMessage(draft_id=draft, place_id=group_id, account=account, message_id=message)
    if await insert_once(row):
        after_commit(lambda: board.locate(group_id, account, message, draft))


outbox.register(OWNER, check=still_right, settled=settled)
