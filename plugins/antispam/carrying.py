"""A group's own words go along when a regulation is tried on what was said."""

from datetime import UTC, datetime
from typing import Any

from bot.domain.ids import GroupId
from bot.governance import trials

from .models import GroupWord


async def export(group_id: GroupId) -> list[list[str]]:
    return [[row.kind, row.text] for row in await GroupWord.filter(group_id=group_id).order_by("id")]


async def restore(group_id: GroupId, words: Any) -> None:
    for kind, text in words:
        await GroupWord.create(group_id=group_id, kind=kind, text=text, added_by="", added_at=datetime.now(UTC))


trials.carry("antispam.words", export=export, restore=restore)
