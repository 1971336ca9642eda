"""The archive: every message of an enabled group, written in batches off the message's way."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import orjson
from loguru import logger

from bot.domain.ids import AccountId, GroupId, MemberId, MessageId
from bot.domain.messages import IncomingMessage, Text
from bot.domain.ports import Clock
from bot.effects.segments_json import segments_to_json
from bot.governance.directory import GroupState
from bot.store import bulk, models
from bot.store.transaction import transaction

BATCH = 500
MOST_WAITING = 50_000


@dataclass
class Archive:
    """Buffers messages and writes them each second: a kill loses at most the last one.

    ``recent`` remembers who wrote the last messages of each group, so that a reply's author is
    known without a row read.
    """

    clock: Clock
    every_seconds: float = 1.0
    waiting: list[tuple[GroupId, IncomingMessage]] = field(default_factory=list[tuple[GroupId, IncomingMessage]])
    recent: dict[tuple[GroupId, MessageId], MemberId] = field(default_factory=dict[tuple[GroupId, MessageId], MemberId])
    lost: int = 0
    written: int = 0
    troubles: int = 0

    def keep(self, group: GroupState, message: IncomingMessage) -> None:
        """Take a message; no row is written here."""
        self.waiting.append((group.id, message))
        self.recent[(group.id, message.id)] = message.sender
        if len(self.recent) > 20_000:
            for key in list(self.recent)[:5_000]:
                del self.recent[key]
        if len(self.waiting) > MOST_WAITING:
            del self.waiting[:BATCH]
            self.lost += BATCH

    async def author(self, group_id: GroupId, account: AccountId, message: MessageId) -> MemberId | None:
        """Who wrote this message: from memory, else from the store."""
        known = self.recent.get((group_id, message))
        if known is not None:
            return known
        row = (
            await models.ArchivedMessage.filter(group_id=group_id, account=account, message_id=message)
            .order_by("-sent_at")
            .first()
        )
        return MemberId(row.member_id) if row is not None else None

    async def flush(self) -> int:
        """Write all that waits; what cannot be written stays for the next time."""
        total = 0
        while self.waiting:
            batch = self.waiting[:BATCH]
            await _write(batch)
            del self.waiting[: len(batch)]
            total += len(batch)
        self.written += total
        return total

    async def run(self) -> None:
        """Flush for ever; a store that is away keeps the messages in memory, up to 50,000."""
        while True:
            await asyncio.sleep(self.every_seconds)
            try:
                await self.flush()
            except Exception as error:  # outermost loop: whatever the driver raises, the messages stay
                self.troubles += 1
                logger.warning("archive: {} messages wait, the store does not answer: {}", len(self.waiting), error)


@transaction
async def _write(batch: Sequence[tuple[GroupId, IncomingMessage]]) -> None:
    await bulk.insert_new(models.ArchivedMessage, _FIELDS, [_row(group_id, message) for group_id, message in batch])
    latest = batch[-1][1].received_at
    # In one order everywhere, so that two processes never wait for each other's rows.
    spoke = sorted({(group_id, message.sender) for group_id, message in batch if not message.anonymous})
    rows = [(latest, group_id, member) for group_id, member in spoke]
    await bulk.update_each(models.Membership, ("last_spoke_at",), ("group_id", "member_id"), rows)


_FIELDS = (
    "group_id",
    "account",
    "message_id",
    "member_id",
    "member_name",
    "text",
    "segments",
    "quoted_id",
    "sent_at",
)


def _row(group_id: GroupId, message: IncomingMessage) -> tuple[Any, ...]:
    quoted = message.quoted
    return (
        group_id,
        message.account,
        message.id,
        message.sender,
        message.sender_name[:200],
        message.text,
        _segments(message),
        quoted.message if quoted is not None else None,
        message.sent_at,
    )


def _segments(message: IncomingMessage) -> str:
    """JSON text; an empty list where the text says it all, as in most messages."""
    segments = message.segments
    if len(segments) == 1 and isinstance(segments[0], Text) and segments[0].text == message.text:
        return "[]"
    return orjson.dumps(segments_to_json(segments)).decode()


@transaction
async def note_recalled(group_id: GroupId, message: MessageId, by: MemberId | None, *, now: datetime) -> None:
    """A recalled message is marked; one that is no case's evidence is removed with the next prune."""
    await models.ArchivedMessage.filter(group_id=group_id, message_id=message).update(recalled_at=now, recalled_by=by)


@transaction
async def prune(group: GroupState, *, now: datetime) -> int:
    """Delete what is past the group's retention, and recalled messages that no case keeps."""
    old = models.ArchivedMessage.filter(
        group_id=group.id, kept_for_case=None, sent_at__lt=now - timedelta(days=group.archive_days)
    )
    recalled = models.ArchivedMessage.filter(
        group_id=group.id, kept_for_case=None, recalled_at__lt=now - timedelta(days=1)
    )
    return int(await old.delete()) + int(await recalled.delete())
