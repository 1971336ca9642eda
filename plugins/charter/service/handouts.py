"""Files of a draft: itself to be edited, what it changes, and the report of a trial. Made when they go out."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.domain.ids import ChatRef
from bot.domain.ports import Ability
from bot.effects import enclosures, outbox
from bot.effects.accounts import accounts
from bot.effects.actions import SendFile
from bot.effects.enclosures import Handout
from bot.effects.outbox import Effect
from bot.governance.directory import GroupState, directory
from bot.store.transaction import transaction
from bot.texts import render
from plugins.charter.domain.difference import marked
from plugins.charter.models import RegulationDraft

from .drafts import as_file, draft_file
from .names import DIFFERENCE, DRAFT_FILE
from .showing import announced_changes

LASTS = timedelta(minutes=30)


@transaction
async def send_draft_file(group: GroupState, kind: str, draft_id: int, *, to: ChatRef, key: str, now: datetime) -> bool:
    """Into the chat it was asked for in; False where the platform has no files."""
    platform = accounts.get(group.account) if group.account is not None else None
    if platform is not None and Ability.FILES not in platform.capabilities:
        return False
    effect = Effect(
        key=f"{kind}:{draft_id}:{key}"[:200],
        action=SendFile(to, kind, {"draft": draft_id}),
        account=group.account,
        group_id=group.id,
        valid_until=now + LASTS,
    )
    return await outbox.put(effect, now=now)


async def _draft_file(about: Mapping[str, Any], now: datetime) -> Handout | None:
    row = await RegulationDraft.get_or_none(id=about["draft"])
    if row is None:
        return None
    # With a mark, so that the editor of an office computer knows the encoding.
    return Handout(f"群规草案{row.number}.txt", as_file(draft_file(row)).encode("utf-8-sig"))


async def _difference(about: Mapping[str, Any], now: datetime) -> Handout | None:
    row = await RegulationDraft.get_or_none(id=about["draft"])
    group = directory.get(row.group_key) if row is not None else None
    if row is None or group is None:
        return None
    kept = draft_file(row)
    changes = await announced_changes(group, kept, now=now)
    text = render("charter/difference_file", row=row, changes=changes, marked=marked)
    return Handout(f"群规修订对照{row.number}.txt", text.encode("utf-8-sig"))


enclosures.register(DRAFT_FILE, _draft_file)
enclosures.register(DIFFERENCE, _difference)
