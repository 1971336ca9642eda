"""One answer on its way: who gives it, by which message, and what becomes of it."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import AccountId, ChatRef, MemberId, MessageId
from bot.domain.messages import IncomingMessage
from bot.governance.directory import GroupState
from plugins.notices.domain.remarks import Remark

from .board import OpenNotice


class Written(StrEnum):
    """What became of an answer: recorded, answered before, only its remark new, or the notice has ended."""

    FRESH = "fresh"
    KNOWN = "known"
    REMARK = "remark"
    CLOSED = "closed"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers, by which message of theirs; ``how``: word, reply, reaction, command, private, behalf.

    ``by_id`` and ``by_name`` are who answers on behalf, else "". ``name`` "" is looked up.
    """

    account: AccountId
    member: MemberId
    name: str
    how: str
    message: MessageId | None = None
    remark: Remark | None = None
    by_id: str = ""
    by_name: str = ""
    chat: ChatRef | None = None

    @property
    def source(self) -> str:
        """What identifies the message that said it, as the receipt keeps it."""
        return f"{self.account}:{self.message}"[:200] if self.message is not None else ""


def answering(message: IncomingMessage, how: str, remark: Remark | None = None) -> Answering:
    return Answering(
        message.account, message.sender, message.sender_name, how, message.id, remark, chat=message.chat
    )  # fmt: skip


@dataclass(eq=False, slots=True)
class Entry:
    """One answer that waits to be written; ``fresh`` is known once it is ``settled``."""

    group: GroupState
    notice: OpenNotice
    by: Answering
    at: datetime
    settled: bool = False
    written: Written = field(default=Written.NOTHING)
    error: Exception | None = None
    waiters: "list[asyncio.Future[None]]" = field(default_factory=list["asyncio.Future[None]"])

    @property
    def key(self) -> tuple[int, MemberId]:
        return self.notice.id, self.by.member
