"""What was said lately, read from the archive: for memories that a restart has emptied."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ChatRef, GroupId, MemberId
from bot.governance.directory import directory
from bot.store import models

MOST = 20_000


@dataclass(frozen=True, slots=True)
class Said:
    """One archived message of an enabled group."""

    chat: ChatRef
    member: MemberId
    text: str
    at: datetime


async def said_since(since: datetime) -> AsyncIterator[Said]:
    """Messages of all enabled groups since then, oldest first, at most the 20,000 newest."""
    rows = await models.ArchivedMessage.filter(sent_at__gte=since).order_by("-sent_at", "-id").limit(MOST)
    chats = {group.id: group.chat for group in directory.enabled()}
    for row in reversed(rows):
        chat = chats.get(GroupId(row.group_id))
        if chat is not None:
            yield Said(chat, MemberId(row.member_id), row.text, row.sent_at)
